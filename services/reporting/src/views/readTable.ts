import type { EconomicsHead } from "@rapport/contracts/http/economics/head";
import { parseWhere, type SeenRow, seenRows } from "@rapport/contracts/tables/seenRows";
import { type TableColumn, tableColumns, type TableName } from "@rapport/contracts/tables/tableColumns";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { SelectionRequest } from "../economics/Selection.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import type { ReportReads } from "../Reports.ts";
import { InvalidTable } from "./InvalidTable.ts";

export interface TableRequest extends SelectionRequest {
  /** Fields with commas between; all when absent. */
  readonly columns?: string | undefined;
  readonly search?: string | undefined;
  /** See `parseWhere`. */
  readonly where?: string | undefined;
  /** A field; the list's own order when absent. */
  readonly sort?: string | undefined;
}

/** A list as it is seen: its rows, filtered and in their order, and the columns that are shown of them. */
export interface SeenTable {
  readonly head: EconomicsHead;
  readonly columns: ReadonlyArray<TableColumn>;
  readonly rows: ReadonlyArray<SeenRow>;
}

type Refused = WarehouseError | UnknownClient | InvalidSpan | InvalidCurrency | InvalidTable;

const known = (
  table: TableName,
  parameter: InvalidTable["parameter"],
  fields: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<TableColumn>, InvalidTable> =>
  Effect.forEach(fields, (field) => {
    const column = tableColumns(table).find((one) => one.field === field);
    return column === undefined
      ? Effect.fail(new InvalidTable({ parameter, problem: `${table} has no column ${field}` }))
      : Effect.succeed(column);
  });

/** Rows on one page: all of them. */
const all = Number.MAX_SAFE_INTEGER;

/** A list of the economics as a page shows it, whole. */
export const readTable = (
  reports: Pick<ReportReads, TableName>,
  table: TableName,
  request: TableRequest,
): Effect.Effect<SeenTable, Refused> =>
  Effect.gen(function* () {
    const fields = request.columns?.split(",") ?? tableColumns(table).map(({ field }) => field);
    const columns = yield* known(table, "columns", fields);
    const where = parseWhere(request.where ?? "");
    if (where === null)
      return yield* new InvalidTable({
        parameter: "where",
        problem: "conditions like contributionMinor<0,marginPercent>=20 are expected",
      });
    yield* known(
      table,
      "where",
      where.map(({ field }) => field),
    );
    yield* known(table, "sort", request.sort === undefined ? [] : [request.sort]);
    const { sort, order, columns: _, search, where: __, ...selection } = request;
    const list: Effect.Effect<
      EconomicsHead & { readonly items: ReadonlyArray<SeenRow> },
      WarehouseError | UnknownClient | InvalidSpan | InvalidCurrency | InvalidCursor
    > = reports[table]({ ...selection, limit: all });
    const { items, ...head } = yield* Effect.catchTag(list, "InvalidCursor", Effect.die);
    return { head, columns, rows: seenRows(items, { search, where, sort, order }) };
  });
