import type { EvidenceItem, EvidenceMetric } from "@rapport/contracts/http/economics/Evidence";
import type { EffortRow } from "@rapport/contracts/http/economics/Effort";
import type { ProfitabilityRow } from "@rapport/contracts/http/economics/Profitability";
import { type ReportReads, Reports } from "@rapport/reporting/Reports";
import { isoDay, parseDay } from "@rapport/simulator/time/days";
import { type SeededRandom, seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { describe, expect, it } from "vitest";
import { reportsOn } from "../reporting.ts";
import { checks, seed } from "./checks.ts";
import type { World } from "./World.ts";

interface Both {
  readonly profit: ProfitabilityRow;
  readonly effort: EffortRow;
}

/** Where each figure stands that comes apart. */
const figures: Partial<Record<EvidenceMetric, (row: Both) => number>> = {
  contribution: ({ profit }) => profit.contributionMinor,
  revenue: ({ profit }) => profit.revenueMinor,
  invoiced: ({ profit }) => profit.invoicedMinor,
  credited: ({ profit }) => profit.creditedMinor,
  pass_through: ({ profit }) => profit.passThroughMinor,
  cash: ({ profit }) => profit.cashMinor,
  cost: ({ profit }) => profit.costMinor,
  labour: ({ profit }) => profit.labourMinor,
  overhead: ({ profit }) => profit.overheadMinor,
  unused_capacity: ({ profit }) => profit.unusedCapacityMinor,
  expenses: ({ profit }) => profit.expensesMinor,
  expected_loss: ({ profit }) => profit.expectedLossMinor,
  late_payment: ({ profit }) => profit.latePaymentMinor,
  effort: ({ effort }) => effort.effortSeconds,
  measured: ({ effort }) => effort.measuredSeconds,
  estimated: ({ effort }) => effort.estimatedSeconds,
  logged: ({ effort }) => effort.loggedSeconds,
  meeting: ({ effort }) => effort.meetingSeconds,
  ticket: ({ effort }) => effort.ticketSeconds,
  mail: ({ effort }) => effort.mailSeconds,
  interruption: ({ effort }) => effort.interruptionSeconds,
  unused: ({ effort }) => effort.unusedSeconds,
};
const metrics = Object.keys(figures) as ReadonlyArray<EvidenceMetric>;

interface Span {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
}
const drawSpan = (random: SeededRandom, { firstDay, lastDay }: World): Span => {
  const [first, last] = [parseDay(firstDay), parseDay(lastDay)];
  const days = [random.int(first, last), random.int(first, last)].toSorted((a, b) => a - b);
  const asOf = isoDay(random.chance(0.5) ? last : random.int(days[0]!, last));
  return { asOf, from: isoDay(days[0]!), to: isoDay(days[1]!) };
};

/** Whose evidence is asked for: a row's id, else the word for what is nobody's. */
const nameOf = ({ id, state }: ProfitabilityRow): string => (id === "" ? state! : id);

const rowsIn = (reports: ReportReads, span: Span) =>
  Effect.gen(function* () {
    const all = { ...span, limit: 5000 };
    const { items } = yield* reports.profitability(all);
    const efforts = new Map((yield* reports.effort(all)).items.map((row) => [`${row.state} ${row.id}`, row]));
    return items.map((profit) => ({ profit, effort: efforts.get(`${profit.state} ${profit.id}`)! }));
  });

const allItems = (reports: ReportReads, id: string, span: Span, metric: EvidenceMetric, limit: number) =>
  Effect.gen(function* () {
    const items: Array<EvidenceItem> = [];
    let cursor: string | undefined;
    for (;;) {
      const page = yield* reports.evidence(id, { ...span, metric, limit, cursor });
      items.push(...page.items);
      if (page.nextCursor === null) return { items, sum: page.sum, total: page.total };
      cursor = page.nextCursor;
    }
  });

/** Every figure is the sum of what its evidence lists, page by page, and each of it has its place in the sources. */
export const describeEvidence = (world: () => World): void => {
  describe(`evidence (seed ${seed})`, () => {
    it(`${3 * checks} figures of random clients and spans are the sums of their events`, async () => {
      const random = seededRandom(seed);
      const program = Effect.gen(function* () {
        const reports = yield* Reports;
        let [compared, others] = [0, 0];
        while (compared < 3 * checks) {
          const span = drawSpan(random, world());
          const rows = yield* rowsIn(reports, span);
          if (rows.length === 0) continue;
          for (let i = 0; i < 3; i++) {
            const row = random.pick(rows);
            const found = metrics.filter((metric) => figures[metric]!(row) !== 0);
            const metric = random.pick(found.length === 0 || random.chance(0.1) ? metrics : found);
            const id = nameOf(row.profit);
            const { items, sum, total } = yield* allItems(reports, id, span, metric, random.int(40, 1000));
            const about = `${id} ${metric} ${span.from} to ${span.to} as of ${span.asOf}`;
            const added = items.reduce((total, { amount }) => total + amount, 0);
            expect([added, sum], about).toEqual([figures[metric]!(row), figures[metric]!(row)]);
            expect(items.length, about).toBe(total);
            const placeless = items.filter((item) => item.eventId !== null && item.sources.length === 0);
            expect(placeless, about).toEqual([]);
            if (added !== 0) others++;
            compared++;
          }
        }
        return others;
      });
      const { chdb, database } = world();
      const others = await Effect.runPromise(Effect.provide(program, reportsOn(chdb, database)));
      expect(others).toBeGreaterThan(checks);
    });
  });
};
