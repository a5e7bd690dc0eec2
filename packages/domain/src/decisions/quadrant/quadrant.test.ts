import { assert, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { cellOf, cellTotals, quadrantCells } from "./quadrant.ts";

const of = (revenueMinor: number, contributionMinor: number, atRisk: boolean | null, ended = false) => ({
  revenueMinor,
  costMinor: revenueMinor - contributionMinor,
  contributionMinor,
  effortSeconds: 3600,
  atRisk,
  ended,
});

it.each([
  [of(1000, 300, true), "save"],
  [of(1000, 300, false), "protect"],
  [of(1000, 100, false), "protect"],
  [of(1000, 99, false), "fix"],
  [of(1000, -50, true), "let_go"],
  [of(1000, 300, null), "unjudged"],
  [of(1000, -50, null), "unjudged"],
  [of(1000, 300, true, true), "ended"],
  [of(0, 0, false), "protect"],
  [of(-100, -100, false), "fix"],
] as const)("%o stands in %s", (client, cell) => {
  assert.strictEqual(cellOf(client, 0.1), cell);
});

it("each client is in one cell and the cells add to the list, whatever there is", () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = seededRandom(seed);
    const clients = Array.from({ length: random.int(0, 40) }, () => {
      const client = of(
        random.int(-1e6, 1e9),
        random.int(-1e9, 1e9),
        random.pick([true, false, null]),
        random.chance(0.1),
      );
      return { ...client, cell: cellOf(client, 0.1) };
    });
    const totals = cellTotals(clients);
    assert.deepStrictEqual(
      totals.map(({ cell }) => cell),
      [...quadrantCells],
    );
    for (const figure of ["revenueMinor", "costMinor", "contributionMinor", "effortSeconds"] as const)
      assert.strictEqual(
        totals.reduce((sum, total) => sum + total[figure], 0),
        clients.reduce((sum, client) => sum + client[figure], 0),
      );
    assert.strictEqual(
      totals.reduce((sum, total) => sum + total.clients, 0),
      clients.length,
    );
  }
});
