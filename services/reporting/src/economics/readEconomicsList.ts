import {
  type EconomicsGroup,
  type EconomicsHead,
  HolderState,
  type TotalName,
  totalNames,
} from "@rapport/contracts/http/economics/head";
import type { Query } from "@rapport/warehouse/Query";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { pageSize } from "../read/pageSize.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCursor, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import { lineKey, type LineParams } from "./groups.ts";
import { marginTarget } from "./headQueries.ts";
import type { IntervalParams, IntervalRow } from "./intervalQueries.ts";
import { orderRows, pageOfRows } from "./orderRows.ts";
import { readHead } from "./readHead.ts";
import { lineParamsOf, type SelectionRequest } from "./Selection.ts";
import { resolveSpan } from "./Span.ts";

/** A line of sums, as the queries answer it. */
export interface SumsRow {
  readonly kind: "item" | TotalName;
  readonly id: string;
  readonly line_state: string;
  readonly name: string;
  readonly owner: string;
  readonly owner_name: string;
  readonly segment: string;
}

/** See `rowHead` of the contract. */
interface RowHead {
  id: string;
  name: string;
  state: HolderState | null;
  owner: string | null;
  ownerName: string | null;
  segment: string | null;
}

/** How lists of one kind of figures are read. */
export interface ListKind<Sums extends SumsRow, Figures> {
  readonly sums: Readonly<Record<EconomicsGroup, Query<LineParams, Sums>>>;
  readonly intervals: Readonly<Record<EconomicsGroup, Query<IntervalParams, IntervalRow>>>;
  /** The figures of a line, or of nothing, without their interval. */
  figures(row: Sums | undefined, marginTargetMicro: number | null): Figures;
  /** The figures with their interval. */
  within(figures: Figures, row: Sums | undefined, interval: IntervalRow | undefined): Figures;
}

export interface ListRequest<Figures> extends SelectionRequest {
  /** By what rows are ordered. */
  readonly by: "name" | keyof Figures;
  readonly descending: boolean;
}

export interface List<Figures> extends EconomicsHead {
  total: number;
  items: Array<RowHead & Figures>;
  totals: Record<TotalName, Figures>;
  nextCursor: string | null;
}

const orNull = (text: string): string | null => (text === "" ? null : text);

const headOf = (row: SumsRow, group: EconomicsGroup): RowHead => {
  const isClient = group === "client" && row.line_state === "client";
  return {
    id: row.id,
    name: row.name,
    state: HolderState.options.find((state) => state === row.line_state) ?? null,
    owner: isClient ? orNull(row.owner) : null,
    ownerName: isClient ? orNull(row.owner_name) : null,
    segment: isClient ? orNull(row.segment) : null,
  };
};

/** One page of a list, ordered, with the totals of everything; intervals are worked out for these alone. */
export const readEconomicsList = <Sums extends SumsRow, Figures extends object>(
  warehouse: Warehouse,
  kind: ListKind<Sums, Figures>,
  request: ListRequest<Figures>,
): Effect.Effect<List<Figures>, WarehouseError | UnknownClient | InvalidCursor | InvalidSpan> =>
  Effect.gen(function* () {
    const span = yield* resolveSpan(request);
    const group = request.groupBy ?? "client";
    const params = yield* lineParamsOf(warehouse, span, request);
    const [head, sums, target] = yield* Effect.all(
      [
        readHead(warehouse, span),
        warehouse.query(kind.sums[group], params),
        warehouse.query(marginTarget, { last: span.last }),
      ],
      { concurrency: "unbounded" },
    );
    const margin = target[0]?.margin_target_micro ?? null;
    const rows = sums
      .filter((row) => row.kind === "item")
      .map((row) => ({ ...headOf(row, group), row, figures: kind.figures(row, margin) }));
    const figure = (row: (typeof rows)[number]): number | string | null => {
      if (request.by === "name") return row.name.toLowerCase();
      const value = row.figures[request.by];
      return typeof value === "number" ? value : null;
    };
    const ordered = orderRows(rows, figure, request.descending ? "desc" : "asc");
    const page = yield* pageOfRows(ordered, request.limit ?? pageSize, request.cursor);
    const totals = new Map(sums.filter((row) => row.kind !== "item").map((row) => [row.kind, row]));
    const keys = [...page.rows.map(({ row }) => row), ...totals.values()].map(lineKey);
    const drawn = yield* warehouse.query(kind.intervals[group], { ...params, keys });
    const intervals = new Map(drawn.map((row) => [lineKey(row), row]));
    const intervalOf = (row: Sums | undefined) =>
      row === undefined ? undefined : intervals.get(lineKey(row));
    const totalOf = (name: TotalName): readonly [TotalName, Figures] => {
      const row = totals.get(name);
      return [name, kind.within(kind.figures(row, margin), row, intervalOf(row))];
    };
    return {
      ...head,
      total: rows.length,
      items: page.rows.map(({ row, figures, ...who }) => ({
        ...who,
        ...kind.within(figures, row, intervalOf(row)),
      })),
      totals: Object.fromEntries(totalNames.map(totalOf)) as Record<TotalName, Figures>,
      nextCursor: page.nextCursor,
    };
  });
