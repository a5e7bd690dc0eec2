/** What purchase models need to know of a client; times in any one unit (days, weeks), counted from its first event. */
export interface PurchaseHistory {
  /** Events after the first one. */
  readonly repeats: number;
  /** Time of the last of them; 0 without one. */
  readonly lastAt: number;
  /** Time up to which it was watched. */
  readonly watched: number;
}

/** Key of equal histories, for `patternsOf`. */
export const purchaseKey = ({ repeats, lastAt, watched }: PurchaseHistory): string =>
  `${repeats},${lastAt},${watched}`;
