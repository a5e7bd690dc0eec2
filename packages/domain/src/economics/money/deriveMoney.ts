import type { Contribution } from "../Contribution.ts";
import { cashOfInvoice, cashOnAccount } from "./cash.ts";
import { expectedLoss } from "./expectedLoss.ts";
import type { CreditNote, Expense, Invoice, MoneyDocument, MoneyTerms, Payment } from "./MoneyFacts.ts";
import { recogniseCreditNote, recogniseExpense, recogniseInvoice } from "./recognise.ts";
import { receivablesOf } from "./Receivable.ts";

const isInvoice = (document: MoneyDocument): document is Invoice => document.kind === "invoice";
const isCreditNote = (document: MoneyDocument): document is CreditNote => document.kind === "credit_note";
const isPayment = (document: MoneyDocument): document is Payment => document.kind === "payment";
const isExpense = (document: MoneyDocument): document is Expense => document.kind === "expense";

/**
 * The money book: every posted document as its contributions, in an order that does not depend on the order of the
 * documents. Lazily, document by document: what is spread over days is more than there are documents.
 */
export function* deriveMoney(
  documents: ReadonlyArray<MoneyDocument>,
  terms: MoneyTerms,
): Generator<Contribution> {
  const credits = documents.filter(isCreditNote);
  const found = receivablesOf(documents.filter(isInvoice), documents.filter(isPayment), credits);
  for (const receivable of found.receivables) {
    yield* recogniseInvoice(receivable.invoice, terms);
    yield* cashOfInvoice(receivable, terms);
    yield* expectedLoss(receivable, terms);
  }
  for (const payment of found.payments) yield cashOnAccount(payment, terms);
  const byId = (a: MoneyDocument, b: MoneyDocument): number => (a.eventId < b.eventId ? -1 : 1);
  for (const note of credits.toSorted(byId)) yield recogniseCreditNote(note, terms);
  for (const expense of documents.filter(isExpense).toSorted(byId)) yield* recogniseExpense(expense, terms);
}
