import type {
  RetentionAnswer,
  RetentionFigures as Figures,
  RetentionMonth,
  RetentionRow,
} from "@rapport/contracts/http/retention/Retention";
import { dayNumber, dayOf, monthEnd, nextMonthEnd } from "@rapport/domain/economics/money/days";
import { type Movement, movementOf } from "@rapport/domain/retention/movement";
import { recurringOn } from "@rapport/domain/retention/RecurringVersion";
import { retentionFigures } from "@rapport/domain/retention/retentionFigures";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { inCurrency } from "../economics/inCurrency.ts";
import { resolveSpan } from "../economics/Span.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCurrency, InvalidSpan } from "../ReportErrors.ts";
import { clientOf, convertOn, percentOf, readRetentionGround, type RetentionGround } from "./readGround.ts";
import type { RetentionRequest } from "./RetentionReads.ts";
import { figuredScore, riskOfRevenue } from "./riskOfRevenue.ts";

const dayBefore = (day: string): string => dayOf(dayNumber(day) - 1);
const percentOrNull = (share: number | null): number | null => (share === null ? null : percentOf(share));

/** Of every client that ever had a contract, what became of it between the ends of two days; by id. */
const movementsBetween = (
  { contracts, terms }: RetentionGround,
  opening: string,
  closing: string,
): ReadonlyArray<readonly [party: string, movement: Movement]> => {
  const from = { day: opening, convert: convertOn(terms, opening) };
  const to = { day: closing, convert: convertOn(terms, closing) };
  return [...contracts.keys()]
    .toSorted()
    .map((party) => [party, movementOf(contracts.get(party)!, from, to)] as const)
    .filter(([, { kind }]) => kind !== "none");
};

const figuresOf = (movements: ReadonlyArray<readonly [string, Movement]>): Figures => {
  const { gross, net, logoChurn, logoChurnLow, logoChurnHigh, ...counted } = retentionFigures(
    movements.map(([, movement]) => movement),
  );
  return {
    ...counted,
    grossPercent: percentOrNull(gross),
    netPercent: percentOrNull(net),
    logoChurnPercent: percentOrNull(logoChurn),
    logoChurnLowPercent: percentOrNull(logoChurnLow),
    logoChurnHighPercent: percentOrNull(logoChurnHigh),
  };
};

const monthsOf = (ground: RetentionGround, from: string, last: string): ReadonlyArray<RetentionMonth> => {
  const months: Array<RetentionMonth> = [];
  let opening = dayBefore(from);
  while (opening < last) {
    const end = opening === monthEnd(opening) ? nextMonthEnd(opening) : monthEnd(opening);
    const closing = end < last ? end : last;
    months.push({ month: end.slice(0, 7), ...figuresOf(movementsBetween(ground, opening, closing)) });
    opening = closing;
  }
  return months;
};

const rowOf = (
  ground: RetentionGround,
  party: string,
  { kind, eventIds, ...amounts }: Movement,
): RetentionRow => {
  const yearMinor = 12 * amounts.closingMinor;
  const score = figuredScore(ground, party);
  return {
    ...clientOf(ground, party),
    ...amounts,
    // Those without a movement were left out.
    kind: kind === "none" ? "kept" : kind,
    cause: kind === "lost" ? (ground.ends.get(party)?.cause ?? null) : null,
    yearMinor,
    shown: ground.scores.get(party)?.shown ?? null,
    atRiskMinor: score === null ? null : Math.round((yearMinor * score.chance_micro) / 1_000_000) || 0,
    eventIds: [...eventIds],
  };
};

/** What weighs most first: what was lost or at risk of it, then by size, then by name. */
const byWeight = (a: RetentionRow, b: RetentionRow): number => {
  const weight = ({ lostMinor, contractionMinor, atRiskMinor }: RetentionRow): number =>
    12 * (lostMinor + contractionMinor) + (atRiskMinor ?? 0);
  return weight(b) - weight(a) || b.closingMinor - a.closingMinor || (a.name < b.name ? -1 : 1);
};

const lostBecauseOf = (rows: ReadonlyArray<RetentionRow>): RetentionAnswer["lostBecause"] => {
  const counts = {
    client_left: 0,
    ended_by_us: 0,
    project_complete: 0,
    merged_or_insolvent: 0,
    unknown: 0,
  };
  for (const { kind, cause } of rows) if (kind === "lost") counts[cause ?? "unknown"] += 1;
  return counts;
};

const unconvertedOf = ({ contracts, terms }: RetentionGround, day: string) => {
  const convert = convertOn(terms, day);
  const fees = [...contracts.values()].flatMap((own) => recurringOn(own, day, convert).unconverted);
  return [...Map.groupBy(fees, ({ currency }) => currency)].toSorted().map(([currency, of]) => ({
    currency,
    contracts: of.length,
    monthMinor: of.reduce((sum, { monthMinor }) => sum + monthMinor, 0),
  }));
};

/**
 * Recurring revenue kept, won and lost between two days, by what was known of contracts on each, and what of it is at risk on
 * the as-of day.
 */
export const readRetention = (warehouse: Warehouse) =>
  Effect.fn("Reports.retention")(function* (
    request: RetentionRequest,
  ): Effect.fn.Return<RetentionAnswer, WarehouseError | InvalidSpan | InvalidCurrency> {
    const { asOf, from, to, last } = yield* resolveSpan(request);
    const ground = yield* readRetentionGround(warehouse, asOf, last);
    const movements = movementsBetween(ground, dayBefore(from), last);
    const rows = movements.map(([party, movement]) => rowOf(ground, party, movement));
    const revenues = rows
      .filter(({ yearMinor }) => yearMinor > 0)
      .map(({ id, yearMinor }) => ({ party: id, yearMinor }));
    return yield* inCurrency(
      warehouse,
      request.currency,
    )({
      ...ground.risk.head,
      from,
      to,
      currency: ground.currency,
      converted: null,
      figures: figuresOf(movements),
      lostBecause: lostBecauseOf(rows),
      months: [...monthsOf(ground, from, last)],
      atRisk: riskOfRevenue(ground, revenues),
      unconverted: unconvertedOf(ground, last),
      items: rows.toSorted(byWeight),
    });
  });
