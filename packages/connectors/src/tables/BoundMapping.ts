import { type NumberFormat, plainNumbers } from "@rapport/domain/money/NumberFormat";
import { compileDate, type ReadDate } from "./DateFormat.ts";
import type { TableHeader, TableRow } from "./TableItem.ts";
import { visible } from "./visible.ts";
import type { FieldSource, MappingIssue, TableMapping } from "./TableMapping.ts";

/** Where a field's value stands in a row and how it is read. `indexes` is empty for a constant. */
export interface BoundField {
  readonly column: string;
  readonly indexes: ReadonlyArray<number>;
  readonly constant: string | null;
  /** The columns make one value, instead of the first of them that is not empty. */
  readonly joined: boolean;
  readonly words: ReadonlyMap<string, string> | null;
  readonly otherwise: string | null;
  readonly default: string | null;
  readonly date: ReadDate;
  readonly dateFormat: string;
  readonly negate: boolean;
}

/** A mapping tied to the columns of one file. */
export interface BoundMapping {
  readonly fields: ReadonlyMap<string, BoundField>;
  readonly numbers: NumberFormat;
  readonly numbersDeclared: boolean;
  readonly timeZone: string;
  /** False where nobody said the zone, and it is UTC for want of a better. */
  readonly zoneDeclared: boolean;
  readonly missing: ReadonlySet<string>;
  /** Whether the mapping passes over the row. */
  readonly skips: (row: TableRow) => boolean;
}

export type Bound =
  | { readonly ok: true; readonly mapping: BoundMapping }
  | { readonly ok: false; readonly issues: ReadonlyArray<MappingIssue> };

/** Words and column names are compared without regard to case and to blanks around and doubled within. */
export const folded = (text: string): string =>
  text.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/g, " ");

const columnsOf = (source: FieldSource): ReadonlyArray<string> => {
  if (typeof source === "string") return [source];
  if ("constant" in source) return [];
  if ("join" in source) return source.join;
  return typeof source.column === "string" ? [source.column] : source.column;
};

const wordsOf = (words: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(words).map(([word, meaning]) => [folded(word), meaning]));

const bindField = (
  mapping: Pick<TableMapping, "dates">,
  source: FieldSource,
  indexes: ReadonlyArray<number>,
): BoundField => {
  const joined = typeof source !== "string" && "join" in source;
  const more = typeof source !== "string" && "column" in source ? source : null;
  const dateFormat = (joined ? source.date : more?.date) ?? mapping.dates.format;
  return {
    column: columnsOf(source).join(joined ? " and " : " or "),
    joined,
    indexes,
    constant: typeof source !== "string" && "constant" in source ? source.constant : null,
    words: more?.words === undefined ? null : wordsOf(more.words),
    otherwise: more?.otherwise ?? null,
    default: more?.default ?? null,
    date: compileDate(dateFormat) ?? (() => null),
    dateFormat,
    negate: more?.negate ?? false,
  };
};

/**
 * Ties a mapping to the header of a file. A column that the file has not got is an issue, unless `optional`
 * holds its field; of several columns for one field one is enough, of columns to join all are needed.
 */
export const bindMapping = (
  mapping: Omit<TableMapping, "kind">,
  header: Pick<TableHeader, "columns">,
  optional: ReadonlySet<string> = new Set(),
): Bound => {
  const indexOf = new Map<string, number>();
  header.columns.forEach((column, index) => {
    if (!indexOf.has(folded(column))) indexOf.set(folded(column), index);
  });
  const issues: Array<MappingIssue> = [];
  const has = `The file has: ${visible(header.columns.slice(0, 50).join(", "), 1_000)}.`;
  const fields = new Map<string, BoundField>();
  for (const [field, source] of Object.entries(mapping.fields)) {
    const wanted = columnsOf(source);
    const indexes = wanted.flatMap((column) => indexOf.get(folded(column)) ?? []);
    const enough =
      typeof source !== "string" && "join" in source ? wanted.length : Math.min(1, wanted.length);
    if (indexes.length < enough) {
      if (!optional.has(field))
        issues.push({
          path: `fields.${field}`,
          message: `There is no column "${wanted.join('" or "')}". ${has}`,
        });
      continue;
    }
    fields.set(field, bindField(mapping, source, indexes));
  }
  const conditions = (path: "skip" | "only") =>
    mapping[path].flatMap(({ column, values }) => {
      const index = indexOf.get(folded(column));
      if (index !== undefined) return [{ index, values: new Set(values.map(folded)) }];
      issues.push({ path, message: `There is no column "${column}". ${has}` });
      return [];
    });
  const skip = conditions("skip");
  const only = conditions("only");
  if (issues.length > 0) return { ok: false, issues };
  return {
    ok: true,
    mapping: {
      fields,
      numbers: mapping.numbers ?? plainNumbers,
      numbersDeclared: mapping.numbers !== undefined,
      timeZone: mapping.dates.timeZone ?? "UTC",
      zoneDeclared: mapping.dates.timeZone !== undefined,
      missing: new Set(mapping.missing),
      skips: ({ cells }) => {
        const has = ({ index, values }: (typeof skip)[number]) => values.has(folded(cells[index] ?? ""));
        return skip.some(has) || !only.every(has);
      },
    },
  };
};
