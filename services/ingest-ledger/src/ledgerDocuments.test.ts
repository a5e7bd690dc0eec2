import { fileURLToPath } from "node:url";
import { expect, it } from "@effect/vitest";
import { documentAmounts } from "@rapport/domain/economics/reconcile/ControlDocument";
import { Effect } from "effect";
import { ledgerDocuments } from "./ledgerDocuments.ts";

const own = fileURLToPath(new URL("../../../tests/fixtures/ledger/own", import.meta.url));

it.live("gives posted documents in their last version, with their places, and what could not be read", () =>
  Effect.gen(function* () {
    const { documents, unreadable } = yield* ledgerDocuments({ paths: [own] });
    const said = documents
      .filter(({ kind }) => kind !== "time")
      .map((each) => [each.name, each.day, each.currency, documentAmounts(each), each.place])
      .toSorted((a, b) => (`${a[4]}` < `${b[4]}` ? -1 : 1));
    // INV-1 was corrected from 1,000.00 to 900.00; INV-2 is a draft, INV-3 void; E-1 is billed on as it is.
    expect(said).toEqual([
      ["CN-1", "2026-06-10", "GBP", [["credit_notes", 5_000]], "own/credit-notes.csv line 2"],
      ["expense:E-1", "2026-05-12", "GBP", [], "own/expenses.csv line 2"],
      ["expense:E-2", "2026-05-13", "USD", [["expenses", 1_200]], "own/expenses.csv line 3"],
      [
        '=HYPERLINK("http://evil.example","x")',
        "2026-06-01",
        "EUR",
        [["invoices", -500]],
        "own/invoices.csv line 10",
      ],
      [
        "INV-1",
        "2026-05-31",
        "GBP",
        [
          ["invoices", 90_000],
          ["pass_through", 15_000],
        ],
        "own/invoices.csv line 5",
      ],
      ["rent", "2026-05-01", "GBP", [["overhead", 420_000]], "own/overhead.csv line 2"],
      ["rent", "2026-05-01", "GBP", [["overhead", 30_000]], "own/overhead.csv line 3"],
      ["payment:P-1", "2026-06-20", "GBP", [["payments", 100_000]], "own/payments.csv line 2"],
      ["payment:P-2", "2026-07-02", "GBP", [["payments", 8_000]], "own/payments.csv line 3"],
      ["payment:P-3", "2026-06-20", "JPY", [["payments", -500]], "own/payments.csv line 4"],
    ]);
    expect(unreadable.map(({ source }) => `${source?.file} ${source?.position}`)).toContain(
      "own/payments.csv line 5",
    );
  }),
);
