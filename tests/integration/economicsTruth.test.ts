import { parseDay } from "@rapport/simulator/time/days";
import { Effect } from "effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accuracyOf, type Expectation } from "./support/accuracy.ts";
import { type AgencyEvents, agencyEvents } from "./support/agencyEvents.ts";
import { asker } from "./support/ask.ts";
import { startChdb } from "./support/chdb.ts";
import {
  type EconomicTruth,
  linesOf,
  measuredLines,
  plantedOn,
  readEconomicTruth,
} from "./support/economicTruth.ts";
import { projectAgency } from "./support/projectAgency.ts";
import { reportsOn } from "./support/reporting.ts";

const end = "2025-10-31";
const database = "economics_truth";
const chdb = await startChdb();
let agency: AgencyEvents;
let truth: EconomicTruth;

beforeAll(async () => {
  agency = await agencyEvents({ seed: 11, clients: 20, members: 8, months: 7, endDay: parseDay(end) });
  truth = readEconomicTruth(agency.folder);
  const at = Date.parse("2025-11-01T06:00:00Z");
  await Effect.runPromise(Effect.provide(projectAgency(agency.events, at), reportsOn(chdb, database)));
}, 90_000);
afterAll(async () => {
  await chdb.stop();
  await agency.remove();
});

type Row = Readonly<Record<string, string | number | null>>;
/** Rows of a query; whole numbers come as text and are read as they are. */
const rowsOf = async (sql: string): Promise<ReadonlyArray<Row>> => {
  const { status, text } = await asker(chdb)(`${sql} FORMAT JSONEachRow`, { database });
  if (status !== 200) throw new Error(text);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
};
const numbers = ({ party: _party, month: _month, ...row }: Row): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));

describe("the simulated agency's books", () => {
  it("equal its truth to the penny and the second, per party and month", async () => {
    const rows = await rowsOf(`
      SELECT
        if(party = '', state::String, party) AS party, formatDateTime(day, '%Y-%m') AS month,
        sumIf(seconds, category = 'time') AS loggedSeconds, sumIf(cost_minor, category = 'time') AS loggedCostMinor,
        sumIf(revenue_minor, category IN ('invoice', 'pass_through')) AS recognisedMinor,
        -sumIf(revenue_minor, category = 'credit_note') AS creditMinor,
        sumIf(cost_minor, category = 'expense') AS expenseMinor,
        sum(cash_minor) AS cashMinor, sumIf(cost_minor, category = 'late_payment') AS lateMinor,
        sumIf(revenue_minor - cost_minor, measured AND category != 'overhead') AS contributionMinor
      FROM contribution_current
      WHERE day <= '${end}' AND state != 'unused'
      GROUP BY party, month`);
    const expected = measuredLines(truth);
    expect(expected.length).toBeGreaterThan(150);
    expect(linesOf(rows.map((row) => [`${row["party"]} ${row["month"]}`, numbers(row)] as const))).toEqual(
      expected,
    );
  });

  it("cost what capacity, overhead and expenses cost, every month to the penny", async () => {
    const rows = await rowsOf(`
      SELECT
        formatDateTime(day, '%Y-%m') AS month,
        sumIf(cost_minor, category NOT IN ('overhead', 'expense', 'expected_loss', 'late_payment')) AS capacityCostMinor,
        sumIf(cost_minor, category = 'overhead') AS overheadMinor
      FROM contribution_current
      WHERE day <= '${end}'
      GROUP BY month ORDER BY month`);
    const said = truth.capacityMonths.map(({ month, capacityCostMinor, overheadMinor }) => ({
      month,
      capacityCostMinor,
      overheadMinor,
    }));
    expect(rows.map((row) => ({ month: row["month"], ...numbers(row) }))).toEqual(said);
    const capacity = await rowsOf(
      "SELECT capacity_seconds AS seconds FROM effort_month_current WHERE month <= '2025-10-31' ORDER BY month",
    );
    expect(capacity.map((row) => Number(row["seconds"]))).toEqual(
      truth.capacityMonths.map((row) => row.capacitySeconds),
    );
  });

  it("are what the analysts' views say", async () => {
    const profit = await rowsOf(`
      SELECT
        client AS party, formatDateTime(month, '%Y-%m') AS month, logged_seconds AS loggedSeconds,
        revenue_minor AS revenueMinor, cash_minor AS cashMinor, expenses_minor AS expenseMinor,
        late_payment_minor AS lateMinor
      FROM client_profitability_at(as_of = '${end}')
      WHERE state = 'client'`);
    const clients = new Set(truth.clients.map(({ client }) => client));
    const expected = truth.economicMonths
      .filter(({ party }) => clients.has(party))
      .map(({ party, month, loggedSeconds, cashMinor, expenseMinor, lateMinor, ...row }) => {
        const revenueMinor = row.recognisedRevenueMinor - row.creditMinor;
        return [
          `${party} ${month}`,
          { loggedSeconds, revenueMinor, cashMinor, expenseMinor, lateMinor },
        ] as const;
      });
    expect(linesOf(profit.map((row) => [`${row["party"]} ${row["month"]}`, numbers(row)] as const))).toEqual(
      linesOf(expected),
    );
  });
});

describe("estimated effort", () => {
  it("is near what there was, once calibrated by the months before", async () => {
    const rows = await rowsOf(`
      SELECT
        client AS party, formatDateTime(month, '%Y-%m') AS month, communication_expected_seconds AS expected,
        communication_low_seconds AS low, communication_high_seconds AS high
      FROM client_effort_at(as_of = '${end}')
      WHERE state = 'client' AND month >= '2025-07-01' AND communication_raw_seconds >= 1800`);
    const known = new Map(truth.economicMonths.map((row) => [`${row.party} ${row.month}`, row]));
    const against = (figure: "communicationLoggedSeconds" | "communicationTrueSeconds") =>
      accuracyOf(
        rows.flatMap((row): ReadonlyArray<Expectation> => {
          const actual = known.get(`${row["party"]} ${row["month"]}`)?.[figure] ?? 0;
          const { expected, low, high } = numbers(row) as { expected: number; low: number; high: number };
          return actual === 0 ? [] : [{ expected, low, high, actual }];
        }),
      );
    const logged = against("communicationLoggedSeconds");
    expect(logged.cases).toBeGreaterThan(50);
    expect(logged.meanError).toBeLessThan(0.25);
    expect(logged.covered).toBeGreaterThan(0.7);
    expect(logged.covered).toBeLessThan(0.9);
    expect(against("communicationTrueSeconds").meanError).toBeLessThan(0.25);
  });
});

describe("planted clients stand where they were put", () => {
  it("the noisy low payer at the low end, the neglected good payer at the high one", async () => {
    const rows = await rowsOf(`
      SELECT client AS party, sum(contribution_minor) AS contribution, sum(revenue_minor) * 3600 / sum(effort_seconds) AS hourly
      FROM client_profitability_at(as_of = '${end}')
      WHERE state = 'client'
      GROUP BY client`);
    const place = (figure: string, client: string): number => {
      const order = rows.toSorted((a, b) => Number(a[figure]) - Number(b[figure]));
      return order.findIndex((row) => row["party"] === client) / (order.length - 1);
    };
    for (const figure of ["contribution", "hourly"]) {
      expect(place(figure, plantedOn(truth, "noisy low payer"))).toBeLessThan(0.1);
      expect(place(figure, plantedOn(truth, "neglected good payer"))).toBeGreaterThan(0.75);
    }
  });
});
