import { assert, describe, it } from "@effect/vitest";
import type { MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";
import type { PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { playsWithoutMoney } from "../words/playsWithoutMoney.ts";
import { maintenanceReasons } from "./maintenanceReasons.ts";

const measure = (name: MaintenanceRow["measures"][number]["measure"], ratio: number) => ({
  measure: name,
  ratio,
  pastRatio: null,
  events: 1,
  exposure: 1,
});
const row: Parameters<typeof maintenanceReasons>[0] = {
  id: "acme",
  name: "Acme",
  owner: null,
  ownerName: null,
  segment: null,
  tier: null,
  evidence: { money: "", effort: "", risk: "" },
  index: 140,
  pastIndex: null,
  peers: 9,
  measures: [measure("hoursByRevenue", 2.3), measure("reopened", 1.6), measure("moved", 1)],
  service: {
    level: "over",
    paidFor: 3.1,
    overPercent: 99,
    underPercent: 0,
    byPeers: 2,
    answersByPeers: 1,
    neglected: false,
  },
  quarters: [
    {
      from: "2026-08-01",
      to: "2026-10-31",
      ratio: 1,
      peersRatio: 1,
      ratioAbovePercent: 97,
      contributionBelowPercent: 98,
      contributionMinor: -1,
    },
  ],
  highMaintenance: true,
  ownCause: { percent: 1, reworkPercent: 1, unansweredPercent: 0, latencyPercent: 0, ours: false },
};

describe("for a reader who may not see money", () => {
  it("causes keep what they are, and lose the ratios that tell what a client pays", () => {
    assert.include(maintenanceReasons(row).join("\n"), "costs 3.1 times");
    assert.deepStrictEqual(maintenanceReasons(row, { money: false }), [
      "much effort and little return in two quarters",
      "costs more than its revenue pays for at the margin aimed at",
      "hours by revenue: more than its peers'",
      "reopened tickets: 1.6 times its peers'",
    ]);
  });
  it("plays keep their effects but that on net contribution, and say so", () => {
    const effect = { means: "m", unit: "points", effect: -4, low: -5, high: -3, shown: true } as const;
    const whole = { ...effect, before: 12, after: 8, expected: 12, comparedWith: [], eligible: 9 };
    const play = {
      effects: [
        { ...whole, measure: "effort" as const },
        { ...whole, measure: "contribution" as const },
      ],
      notTold: [],
    };
    const byAction = [{ ...effect, action: "repair" as const, plays: 3, measure: "contribution" as const }];
    const left = playsWithoutMoney({ items: [play], byAction } as unknown as PlaysAnswer);
    assert.deepStrictEqual(
      left.items[0]!.effects.map(({ measure: of }) => of),
      ["effort"],
    );
    assert.deepStrictEqual(left.items[0]!.notTold, [
      { measure: "contribution", means: "m", why: "money is not shown to you" },
    ]);
    assert.deepStrictEqual(left.byAction, []);
  });
});
