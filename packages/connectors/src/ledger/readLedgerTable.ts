import { bindMapping } from "../tables/BoundMapping.ts";
import { readTable } from "../tables/readTable.ts";
import type { TableHeader } from "../tables/TableItem.ts";
import type { TableLimits } from "../tables/TableLimits.ts";
import type { Chosen } from "./chooseMapping.ts";
import type { LedgerItem } from "./LedgerItem.ts";
import { type Place, tableProblem, undeclared, wholeFile } from "./ledgerProblems.ts";
import { LedgerTable, makeKindOf } from "./LedgerTable.ts";

/** So many rows refused and none understood: the file is read in the wrong way. */
const hopeless = 1_000;

/** The beginning of a file: how it is read, or why it cannot be. */
const openTable = (header: TableHeader, { mapping, optional, name }: Chosen, place: Place) => {
  const bound = bindMapping(mapping, header, optional);
  const kindOf = makeKindOf(mapping, header);
  if (!bound.ok) {
    const reason = `The mapping does not fit this file: ${bound.issues[0]!.message}`;
    return { problem: wholeFile(place, header.line, reason, bound.issues) };
  }
  if (typeof kindOf === "string")
    return {
      problem: wholeFile(
        place,
        header.line,
        `The mapping does not fit this file: There is no column "${kindOf}".`,
      ),
    };
  const delimiter = header.delimiter === "\t" ? "tab" : `"${header.delimiter}"`;
  const shape = `${header.encoding}, ${delimiter}, header on line ${header.line}`;
  const start = { kind: "start", ...place, mapping: name, shape } as const;
  return { start, bound: bound.mapping, table: new LedgerTable(mapping, bound.mapping, kindOf, place) };
};

/**
 * The rows of a table of the books by its mapping, in order. A header that does not fit, and dates that nobody
 * declared, refuse the file as a whole, before any row is read. Of entries without a number each is remembered.
 */
export async function* readLedgerTable(
  bytes: AsyncIterable<Uint8Array>,
  chosen: Chosen,
  account: string,
  limits: TableLimits,
): AsyncGenerator<LedgerItem> {
  const place = { connector: chosen.mapping.connector, account };
  const kind = typeof chosen.mapping.kind === "string" ? chosen.mapping.kind : null;
  let opened: Extract<ReturnType<typeof openTable>, { readonly table: LedgerTable }> | null = null;
  let checked = false;
  let understood = 0;
  let refused = 0;
  for await (const item of readTable(bytes, chosen.mapping.table, limits)) {
    if (item.kind === "problem") yield tableProblem(item, place, kind);
    else if (item.kind === "header") {
      const made = openTable(item, chosen, place);
      yield made.problem ?? made.start;
      if (made.problem !== undefined) return;
      opened = made;
    } else if (opened !== null) {
      const read = opened.table.read(item);
      if (!checked && read.kind !== "skipped") {
        checked = true;
        const said = undeclared(opened.bound, item, read, chosen);
        if (said !== null) {
          yield wholeFile(place, item.line, said);
          return;
        }
      }
      yield read;
      if (read.kind === "row") understood++;
      if (read.kind !== "problem" || ++refused < hopeless || understood > 0) continue;
      const reason = `None of the first ${refused} rows can be understood, so the rest was not read. Check how the file is read: its dates, figures and words may need a mapping.`;
      yield wholeFile(place, item.line, reason);
      return;
    }
  }
}
