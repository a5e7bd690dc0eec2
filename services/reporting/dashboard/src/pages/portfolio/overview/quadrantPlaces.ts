import type { QuadrantCell, QuadrantRow } from "@rapport/contracts/http/decisions/Quadrant";
import type { RiskBand } from "@rapport/contracts/http/risk/head";

/** Columns of the drawing, from the left. A chance is not drawn: most scores may be shown as a band and no more. */
export const columns = ["low", "usual", "raised", "high"] as const satisfies ReadonlyArray<RiskBand>;

/** Where a client stands: `x` is the band's column plus its place by rank within it, `y` minor units. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly cell: QuadrantCell;
  readonly x: number;
  readonly y: number;
  readonly effortSeconds: number;
}

const last = Number.MAX_SAFE_INTEGER;

const placeAt = ({ id, name, cell, contributionMinor, effortSeconds }: QuadrantRow, x: number): Place => ({
  id,
  name,
  cell,
  x,
  y: contributionMinor,
  effortSeconds,
});

/** The band that may be shown of a client: none where only the order may. */
export const bandOf = ({ risk: { shown, band } }: Pick<QuadrantRow, "risk">): RiskBand | null =>
  shown === "rank" ? null : band;

/** Whether the order is all that may be shown: the data of the firm have drifted. */
export const onlyOrder = (rows: ReadonlyArray<QuadrantRow>): boolean =>
  rows.some(({ risk: { shown } }) => shown === "rank");

/**
 * Places of all clients with a band; whoever has given notice or is not judged has none. Within a band the likeliest to
 * leave stand to the right, evenly, so that no chance can be read off; over the whole width where only the order may be
 * shown.
 */
export const quadrantPlaces = (rows: ReadonlyArray<QuadrantRow>): ReadonlyArray<Place> => {
  const drawn = rows
    .filter(({ cell }) => cell !== "ended")
    .toSorted((a, b) => (b.rank ?? last) - (a.rank ?? last) || (a.id < b.id ? -1 : 1));
  if (onlyOrder(rows)) {
    const ranked = drawn.filter(({ rank }) => rank !== null);
    return ranked.map((row, n) => placeAt(row, ((n + 0.5) / ranked.length) * columns.length));
  }
  return columns.flatMap((band, column) => {
    const inBand = drawn.filter((row) => row.cell !== "unjudged" && bandOf(row) === band);
    return inBand.map((row, n) => placeAt(row, column + (n + 0.5) / inBand.length));
  });
};

const [least, most] = [6, 46];

/** The diameter of a bubble, pixels: its area goes by effort. */
export const bubblePx = (effortSeconds: number, mostSeconds: number): number =>
  mostSeconds <= 0 || effortSeconds <= 0
    ? least
    : Math.max(least, most * Math.sqrt(effortSeconds / mostSeconds));

/** As many ids as an address holds without being refused on its way. */
export const mostPicked = 100;
export const readPicked = (text: string | undefined): ReadonlyArray<string> =>
  text === undefined ? [] : text.split("~").filter((id) => id !== "");
export const pickedText = (ids: ReadonlyArray<string>): string | undefined =>
  ids.length === 0 ? undefined : ids.slice(0, mostPicked).join("~");

/** The rows that a cell and a pick leave, those that return least first. A pick goes before a cell. */
export const chosenRows = (
  rows: ReadonlyArray<QuadrantRow>,
  cell: QuadrantCell | undefined,
  picked: ReadonlyArray<string>,
): ReadonlyArray<QuadrantRow> => {
  const ids = new Set(picked);
  const chosen = ids.size > 0 ? rows.filter(({ id }) => ids.has(id)) : rows;
  return chosen
    .filter((row) => ids.size > 0 || cell === undefined || row.cell === cell)
    .toSorted((a, b) => a.contributionMinor - b.contributionMinor || (a.id < b.id ? -1 : 1));
};

/** Clients who surely cost more than they return: even the high end of the interval is a loss. Worst first. */
export const surelyCostly = (rows: ReadonlyArray<QuadrantRow>): ReadonlyArray<QuadrantRow> =>
  rows
    .filter(
      ({ cell, contributionMinor, contributionHighMinor }) =>
        cell !== "ended" && (contributionHighMinor ?? contributionMinor) < 0,
    )
    .toSorted((a, b) => a.contributionMinor - b.contributionMinor || (a.id < b.id ? -1 : 1));
