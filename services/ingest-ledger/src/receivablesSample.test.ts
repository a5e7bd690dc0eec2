import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@effect/vitest";
import { Effect } from "effect";
import { inspectLedger } from "./inspectLedger.ts";

/** IBM's sample of receivables, beside the checkout or where RAPPORT_CORPUS says; it does not ship. */
const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const receivables = `${corpus}/ibm-watson-samples/WA_Fn-UseC_-Accounts-Receivable.csv`;
const present = existsSync(receivables);
if (!present) console.warn(`LEFT OUT, for it is not there: ${receivables}. Its receivables were not read.`);

const mapping = {
  description: "IBM Watson sample, accounts receivable",
  kind: "invoice",
  connector: "ibm",
  dates: { format: "M/D/YYYY" },
  fields: {
    invoice: "invoiceNumber",
    client: "customerID",
    issued_on: "InvoiceDate",
    due_on: "DueDate",
    currency: { constant: "USD" },
    total: "InvoiceAmount",
    disputed: "Disputed",
    settled_on: "SettledDate",
  },
};

it.live("receivables of 2,466 invoices are those that were worked out by others", () =>
  Effect.gen(function* () {
    if (!present) return;
    const folder = mkdtempSync(join(tmpdir(), "rapport-receivables-"));
    const map = join(folder, "map.json");
    writeFileSync(map, JSON.stringify(mapping));
    const { figures } = yield* inspectLedger({ paths: [receivables], map });
    rmSync(folder, { recursive: true });
    expect(figures).toMatchObject({ rows: 2_466, understood: 2_466, documents: 4_932, unreadable: 0 });
    expect(figures.totals.map(({ kind, count, sum }) => [kind, count, sum])).toEqual([
      ["invoice", 2_466, "147703.18"],
      ["payment", 2_466, "147703.18"],
    ]);
    expect(figures.receivables).toMatchObject([
      { currency: "USD", invoices: 2_466, disputed: 561, settled: 2_466, late: 877, meanDaysToSettle: 26.44 },
    ]);
  }),
);
