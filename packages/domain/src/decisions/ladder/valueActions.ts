import type { LadderAction } from "@rapport/contracts/Decisions";
import { lifetimeQuarters, ratePer } from "../../economics/money/lifetimeValue.ts";
import { type CommonDraws, ladderActions } from "../draws/CommonDraws.ts";
import { actionChange } from "./actionChange.ts";
import type { ClientCase, FirmTerms } from "./ClientCase.ts";
import { drawnClient } from "./DrawnClient.ts";
import type { Effects } from "./Effects.ts";
import { partingValue } from "./partingValue.ts";
import { hazardPath, lastingShares, survivalPath } from "./survival.ts";

/** The value of each action in each draw, minor units. */
export type ActionValues = Readonly<Record<LadderAction, Float64Array>>;

/**
 * V_a of the six actions in every draw (design 04 §7.2): Σ over 12 quarters of S_a(t) · (M(t) + ΔM_a(t)) / (1+d)ᵗ − K_a
 * + freed hours × utilisation × margin per hour. M is the net contribution of a quarter as the client is served now,
 * S_a its survival by the score and what the action makes of the hazard; labour that an action saves stops costing some
 * quarters later, or at once where other paying work takes it. Parting: S = 0 after the notice; what does not fall away
 * without the client (labour for a while, overhead) is its cost. The same case, terms and draws give the same values.
 */
export const valueActions = (
  one: ClientCase,
  firm: FirmTerms,
  effects: Effects,
  draws: CommonDraws,
): ActionValues => {
  const discount = ratePer(firm.discountPerYear, 4);
  const discounts = Float64Array.from({ length: lifetimeQuarters }, (_, n) => (1 + discount) ** -(n + 1));
  const lasting = lastingShares(effects.lasts, lifetimeQuarters);
  const values = Object.fromEntries(
    ladderActions.map((action) => [action, new Float64Array(draws.count)]),
  ) as Record<LadderAction, Float64Array>;
  const drawnAt = drawnClient(one, firm, draws);
  for (let i = 0; i < draws.count; i++) {
    const drawn = drawnAt(i);
    const hazards = hazardPath(drawn.logOdds, {
      quarterlyChurn: firm.quarterlyChurn,
      persistence: effects.persistence,
      quarters: lifetimeQuarters,
    });
    for (const action of ladderActions) {
      if (action === "part_ways") {
        values.part_ways[i] = partingValue(one, firm, effects, drawn, discounts);
        continue;
      }
      const strength = Math.max(0, 1 + effects.spread * draws.strength[action][i]!);
      const change = actionChange(action, { one, firm, effects, drawn, strength }, draws.acceptance[i]!);
      const stays = survivalPath(hazards, change.hazardFactor, lasting);
      values[action][i] = stays.reduce(
        (value, share, n) => value + share * (drawn.marginMinor + change.marginMinor(n + 1)) * discounts[n]!,
        -change.costMinor,
      );
    }
  }
  return values;
};
