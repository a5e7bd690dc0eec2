import { z } from "zod";
import { compileDate } from "./DateFormat.ts";
import { TableDialect } from "./TableDialect.ts";

const DateFormatText = z
  .string()
  .min(1)
  .max(64)
  .refine((format) => compileDate(format) !== null, {
    message:
      "is no date format: ISO, epoch, epoch-ms, or the tokens YYYY YY MMMM MMM MM M DD D HH H hh h mm m ss S A Z, such as DD/MM/YYYY HH:mm",
  });

const knownZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

const ColumnName = z.string().min(1).max(1_000);
const Cell = z.string().max(10_000);
const Words = z.record(Cell, z.string().max(1_000));

/**
 * Where a field comes from. A text is the name of its column, `{"constant": …}` a value for every row. Else:
 * `column` may be several, of which the first that is not empty counts; `words` says what the values of the
 * column stand for, `otherwise` what all others do; `default` is for empty cells; `date` is this column's own
 * format; `negate` turns the sign of figures. `join` are columns that make one value, a space between them.
 */
export const FieldSource = z.union([
  ColumnName,
  z.strictObject({ constant: Cell }),
  z.strictObject({ join: z.array(ColumnName).min(2).max(5), date: DateFormatText.optional() }),
  z.strictObject({
    column: z.union([ColumnName, z.array(ColumnName).min(1).max(20)]),
    words: Words.optional(),
    otherwise: z.string().max(1_000).optional(),
    default: Cell.optional(),
    date: DateFormatText.optional(),
    negate: z.boolean().optional(),
  }),
]);
export type FieldSource = z.infer<typeof FieldSource>;

export const NumberFormatText = z
  .strictObject({
    decimal: z.enum([".", ","]),
    thousands: z.enum([".", ",", "'", "space", "none"]),
  })
  .refine(({ decimal, thousands }) => decimal !== thousands, {
    message: "the decimal mark and the one between thousands are the same",
  });

const RowsWith = z.strictObject({ column: ColumnName, values: z.array(Cell).min(1).max(100) });

/**
 * A mapping file: how a table of some vendor is read as rows of ours. What is left out has the documented
 * default; nothing is guessed. A source adds its own part with `.extend`.
 */
export const TableMapping = z.strictObject({
  description: z.string().max(1_000).optional(),
  /** Which kind of rows they are, in the words of the source that reads them. */
  kind: z.string().min(1).max(64),
  table: TableDialect.prefault({}),
  dates: z
    .strictObject({
      format: DateFormatText.default("ISO"),
      /** Of times that carry no offset of their own; left out, UTC. */
      timeZone: z.string().max(64).refine(knownZone, "is no time zone such as Europe/London").optional(),
    })
    .prefault({}),
  /** How figures are written; left out, a decimal point and nothing between thousands. */
  numbers: NumberFormatText.optional(),
  /** What stands for nothing, besides the empty cell. */
  missing: z.array(Cell).max(100).default([]),
  /** Rows that are none, such as totals at the end: those whose column has one of the values. */
  skip: z.array(RowsWith).max(20).default([]),
  /** The only rows that count: those whose columns each have one of the values. */
  only: z.array(RowsWith).max(20).default([]),
  fields: z.record(z.string().min(1).max(64), FieldSource),
});
export type TableMapping = z.infer<typeof TableMapping>;

/** What is wrong with a mapping file: `path` in it, and what was expected there. */
export interface MappingIssue {
  readonly path: string;
  readonly message: string;
}

export type ReadMapping<M> =
  | { readonly ok: true; readonly mapping: M }
  | { readonly ok: false; readonly issues: ReadonlyArray<MappingIssue> };

/** Checks the JSON of a mapping file by a schema: `TableMapping` or what extends it. Never throws. */
export const readMapping = <M>(text: string, schema: z.ZodType<M>): ReadMapping<M> => {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    return {
      ok: false,
      issues: [
        { path: "", message: `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}` },
      ],
    };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, mapping: parsed.data };
  const issues = parsed.error.issues.map((i) => ({ path: i.path.join("."), message: i.message }));
  return { ok: false, issues };
};
