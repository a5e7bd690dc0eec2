import type { RenewalRow } from "@rapport/contracts/http/retention/Renewals";
import { dayNumber, daysBetween, dayOf } from "@rapport/domain/economics/money/days";
import { type Renewal, renewalsOn } from "@rapport/domain/retention/renewals";
import { clientOf, convertOn, percentOfMicro, type RetentionGround } from "./readGround.ts";
import { toldScore } from "./riskOfRevenue.ts";

/** When something has to be done about it: by the last day for notice while that is to come, else by its own day. */
const urgency = ({ on, noticeBy, noticeDaysLeft }: RenewalRow): string =>
  noticeBy !== null && (noticeDaysLeft ?? -1) >= 0 ? noticeBy : on;

const rowOf = (ground: RetentionGround, party: string, day: string, renewal: Renewal): RenewalRow => {
  const { version, kind, on, noticeBy, noticeDaysLeft } = renewal;
  const { ownFeeMonth, currency } = version;
  const monthMinor = ownFeeMonth === null ? null : convertOn(ground.terms, day)(ownFeeMonth, currency);
  const score = toldScore(ground, party);
  const shown = ground.scores.get(party)?.shown ?? null;
  return {
    ...clientOf(ground, party),
    kind,
    on,
    daysLeft: daysBetween(day, on),
    noticeBy,
    noticeDaysLeft,
    yearMinor: monthMinor === null ? null : 12 * monthMinor,
    shown,
    band: score === null || shown === "rank" ? null : score.band,
    chancePercent: shown === "percent" && score !== null ? percentOfMicro(score.chance_micro) : null,
    eventId: version.eventId,
  };
};

/** Renewals and ends of the next days, by when something has to be done. */
export const renewalRows = (
  ground: RetentionGround,
  day: string,
  days: number,
): ReadonlyArray<RenewalRow> => {
  const until = dayOf(dayNumber(day) + days);
  return [...ground.contracts]
    .flatMap(([party, contracts]) =>
      renewalsOn(contracts, day).map((renewal) => rowOf(ground, party, day, renewal)),
    )
    .filter((row) => urgency(row) <= until)
    .toSorted((a, b) => {
      const [first, second] = [`${urgency(a)} ${a.id} ${a.eventId}`, `${urgency(b)} ${b.id} ${b.eventId}`];
      return first < second ? -1 : 1;
    });
};
