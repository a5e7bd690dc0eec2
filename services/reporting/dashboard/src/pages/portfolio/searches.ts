import { dayIn, oneIn, textIn, withoutEmpty } from "./parts/searchOf.ts";

type Search = Readonly<Record<string, unknown>>;

export const quadrantCells = ["save", "protect", "fix", "let_go", "unjudged", "ended"] as const;

/** What the portfolio's address says of itself. */
export interface PortfolioSearch {
  /** Since which day changes are told. */
  readonly since?: string;
  /** The part of the quadrant that is listed; all when absent. */
  readonly cell?: (typeof quadrantCells)[number];
  /** Ids chosen in the drawing, `~` between them. */
  readonly pick?: string;
}
export const readPortfolioSearch = (search: Search): PortfolioSearch =>
  withoutEmpty({
    since: dayIn(search, "since"),
    cell: oneIn(search, "cell", quadrantCells),
    pick: textIn(search, "pick"),
  });

export const movementKinds = ["lost", "contracted", "kept", "expanded", "new", "won_back"] as const;

/** What the page of retention says of itself; its days are those of every page. */
export interface RetentionSearch {
  readonly kind?: (typeof movementKinds)[number];
  readonly owner?: string;
  readonly sort?: string;
}
export const readRetentionSearch = (search: Search): RetentionSearch =>
  withoutEmpty({
    kind: oneIn(search, "kind", movementKinds),
    owner: textIn(search, "owner"),
    sort: textIn(search, "sort"),
  });

export const renewalHorizons = ["90", "180", "365", "1095"] as const;

export interface RenewalsSearch {
  /** Days ahead. */
  readonly days?: (typeof renewalHorizons)[number];
  readonly owner?: string;
  readonly sort?: string;
  /** Order of the expected invoices. */
  readonly invoices?: string;
}
export const readRenewalsSearch = (search: Search): RenewalsSearch => {
  const days = textIn(search, "days");
  return withoutEmpty({
    days: renewalHorizons.find((one) => one === days),
    owner: textIn(search, "owner"),
    sort: textIn(search, "sort"),
    invoices: textIn(search, "invoices"),
  });
};

export const changeKinds = ["up", "down", "band", "ours"] as const;

export interface WhatChangedSearch {
  readonly since?: string;
  readonly only?: (typeof changeKinds)[number];
  readonly owner?: string;
  readonly sort?: string;
}
export const readWhatChangedSearch = (search: Search): WhatChangedSearch =>
  withoutEmpty({
    since: dayIn(search, "since"),
    only: oneIn(search, "only", changeKinds),
    owner: textIn(search, "owner"),
    sort: textIn(search, "sort"),
  });
