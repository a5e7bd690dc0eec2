import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";

/** How many clients each proposal is made for. */
export const countActions = (
  rows: ReadonlyArray<Pick<LadderRow, "recommendation">>,
): ReadonlyMap<LadderRow["recommendation"], number> => {
  const counts = new Map<LadderRow["recommendation"], number>();
  for (const { recommendation } of rows) counts.set(recommendation, (counts.get(recommendation) ?? 0) + 1);
  return counts;
};
