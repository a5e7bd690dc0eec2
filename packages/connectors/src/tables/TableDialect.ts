import { z } from "zod";

const knownEncoding = (label: string): boolean => {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
};

/**
 * How a table is written down. Left out, the delimiter is the one of `,` `;` tab and `|` that the header has
 * most of, and the encoding is what the byte-order mark says, else UTF-8.
 */
export const TableDialect = z.strictObject({
  delimiter: z
    .string()
    .regex(/^[^"\r\n]$/, "is one character, and neither a quotation mark nor a line end")
    .optional(),
  /** `null` where quotation marks mean nothing, as in plain tab-separated files. */
  quote: z
    .string()
    .regex(/^["'`|]$/, "is no quotation mark")
    .nullable()
    .default('"'),
  encoding: z
    .string()
    .refine(knownEncoding, "is no encoding by the WHATWG's list, such as utf-8, utf-16le or windows-1252")
    .optional(),
  /** The line of the column names, from 1; what stands before it is passed over. Null: the file has none, and columns are named `#1`, `#2`, … */
  headerLine: z.number().int().min(1).max(1_000).nullable().default(1),
  /** What to make of a row with fewer cells than the header: refuse it, or take the rest as empty. */
  shortRows: z.enum(["refuse", "fill"]).default("refuse"),
});
export type TableDialect = z.infer<typeof TableDialect>;

export const defaultDialect: TableDialect = TableDialect.parse({});
