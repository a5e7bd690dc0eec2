/** The four of the quadrant, those it cannot place for want of a risk, and those that have ended. */
export const quadrantCells = ["save", "protect", "fix", "let_go", "unjudged", "ended"] as const;
export type QuadrantCell = (typeof quadrantCells)[number];

export interface QuadrantFigures {
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly contributionMinor: number;
  /** The bubble. */
  readonly effortSeconds: number;
}

/** What places a client. */
export interface QuadrantClient extends QuadrantFigures {
  /** Whether its risk is above the usual; null where no score says. */
  readonly atRisk: boolean | null;
  readonly ended: boolean;
}

/**
 * The one cell of a client: risk across, net contribution up. `hurdle` is the share of revenue from which on it
 * contributes well. High risk and a good contribution: save; low risk and good: protect; low risk and little: fix or
 * reprice; high risk and little: let go. Without a risk it is not judged, rather than taken for safe.
 */
export const cellOf = (client: QuadrantClient, hurdle: number): QuadrantCell => {
  if (client.ended) return "ended";
  if (client.atRisk === null) return "unjudged";
  const good = client.contributionMinor >= hurdle * Math.max(0, client.revenueMinor);
  if (good) return client.atRisk ? "save" : "protect";
  return client.atRisk ? "let_go" : "fix";
};

export interface CellTotal extends QuadrantFigures {
  readonly cell: QuadrantCell;
  readonly clients: number;
}

/** The sums of every cell, also the empty ones, in their order: together they are the list's. */
export const cellTotals = (
  clients: ReadonlyArray<QuadrantFigures & { readonly cell: QuadrantCell }>,
): ReadonlyArray<CellTotal> =>
  quadrantCells.map((cell) => {
    const within = clients.filter((client) => client.cell === cell);
    const sum = (of: (client: QuadrantFigures) => number) =>
      within.reduce((total, client) => total + of(client), 0);
    return {
      cell,
      clients: within.length,
      revenueMinor: sum((client) => client.revenueMinor),
      costMinor: sum((client) => client.costMinor),
      contributionMinor: sum((client) => client.contributionMinor),
      effortSeconds: sum((client) => client.effortSeconds),
    };
  });
