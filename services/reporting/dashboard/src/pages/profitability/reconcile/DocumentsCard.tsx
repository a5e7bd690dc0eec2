import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import { dayText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import { reconcileTexts as texts } from "../../../texts/en/reconcile.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { amountText } from "./lines.ts";

/** The documents that make a difference, by name. */
export const DocumentsCard = ({ of }: { readonly of: ReconciliationAnswer }) => (
  <Card title={texts.documents.title}>
    {of.documents.length === 0 ? (
      <p>{texts.documents.none}</p>
    ) : (
      <PlainTable
        label={texts.documents.title}
        heads={texts.documents.heads}
        rows={of.documents.map((one) => ({
          key: `${one.measure} ${one.eventId}`,
          cells: [
            <bdi key="name">{one.name}</bdi>,
            texts.measures[one.measure],
            one.day === null ? kitTexts.none : dayText(one.day),
            <bdi key="holder">
              {one.party === ""
                ? one.state === null
                  ? kitTexts.none
                  : profitabilityTexts.states[one.state]
                : one.party}
            </bdi>,
            amountText(one.booked, one),
            amountText(one.control, one),
            amountText(one.difference, one),
            texts.documents.reasons[one.reason],
          ],
        }))}
      />
    )}
  </Card>
);
