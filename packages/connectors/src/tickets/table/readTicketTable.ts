import { hash } from "node:crypto";
import { bindMapping, type BoundMapping } from "../../tables/BoundMapping.ts";
import type { TableItem, TableRow } from "../../tables/TableItem.ts";
import { readTable } from "../../tables/readTable.ts";
import type { TicketItem, TicketProblem } from "../TicketItem.ts";
import { changedTicket, ordered } from "./ChangedTicket.ts";
import type { TicketMapping } from "./TicketMapping.ts";
import { readTicketRow, type TableHas, type TicketRow } from "./TicketRow.ts";
import { standingTicket } from "./TicketRows.ts";

const hasOf = ({ fields }: BoundMapping): TableHas => ({
  resolvedAt: fields.has("resolvedAt"),
  reopenings: fields.has("reopenings"),
  reassignments: fields.has("reassignments"),
});

type Row = { readonly item: TableRow; readonly row: TicketRow; readonly has: TableHas };

/** The rows of a table that could be read, and problems for the others. */
export async function* ticketRows(
  bytes: AsyncIterable<Uint8Array>,
  mapping: TicketMapping,
  account: string,
): AsyncGenerator<({ readonly kind: "row" } & Row) | TicketProblem> {
  let bound: BoundMapping | null = null;
  const problem = (
    item: { readonly line: number; readonly bytes?: Uint8Array | null; readonly sizeBytes?: number },
    about: Pick<TicketProblem, "code" | "reason" | "issues">,
  ): TicketProblem => ({
    kind: "problem",
    connector: "csv",
    account,
    position: `line ${item.line}`,
    sizeBytes: item.sizeBytes ?? item.bytes?.length ?? 0,
    sha256: item.bytes ? hash("sha256", item.bytes, "hex") : null,
    ...about,
  });
  for await (const item of readTable(bytes, mapping.table) as AsyncIterable<TableItem>) {
    if (item.kind === "problem") yield problem(item, { code: item.code, reason: item.reason, issues: [] });
    else if (item.kind === "header") {
      const tied = bindMapping(mapping, item);
      if (!tied.ok) {
        const reason = "The mapping does not fit this table: it names columns that it has not got.";
        yield problem(item, { code: "unknown_format", reason, issues: tied.issues });
        return;
      }
      bound = tied.mapping;
    } else if (bound !== null && !bound.skips(item)) {
      const { row, issues } = readTicketRow(bound, item.cells, mapping.kind, account);
      const [first] = issues;
      const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
      const reason = `The row on line ${item.line} cannot be read: ${first?.path} ${first?.message}${more}. Mend it, or the mapping, and replay it.`;
      yield row === null
        ? problem(item, { code: "invalid_row", reason, issues })
        : { kind: "row", item, row, has: hasOf(bound) };
    }
  }
}

/** How many rows of each ticket an input has: when a ticket's last one is read, it can be told. */
export type RowCounts = Map<string, number>;

/** First pass over one table. */
export const countRows = async (
  bytes: AsyncIterable<Uint8Array>,
  mapping: TicketMapping,
  account: string,
  counts: RowCounts,
): Promise<void> => {
  if (mapping.kind !== "changes") return;
  for await (const found of ticketRows(bytes, mapping, account))
    if (found.kind === "row") counts.set(found.row.ticket, (counts.get(found.row.ticket) ?? 0) + 1);
};

/** Second pass over the tables of an input, in turn. Holds the rows of those tickets that are not complete. */
export const makeTicketTables = (mapping: TicketMapping, account: string, counts: RowCounts) => {
  const open = new Map<string, Array<TicketRow>>();
  function* take({ item, row, has }: Row): Generator<TicketItem> {
    const about = { account, position: `line ${item.line}`, has };
    const entry = hash("sha256", item.cells.join("\u001f"), "hex").slice(0, 24);
    yield { kind: "entry", account, key: `row:${entry}` };
    if (mapping.kind !== "changes") {
      yield* standingTicket(row, about);
      return;
    }
    const rows = open.get(row.ticket) ?? [];
    rows.push(row);
    if (rows.length < (counts.get(row.ticket) ?? 0)) {
      open.set(row.ticket, rows);
      return;
    }
    open.delete(row.ticket);
    yield* changedTicket(ordered(rows), about);
  }
  return async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TicketItem> {
    for await (const found of ticketRows(bytes, mapping, account)) {
      if (found.kind === "row") yield* take(found);
      else yield found;
    }
  };
};
