import type { CoverageAnswer, CoverageState } from "@rapport/contracts/http/Coverage";
import { CoverageState as states } from "@rapport/contracts/http/Coverage";
import { messagesOf, shareOf } from "./rounding.ts";

interface StateRow {
  readonly state: CoverageState;
  readonly share_micro: number;
}

/** States in their documented order, all of them, with their part of the whole; sums are exact integers. */
export const coverageFigures = (
  rows: ReadonlyArray<StateRow>,
  queue: ReadonlyArray<StateRow & { readonly party: string }>,
): Omit<CoverageAnswer, "asOf" | "knownAt" | "firmConfigured" | "measures" | "unreadable"> => {
  const micro = new Map(rows.map((row) => [row.state, row.share_micro]));
  const total = rows.reduce((sum, row) => sum + row.share_micro, 0);
  const attributed = micro.get("client") ?? 0;
  const line = (shareMicro: number) => ({
    messages: messagesOf(shareMicro),
    share: shareOf(shareMicro, total),
  });
  return {
    total: messagesOf(total),
    attributed: line(attributed),
    unattributed: line(total - attributed),
    states: states.options.map((state) => ({ state, ...line(micro.get(state) ?? 0) })),
    queue: queue.map((row) => ({ state: row.state, party: row.party, ...line(row.share_micro) })),
  };
};
