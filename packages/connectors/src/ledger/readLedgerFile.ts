import { explainBytes, headOf } from "../files/openFile.ts";
import type { InputFile } from "../files/InputFile.ts";
import { visible } from "../tables/visible.ts";
import { defaultTableLimits, type TableLimits } from "../tables/TableLimits.ts";
import { chooseMapping, knownMappings, type LedgerReadOptions } from "./chooseMapping.ts";
import type { LedgerItem, LedgerProblem } from "./LedgerItem.ts";
import { readLedgerTable } from "./readLedgerTable.ts";
import { readTempoWorklogs } from "./tempoWorklogs.ts";

/** The account of books that name no tenant. */
export const defaultAccount = "books";

const fileProblem = (account: string, code: LedgerProblem["code"], reason: string): LedgerProblem => ({
  kind: "problem",
  connector: "ledger",
  account,
  row: false,
  position: "",
  code,
  reason,
  issues: [],
  sizeBytes: 0,
  sha256: null,
  amount: { kind: null, currency: null, minor: null },
});

const isJson = (head: Uint8Array): boolean =>
  /^[\ufeff\s]*[[{]/.test(Buffer.from(head.subarray(0, 4_096)).toString("utf8"));

const unknownColumns = (columns: ReadonlyArray<string>): string => {
  const has =
    columns.length === 0 ? "" : ` Its columns are: ${visible(columns.slice(0, 30).join(", "), 800)}.`;
  const names = knownMappings.map(({ name }) => name).join(", ");
  return `No mapping that ships fits its columns.${has} Say how to read it with --map FILE, or --from with one of ${names}.`;
};

/**
 * Everything of one file of the books, in its order: how it is read, then its rows and what cannot be understood.
 * Never fails: what stops it is a problem too.
 */
export async function* readLedgerFile(
  input: InputFile,
  options: LedgerReadOptions = {},
  limits: TableLimits = defaultTableLimits,
): AsyncGenerator<LedgerItem> {
  const account = options.account ?? defaultAccount;
  try {
    const head = await headOf(input);
    if (options.mapping === undefined && isJson(head)) {
      yield* readTempoWorklogs(input.open(), options.account);
      return;
    }
    const chosen = await chooseMapping(head, options);
    if ("columns" in chosen) {
      yield fileProblem(
        account,
        head.length === 0 ? "empty" : "unknown_format",
        unknownColumns(chosen.columns),
      );
      return;
    }
    yield* readLedgerTable(input.open(), chosen, account, limits);
  } catch (cause) {
    const { code, reason } = explainBytes(cause);
    yield fileProblem(account, code, reason);
  }
}
