import type { LadderAction } from "@rapport/contracts/Decisions";
import type { CommonDraws } from "../draws/CommonDraws.ts";
import type { ClientCase } from "./ClientCase.ts";
import type { Effects } from "./Effects.ts";
import type { ActionValues } from "./valueActions.ts";

/** What a choice hangs on: the client's risk, its effort, its margin, whether a price is taken, how an action works. */
export interface Unknown {
  readonly unknown: "risk" | "effort" | "margin" | "acceptance" | "strength" | "nothing";
  /** Of `strength`, whose. */
  readonly action: LadderAction | null;
  /** Of what the two actions differ by over the draws, the share that it explains alone: 0 to 1. */
  readonly explains: number;
}

/** Squared correlation; 0 where one of them never varies. */
const explained = (differences: Float64Array, by: Float64Array): number => {
  const count = differences.length;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / count;
  const meanOf = mean(differences);
  const meanBy = mean(by);
  let together = 0;
  let varianceOf = 0;
  let varianceBy = 0;
  for (let i = 0; i < count; i++) {
    const of = differences[i]! - meanOf;
    const along = by[i]! - meanBy;
    together += of * along;
    varianceOf += of * of;
    varianceBy += along * along;
  }
  return varianceOf === 0 || varianceBy === 0 ? 0 : (together * together) / (varianceOf * varianceBy);
};

/** What the difference between two actions hangs on most, over the draws. */
export const decidingUnknown = (
  one: ClientCase,
  values: ActionValues,
  [first, second]: readonly [LadderAction, LadderAction],
  { draws, effects }: { readonly draws: CommonDraws; readonly effects: Effects },
): Unknown => {
  const other = first === second ? "keep" : second;
  const differences = values[first].map((value, i) => value - values[other][i]!);
  const accepted = draws.acceptance.map((at) => (at < effects.reprice.accepted ? 1 : 0));
  const drivers: ReadonlyArray<readonly [Unknown["unknown"], LadderAction | null, Float64Array]> = [
    ["risk", null, draws.risk],
    ["effort", null, one.labourFactors],
    ["margin", null, draws.margin],
    ["acceptance", null, accepted],
    ["strength", first, draws.strength[first]],
    ["strength", other, draws.strength[other]],
  ];
  let most: Unknown = { unknown: "nothing", action: null, explains: 0 };
  for (const [unknown, action, by] of drivers) {
    const explains = explained(differences, by);
    if (explains > most.explains) most = { unknown, action, explains };
  }
  return most;
};
