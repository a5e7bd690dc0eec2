import type { Signal } from "@rapport/contracts/http/signals/Signals";
import { dayText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import { signalsTexts } from "../../../texts/en/workbenchSignals.ts";
import { onAll } from "../parts/rests.ts";
import { WorkbenchLink } from "../parts/WorkbenchLink.tsx";
import type { SignalKind } from "./kinds.ts";
import styles from "./SignalTable.module.css";

const texts = signalsTexts;

const Row = ({ signal }: { readonly signal: Signal }) => (
  <tr>
    <th scope="row">
      <ClientName id={signal.client} name={signal.name} under={signal.ownerName} />
    </th>
    <td className={styles.since}>
      <time dateTime={signal.since}>{dayText(signal.since.slice(0, 10))}</time>
    </td>
    <td className={styles.reason}>
      <bdi>{signal.reason}</bdi>{" "}
      <EventsLink client={signal.client} ids={signal.eventIds}>
        {texts.events(signal.events)}
      </EventsLink>
    </td>
    <td className={styles.actions}>
      {signal.kind === "complaint" && (
        <SayButton
          kind="cause"
          about={{
            client: signal.client,
            ...(signal.eventIds[0] === undefined ? {} : { aboutEvent: signal.eventIds[0] }),
          }}
          clientName={signal.name}
        />
      )}
      <WorkbenchLink client={signal.client} name={signal.name} />
    </td>
  </tr>
);

interface TableOf {
  readonly kind: SignalKind;
  readonly title: string;
  readonly signals: ReadonlyArray<Signal>;
}

/** The signals of one kind: whose, since when, why, with the events that show it. */
export const SignalTable = ({ kind, title, signals }: TableOf) => (
  <Card title={`${title.slice(0, 1).toUpperCase()}${title.slice(1)} (${signals.length})`} restsOn={onAll}>
    <ScrollTable
      label={title}
      cells="words"
      heads={[
        { key: "client", text: texts.client },
        { key: "since", text: kind === "milestone" ? texts.when : texts.since },
        { key: "reason", text: texts.reason },
        { key: "actions", text: texts.actions },
      ]}
    >
      {signals.map((signal) => (
        <Row key={`${signal.client} ${signal.about ?? ""} ${signal.since}`} signal={signal} />
      ))}
    </ScrollTable>
  </Card>
);
