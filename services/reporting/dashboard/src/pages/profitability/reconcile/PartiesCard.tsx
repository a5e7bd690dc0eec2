import { countText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import { reconcileTexts as texts } from "../../../texts/en/reconcile.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { holderOf } from "../table/evidenceOf.ts";
import { amountText, type Line, lineMetric } from "./lines.ts";

/** Whose a control total is, the most first. */
export const PartiesCard = ({
  line,
  from,
  to,
}: {
  readonly line: Line;
  readonly from: string;
  readonly to: string;
}) => {
  const metric = lineMetric(line);
  const parties = line.parties.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const title = texts.parties.title(`${texts.measures[line.measure]} ${line.currency}`.trim());
  return (
    <div id="parties">
      <Card title={title}>
        <PlainTable
          label={title}
          heads={texts.parties.heads}
          rows={parties.map((party) => {
            const amount = amountText(party.amount, line);
            const holder = holderOf({ id: party.party, state: party.state });
            return {
              key: `${party.state} ${party.party}`,
              cells: [
                party.state === "client" ? (
                  <ClientName key="name" id={party.party} name={party.name} />
                ) : (
                  <bdi key="name">{party.name}</bdi>
                ),
                profitabilityTexts.states[party.state],
                metric === null || holder === null ? (
                  amount
                ) : (
                  <EvidenceLink key="amount" {...holder} metric={metric} from={from} to={to}>
                    {amount}
                  </EvidenceLink>
                ),
                countText(party.events),
              ],
            };
          })}
        />
      </Card>
    </div>
  );
};
