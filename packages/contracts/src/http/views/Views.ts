import { z } from "zod";

const ViewColumn = z.strictObject({
  name: z.string(),
  /** As docs/metrics.md has it: `minor units of currency`. */
  unit: z.string(),
  nullable: z.boolean(),
  means: z.string(),
  /** As SQL prints it. */
  example: z.string(),
});

/** The views for analysts, as they are documented. */
export const ViewsAnswer = z.strictObject({
  views: z.array(
    z.strictObject({
      name: z.string(),
      /** What a row is. */
      grain: z.string(),
      means: z.string(),
      columns: z.array(ViewColumn),
      /** SQL of its rows now; as of a day where the view knows one, else null. */
      sql: z.string(),
      sqlAsOf: z.string().nullable(),
      /** A question and the SQL that answers it. */
      example: z.strictObject({ asks: z.string(), sql: z.string() }),
    }),
  ),
});
export type ViewsAnswer = z.infer<typeof ViewsAnswer>;
