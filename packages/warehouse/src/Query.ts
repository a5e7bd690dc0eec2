import type { z } from "zod";

/**
 * A read: a name (it shows in metrics, logs and `system.query_log`), SQL, and what goes in and comes out.
 * Parameters are bound by the engine as `{name:Type}`, never pasted into the text. `row` decodes one row
 * of the JSON answer; 64-bit integers come as strings and want `z.coerce.number()` where they fit 2^53.
 */
export interface Query<Params extends Record<string, unknown>, Row> {
  readonly name: string;
  readonly sql: string;
  readonly params: z.ZodType<Params>;
  readonly row: z.ZodType<Row>;
}

export const query = <Params extends Record<string, unknown>, Row>(
  definition: Query<Params, Row>,
): Query<Params, Row> => definition;
