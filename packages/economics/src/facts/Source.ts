import { z } from "zod";
import { type Query, query } from "@rapport/warehouse/Query";
import { noEnd } from "./moments.ts";

/** Between which moments (`from` inclusive), and when: what every statement over facts is asked with. */
export const span = z.object({ from: z.string(), to: z.string(), at: z.string(), until: z.string() });
export type Span = z.infer<typeof span>;

/** All of time. */
export const wholeSpan = (at: string): Span => ({ from: "1900-01-01 00:00:00", to: noEnd, at, until: noEnd });

export const fingerprintRow = z.object({ month: z.number(), fingerprint: z.string() });

/** What one source says of our effort: its facts, and their fingerprint month by month. */
export interface Source<Row> {
  readonly rows: Query<Span, Row>;
  /** Two months with one fingerprint have the same rows; it begins with about how many they are. */
  readonly fingerprints: Query<Span, z.infer<typeof fingerprintRow>>;
}

/**
 * A source of facts. `sql` gives a row per fact with its time as `ms`, of those in the span; `hashed` names the
 * columns that matter, none of them a null. Parameters that a statement does not use are no matter.
 */
export const source = <Row>(definition: {
  readonly name: string;
  readonly sql: string;
  readonly hashed: string;
  readonly row: z.ZodType<Row>;
}): Source<Row> => ({
  rows: query({ name: definition.name, sql: definition.sql, params: span, row: definition.row }),
  fingerprints: query({
    name: `${definition.name}-fingerprints`,
    sql: `
SELECT
  toYYYYMM(fromUnixTimestamp64Milli(ms, 'UTC')) AS month,
  concat(toString(count()), '.', toString(sum(sipHash64(${definition.hashed})))) AS fingerprint
FROM (${definition.sql}
)
GROUP BY month`,
    params: span,
    row: fingerprintRow,
  }),
});
