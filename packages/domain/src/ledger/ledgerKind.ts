import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import type { LedgerDraft } from "./LedgerDraft.ts";

const kinds: Readonly<Record<LedgerDraft["type"], LedgerKind>> = {
  "invoice.issued": "invoice",
  "invoice.paid": "payment",
  "credit_note.issued": "credit_note",
  "expense.logged": "expense",
  "overhead.recorded": "overhead",
  "time.logged": "time",
  "cost_rate.set": "cost_rate",
  "fx_rate.set": "fx_rate",
  "contract.started": "contract",
  "contract.renewed": "contract",
  "contract.changed": "contract",
  "contract.ended": "contract",
};

/** What kind of document an event of the books tells of. */
export const ledgerKind = (type: LedgerDraft["type"]): LedgerKind => kinds[type];
