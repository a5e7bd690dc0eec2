import { useRead } from "../../api/useRead.ts";
import type { ClientRiskAnswer } from "@rapport/contracts/http/risk/Risk";
import { dayText } from "../../format/days.ts";
import { evidenceTexts } from "../../texts/en/evidence.ts";
import { EmptyState } from "../EmptyState.tsx";
import { Loaded } from "../Loaded.tsx";
import styles from "./Drawer.module.css";
import type { ReasonEvidence as Reason } from "./evidenceKey.ts";
import { EventRows } from "./EventRows.tsx";

const texts = evidenceTexts.reason;

const Shown = ({ answer, group }: { readonly answer: ClientRiskAnswer; readonly group: string }) => {
  const reason = [...answer.client.reasonsUp, ...answer.client.reasonsDown].find(
    (one) => one.group === group,
  );
  if (reason === undefined)
    return (
      <EmptyState title={texts.gone.title}>
        <p>{texts.gone.detail}</p>
      </EmptyState>
    );
  const { text, times, timesOwnYear, timesPeers, from, to, events } = reason;
  const against = [
    ...(timesOwnYear === null ? [] : [texts.ownYear(timesOwnYear.toFixed(2))]),
    ...(timesPeers === null ? [] : [texts.peers(timesPeers.toFixed(2))]),
  ];
  return (
    <>
      <p className={styles.sub}>
        <bdi>{answer.client.name}</bdi>, {dayText(from)} {evidenceTexts.toDays} {dayText(to)}
      </p>
      <p>{text}</p>
      <p className={styles.figure}>{texts.odds(times.toFixed(2))}</p>
      <p className={styles.sub}>
        {times >= 1 ? texts.up : texts.down} {against.length > 0 && `${against.join(", ")}.`}
      </p>
      <h3 className={styles.part}>{texts.events}</h3>
      <p className={styles.muted}>{events.length === 0 ? texts.none : texts.latest(events.length)}</p>
      {events.length > 0 && <EventRows events={events} />}
    </>
  );
};

/** One reason of a client's risk, with the events it rests on. */
export const ReasonEvidence = ({
  reason,
  titleId,
}: {
  readonly reason: Reason;
  readonly titleId: string;
}) => {
  const query = useRead("GET /v1/clients/:id/risk", { params: { id: reason.client } });
  return (
    <>
      <h2 id={titleId} className={styles.title}>
        {texts.title}
      </h2>
      <Loaded query={query} lines={8}>
        {(answer) => <Shown answer={answer} group={reason.group} />}
      </Loaded>
    </>
  );
};
