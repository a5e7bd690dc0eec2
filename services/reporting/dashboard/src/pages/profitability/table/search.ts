import { economicsGroupNames, type GroupName } from "./groups.ts";
import { parseWhere } from "@rapport/contracts/tables/seenRows";
import { tableColumns, type TableName } from "@rapport/contracts/tables/tableColumns";

/** What the table page's address says; what is left out is as usual. */
export interface TableSearch {
  readonly table?: "effort" | undefined;
  readonly groupBy?: GroupName | undefined;
  readonly state?: StateName | undefined;
  readonly owner?: string | undefined;
  readonly segment?: string | undefined;
  readonly search?: string | undefined;
  /** See `parseWhere`. */
  readonly where?: string | undefined;
  readonly sort?: string | undefined;
  readonly order?: "asc" | "desc" | undefined;
  /** Fields with commas between, in the order shown. */
  readonly columns?: string | undefined;
  readonly whale?: "contribution" | "revenue" | undefined;
}

export const stateNames = ["client", "organisation", "unattributed", "internal", "unused"] as const;
export type StateName = (typeof stateNames)[number];

const oneOf = <T extends string>(value: unknown, options: ReadonlyArray<T>): T | undefined =>
  options.find((option) => option === value);
/** The router reads `7` as a number: an id or a search may be one. */
const text = (value: unknown): string | undefined =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;

/** The field of the small drawings, which is in no answer of rows. */
export const trendField = "trend";

const isField = (table: TableName, field: string): boolean =>
  field === trendField || tableColumns(table).some((column) => column.field === field);

/** What cannot be understood counts as not said. */
export const readTableSearch = (search: Readonly<Record<string, unknown>>): TableSearch => {
  const table = oneOf(search["table"], ["effort"]);
  const name = table ?? "profitability";
  const columns = text(search["columns"])
    ?.split(",")
    .filter((field, n, all) => isField(name, field) && all.indexOf(field) === n);
  const where = parseWhere(text(search["where"]) ?? "") ?? [];
  const known = where.every(({ field }) => isField(name, field));
  const sort = text(search["sort"]);
  return {
    table,
    groupBy: oneOf(search["groupBy"], economicsGroupNames),
    state: oneOf(search["state"], stateNames),
    owner: text(search["owner"]),
    segment: text(search["segment"]),
    search: text(search["search"]),
    where: known && where.length > 0 ? text(search["where"]) : undefined,
    sort: sort !== undefined && sort !== trendField && isField(name, sort) ? sort : undefined,
    order: oneOf(search["order"], ["asc", "desc"]),
    columns: columns === undefined || columns.length === 0 ? undefined : columns.join(","),
    whale: oneOf(search["whale"], ["contribution", "revenue"]),
  };
};
