import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../../api/Api.ts";
import { Skeleton } from "../../../kit/Skeleton.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { shortAmount } from "../parts/amount.ts";
import styles from "../Portfolio.module.css";
import { type Judged, judgedOfQuadrant, judgedOfRisk } from "./judged.ts";
import { surelyCostly } from "./quadrantPlaces.ts";

type Read<T> = UseQueryResult<T, unknown>;

const noticeDays = 30;
const texts = portfolioTexts.summary;

const Recurring = ({ answer }: { readonly answer: Answer<"GET /v1/retention"> }) => {
  const { figures, atRisk, currency } = answer;
  const money = (minor: number | null) => shortAmount(minor, currency);
  return (
    <>
      {texts.recurring(figures.closingClients, money(atRisk.yearMinor))}{" "}
      {atRisk.expectedMinor === null
        ? texts.notTold(atRisk.why ?? "")
        : texts.atRisk(
            money(atRisk.expectedMinor),
            atRisk.horizonWeeks,
            money(atRisk.lowMinor),
            money(atRisk.highMinor),
          )}
    </>
  );
};

/** How many stand at raised or high risk, of those that may be judged. */
const Standing = ({ raised, judged, ordered }: Judged) =>
  judged > 0 ? (
    <a href="#quadrant">{texts.standing(raised, judged)}</a>
  ) : (
    <>{ordered ? texts.onlyOrder : texts.nobodyJudged}</>
  );

const Costly = ({ answer }: { readonly answer: Answer<"GET /v1/quadrant"> }) => (
  <a href="#costly">{texts.costly(surelyCostly(answer.items).length)}</a>
);

const Notices = ({ answer }: { readonly answer: Answer<"GET /v1/renewals"> }) => {
  const soon = answer.renewals.filter(
    ({ noticeDaysLeft: left }) => left !== null && left >= 0 && left <= noticeDays,
  );
  return <Link to="/renewals">{texts.notice(soon.length, noticeDays)}</Link>;
};

/** The portfolio in four sentences. What cannot be had is left out here; its card says why. */
export const InShort = ({
  retention,
  quadrant,
  risk,
  renewals,
}: {
  readonly retention: Read<Answer<"GET /v1/retention">>;
  readonly quadrant: Read<Answer<"GET /v1/quadrant">>;
  readonly risk: Read<Answer<"GET /v1/risk">>;
  readonly renewals: Read<Answer<"GET /v1/renewals">>;
}) => {
  const judged =
    quadrant.data !== undefined
      ? judgedOfQuadrant(quadrant.data.items)
      : quadrant.isError && risk.data !== undefined
        ? judgedOfRisk(risk.data)
        : null;
  return (
    <section aria-label={texts.label} className={styles.short}>
      {retention.isPending || quadrant.isPending || renewals.isPending ? (
        <Skeleton lines={3} />
      ) : (
        <p className={styles.lead}>
          {retention.data !== undefined && <Recurring answer={retention.data} />}{" "}
          {judged !== null && <Standing {...judged} />}{" "}
          {quadrant.data !== undefined && <Costly answer={quadrant.data} />}{" "}
          {renewals.data !== undefined && <Notices answer={renewals.data} />}
        </p>
      )}
    </section>
  );
};
