import { csv } from "../csv.ts";

const who = ["id", "name", "state", "owner", "ownerName", "segment"] as const;
type Who = Readonly<Record<(typeof who)[number], string | null>>;

/** A line per row: who it is about, the currency of the amounts, and every figure by its name in the API. */
export const listCsv = <Name extends string>(
  page: {
    readonly currency: string | null;
    readonly items: ReadonlyArray<Who & Readonly<Record<Name, number | null>>>;
  },
  figures: ReadonlyArray<Name>,
): string =>
  csv(
    [...who, "currency", ...figures],
    page.items.map((row) => [
      ...who.map((name) => row[name]),
      page.currency,
      ...figures.map((name) => row[name]),
    ]),
  );
