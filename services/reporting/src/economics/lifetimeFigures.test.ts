import { describe, expect, it } from "@effect/vitest";
import { expectValues, survivalOf, withInterval } from "./lifetimeFigures.ts";
import type { ClientLife } from "./lifetimeQueries.ts";

const life = (client: string, over: Partial<ClientLife> = {}): ClientLife => ({
  client,
  name: client,
  owner: "",
  owner_name: "",
  segment: "retail",
  months: 24,
  quiet_months: 0,
  contracts: 0,
  ended_months: null,
  ...over,
});
const quarters = (...margins: ReadonlyArray<number>) => new Map(margins.map((margin, n) => [n, margin]));
const terms = { survival: 0.95, discountPerYear: 0.1 };

describe("lifetime values", () => {
  it("know who has ended: by contracts where there are some, else by half a year of silence", () => {
    const lives = [
      life("running", { contracts: 2, quiet_months: 9 }),
      life("over", { contracts: 1, ended_months: 3 }),
      life("silent", { quiet_months: 6 }),
      life("quiet", { quiet_months: 5 }),
    ];
    // 24 + 21 + 18 + 24 months.
    expect(survivalOf(lives)).toEqual({ endedClients: 2, clientQuarters: 29 });
    expect(expectValues(lives, new Map(), terms).map(({ row }) => row.id)).toEqual(["running", "quiet"]);
  });

  it("look back on complete quarters, those without anything among them", () => {
    const margins = new Map([
      ["old", quarters(100, 300)],
      ["new", quarters(500)],
    ]);
    const [old, fresh, first] = expectValues(
      [life("old", { months: 12 }), life("new", { months: 5 }), life("first", { months: 2 })],
      margins,
      terms,
    ).map(({ row }) => row);
    expect([old!.quartersSeen, old!.ownMarginMinor]).toEqual([4, 100]);
    expect([fresh!.quartersSeen, fresh!.ownMarginMinor]).toEqual([1, 500]);
    // Of whom nothing is known yet the mean of all is expected.
    expect([first!.ownMarginMinor, first!.expectedMarginMinor, first!.ownPercent]).toEqual([null, 300, 0]);
  });

  it("spread as far as the client's own margin counts", () => {
    const [value] = expectValues([life("a")], new Map([["a", quarters(...Array(8).fill(1_000))]]), terms);
    const deviations = Array.from({ length: 100 }, (_, n) => 800 * (n - 50));
    const survivals = deviations.map(() => 0.95);
    const row = withInterval(value!, deviations, survivals, 0.1);
    // 24 months are 8 quarters: a deviation of 800 over all of them is one of 100 a quarter.
    expect(row.valueLowMinor! / row.valueMinor).toBeCloseTo((1_000 - 4_000) / 1_000, 3);
    expect(row.valueHighMinor! / row.valueMinor).toBeCloseTo((1_000 + 4_000) / 1_000, 3);
    expect(row.lossProbabilityPercent).toBe(40);
    const half = withInterval({ ...value!, weight: 0.5 }, deviations, survivals, 0.1);
    expect(half.valueLowMinor! / half.valueMinor).toBeCloseTo((1_000 - 2_000) / 1_000, 3);
    expect(withInterval(value!, [], survivals, 0.1)).toEqual(value!.row);
  });
});
