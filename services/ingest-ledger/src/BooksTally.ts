import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { LedgerFigures } from "@rapport/contracts/LedgerFigures";
import { type InvoiceFact, type PaymentFact, receivables } from "@rapport/domain/ledger/receivables";
import { type Share, shareOf, Totals } from "@rapport/domain/ledger/Totals";

interface Held {
  readonly revision: number;
  readonly content: string;
  readonly share: Share;
  readonly invoice: InvoiceFact | null;
  readonly payment: PaymentFact | null;
}

const invoiceOf = (event: LedgerEvent): InvoiceFact | null =>
  event.type === "invoice.issued" && event.data.status === "posted" ? event.data : null;

const paymentOf = (event: LedgerEvent): PaymentFact | null =>
  event.type === "invoice.paid" && event.data.status === "posted" ? event.data : null;

/** Adds up events of the books: of one document the version with the highest revision, whichever comes first. */
export class BooksTally {
  readonly #held = new Map<string, Held>();
  readonly #totals = new Totals();

  take(event: LedgerEvent): void {
    const { source, data } = event;
    const { document, ...said } = data;
    const key = `${source.connector}\u001e${source.account}\u001e${document.key}`;
    const content = JSON.stringify([event.type, event.occurredAt, said]);
    const before = this.#held.get(key);
    if (before !== undefined) {
      const older = document.revision < before.revision;
      if (older || (document.revision === before.revision && content <= before.content)) return;
      this.#totals.remove(before.share);
    }
    const share = shareOf(event);
    this.#totals.add(share);
    const [invoice, payment] = [invoiceOf(event), paymentOf(event)];
    this.#held.set(key, { revision: document.revision, content, share, invoice, payment });
  }

  figures(): Pick<LedgerFigures, "documents" | "totals" | "receivables"> {
    const all = [...this.#held.values()];
    return {
      documents: all.length,
      totals: [...this.#totals.totals()],
      receivables: [
        ...receivables(
          all.flatMap(({ invoice }) => invoice ?? []),
          all.flatMap(({ payment }) => payment ?? []),
        ),
      ],
    };
  }
}
