import { describe, expect, it } from "vitest";
import { accuracyOf, type Expectation } from "./accuracy.ts";
import { linesOf, measuredLines, plantedOn } from "./economicTruth.ts";
import { numbersOf, rowsOf, type World } from "./World.ts";

export const describeTruth = (world: () => World): void => {
  describe("the simulated agency's books", () => {
    it("equal its truth to the penny and the second, per party and month", async () => {
      const rows = await rowsOf(
        world(),
        `
      SELECT
        if(party = '', state::String, party) AS party, formatDateTime(day, '%Y-%m') AS month,
        sumIf(seconds, category = 'time') AS loggedSeconds, sumIf(cost_minor, category = 'time') AS loggedCostMinor,
        sumIf(revenue_minor, category IN ('invoice', 'pass_through')) AS recognisedMinor,
        -sumIf(revenue_minor, category = 'credit_note') AS creditMinor,
        sumIf(cost_minor, category = 'expense') AS expenseMinor,
        sum(cash_minor) AS cashMinor, sumIf(cost_minor, category = 'late_payment') AS lateMinor,
        sumIf(revenue_minor - cost_minor, measured AND category != 'overhead') AS contributionMinor
      FROM contribution_current
      WHERE day <= '${world().lastDay}' AND state != 'unused'
      GROUP BY party, month`,
      );
      const expected = measuredLines(world().truth);
      expect(expected.length).toBeGreaterThan(120);
      expect(
        linesOf(rows.map((row) => [`${row["party"]} ${row["month"]}`, numbersOf(row)] as const)),
      ).toEqual(expected);
    });

    it("cost what capacity, overhead and expenses cost, every month to the penny", async () => {
      const rows = await rowsOf(
        world(),
        `
      SELECT
        formatDateTime(day, '%Y-%m') AS month,
        sumIf(cost_minor, category NOT IN ('overhead', 'expense', 'expected_loss', 'late_payment')) AS capacityCostMinor,
        sumIf(cost_minor, category = 'overhead') AS overheadMinor
      FROM contribution_current
      WHERE day <= '${world().lastDay}'
      GROUP BY month ORDER BY month`,
      );
      const said = world().truth.capacityMonths.map(({ month, capacityCostMinor, overheadMinor }) => ({
        month,
        capacityCostMinor,
        overheadMinor,
      }));
      expect(rows.map((row) => ({ month: row["month"], ...numbersOf(row) }))).toEqual(said);
      const capacity = await rowsOf(
        world(),
        "SELECT capacity_seconds AS seconds FROM effort_month_current WHERE month <= '2025-10-31' ORDER BY month",
      );
      expect(capacity.map((row) => Number(row["seconds"]))).toEqual(
        world().truth.capacityMonths.map((row) => row.capacitySeconds),
      );
    });

    it("are what the analysts' views say", async () => {
      const profit = await rowsOf(
        world(),
        `
      SELECT
        client AS party, formatDateTime(month, '%Y-%m') AS month, logged_seconds AS loggedSeconds,
        revenue_minor AS revenueMinor, cash_minor AS cashMinor, expenses_minor AS expenseMinor,
        late_payment_minor AS lateMinor
      FROM client_profitability_at(as_of = '${world().lastDay}')
      WHERE state = 'client'`,
      );
      const clients = new Set(world().truth.clients.map(({ client }) => client));
      const expected = world()
        .truth.economicMonths.filter(({ party }) => clients.has(party))
        .map(({ party, month, loggedSeconds, cashMinor, expenseMinor, lateMinor, ...row }) => {
          const revenueMinor = row.recognisedRevenueMinor - row.creditMinor;
          return [
            `${party} ${month}`,
            { loggedSeconds, revenueMinor, cashMinor, expenseMinor, lateMinor },
          ] as const;
        });
      expect(
        linesOf(profit.map((row) => [`${row["party"]} ${row["month"]}`, numbersOf(row)] as const)),
      ).toEqual(linesOf(expected));
    });
  });

  describe("estimated effort", () => {
    it("is near what there was, once calibrated by the months before", async () => {
      const rows = await rowsOf(
        world(),
        `
      SELECT
        client AS party, formatDateTime(month, '%Y-%m') AS month, communication_expected_seconds AS expected,
        communication_low_seconds AS low, communication_high_seconds AS high
      FROM client_effort_at(as_of = '${world().lastDay}')
      WHERE state = 'client' AND month >= '2025-07-01' AND communication_raw_seconds >= 1800`,
      );
      const known = new Map(world().truth.economicMonths.map((row) => [`${row.party} ${row.month}`, row]));
      const against = (figure: "communicationLoggedSeconds" | "communicationTrueSeconds") =>
        accuracyOf(
          rows.flatMap((row): ReadonlyArray<Expectation> => {
            const actual = known.get(`${row["party"]} ${row["month"]}`)?.[figure] ?? 0;
            const { expected, low, high } = numbersOf(row) as { expected: number; low: number; high: number };
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
      const rows = await rowsOf(
        world(),
        `
      SELECT client AS party, sum(contribution_minor) AS contribution, sum(revenue_minor) * 3600 / sum(effort_seconds) AS hourly
      FROM client_profitability_at(as_of = '${world().lastDay}')
      WHERE state = 'client'
      GROUP BY client`,
      );
      const place = (figure: string, client: string): number => {
        const order = rows.toSorted((a, b) => Number(a[figure]) - Number(b[figure]));
        return order.findIndex((row) => row["party"] === client) / (order.length - 1);
      };
      for (const figure of ["contribution", "hourly"]) {
        expect(place(figure, plantedOn(world().truth, "noisy low payer"))).toBeLessThan(0.1);
        expect(place(figure, plantedOn(world().truth, "neglected good payer"))).toBeGreaterThan(0.75);
      }
    });
  });
};
