import type { ClientRiskAnswer, RiskReason } from "@rapport/contracts/http/risk/Risk";
import { ApiProblem } from "../../../api/ApiProblem.ts";
import { useRead } from "../../../api/useRead.ts";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { ReasonLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientTexts } from "../../../texts/en/client.ts";
import page from "../ClientPage.module.css";
import { Course } from "./Course.tsx";
import styles from "./ScoreCard.module.css";

const texts = clientTexts.score;

const Reasons = ({
  id,
  title,
  reasons,
}: {
  readonly id: string;
  readonly title: string;
  readonly reasons: ReadonlyArray<RiskReason>;
}) =>
  reasons.length === 0 ? null : (
    <>
      <h3 className={page.part}>{title}</h3>
      <ul className={page.list}>
        {reasons.map(({ group, text, times }) => (
          <li key={group} className={styles.reason}>
            <ReasonLink client={id} group={group}>
              <bdi>{text}</bdi>
            </ReasonLink>
            <span className={styles.times}>
              <span aria-hidden="true">{texts.times(times.toFixed(2))}</span>
              <span className={styles.aside}>{texts.timesMeans(times.toFixed(2))}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );

const Head = ({ answer }: { readonly answer: ClientRiskAnswer }) => {
  const { band, chance, why, rank, activePercent } = answer.client;
  return (
    <>
      <p className={styles.band}>
        {band !== null && <BandBadge band={band} />}
        {chance !== null && (
          <>
            <strong className={styles.chance}>{percentText(chance.percent)}</strong>
            <span className={page.muted}>
              {texts.interval(percentText(chance.lowPercent), percentText(chance.highPercent))}
            </span>
          </>
        )}
      </p>
      {why !== null && <p className={page.line}>{why.charAt(0).toUpperCase() + why.slice(1)}.</p>}
      <p className={`${page.line} ${page.muted}`}>
        {rank !== null && `${texts.rank(rank)} `}
        {texts.active(percentText(activePercent))}
      </p>
    </>
  );
};

const Score = ({ id, answer }: { readonly id: string; readonly answer: ClientRiskAnswer }) => {
  const { reasonsUp, reasonsDown, smallestChange } = answer.client;
  return (
    <>
      <p className={page.muted}>{texts.note(dayText(answer.client.week), answer.model.horizonWeeks)}</p>
      <Head answer={answer} />
      <Reasons id={id} title={texts.up} reasons={reasonsUp} />
      <Reasons id={id} title={texts.down} reasons={reasonsDown} />
      {reasonsUp.length + reasonsDown.length === 0 && <p>{texts.none}</p>}
      {smallestChange !== null && (
        <>
          <h3 className={page.part}>{texts.smallest}</h3>
          <p className={page.line}>{smallestChange.text}</p>
        </>
      )}
      <Course weeks={answer.weeks} />
    </>
  );
};

/** How likely it leaves, why, and what would move it. */
export const ScoreCard = ({ id }: { readonly id: string }) => {
  const query = useRead("GET /v1/clients/:id/risk", { params: { id } });
  const none = query.error instanceof ApiProblem && query.error.status === 404;
  return (
    <Card title={texts.title} restsOn={["mail", "tickets", "meetings", "books"]}>
      {none ? (
        <EmptyState title={texts.noScore.title}>
          <p>{texts.noScore.detail}</p>
        </EmptyState>
      ) : (
        <Loaded query={query} lines={20}>
          {(answer) => <Score id={id} answer={answer} />}
        </Loaded>
      )}
    </Card>
  );
};
