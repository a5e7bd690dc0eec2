export const digestAudiences = ["leadership", "ops"] as const;
export type DigestAudience = (typeof digestAudiences)[number];

/** One thing to look at: of whom, how much, why, what could be done, and where it is told in full. */
export interface DigestItem {
  readonly client: string;
  readonly number: string;
  readonly reason: string;
  readonly action: string;
  readonly link: string;
}

export interface DigestSection {
  readonly title: string;
  readonly items: ReadonlyArray<DigestItem>;
  /** Those there are in all; `items` are the first of them. */
  readonly total: number;
  /** What to say where there are none. */
  readonly empty: string;
}

/** A key figure, with its interval or what it is of. */
export interface DigestFigure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** One client in the table of all. */
export interface DigestRow {
  readonly client: string;
  readonly owner: string;
  /** In words: a chance with its interval, a band, a rank, or why there is none. */
  readonly risk: string;
  /** Of a hundred; null where none is told. */
  readonly chancePercent: number | null;
  /** Of an average quarter of the last twelve months, minor units; null where the books say nothing. */
  readonly revenueMinor: number | null;
  readonly contributionMinor: number | null;
  readonly effortHours: number | null;
  readonly proposal: string;
  readonly because: string;
  readonly link: string;
}

/** The mail of one Monday, before it is written as HTML, as text and as a workbook. */
export interface Digest {
  readonly audience: DigestAudience;
  /** `2026-W46`, of which it tells, and its first and last day. */
  readonly week: string;
  readonly from: string;
  readonly asOf: string;
  /** The moment whose knowledge it is read with, ISO; null: nothing had been recorded by then, and it is what is known now. */
  readonly knownAt: string | null;
  readonly currency: string | null;
  readonly figures: ReadonlyArray<DigestFigure>;
  readonly sections: ReadonlyArray<DigestSection>;
  readonly rows: ReadonlyArray<DigestRow>;
  /** Where the dashboard is. */
  readonly home: string;
}
