import type { CoverageAnswer, CoverageMeasure } from "@rapport/contracts/http/Coverage";
import { countText, hoursText, percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { Card } from "../../../kit/Card.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { unattributedTexts } from "../../../texts/en/unattributed.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";

const texts = unattributedTexts.coverage;

const amountOf =
  ({ measure, currency }: Pick<CoverageMeasure, "measure" | "currency">) =>
  (amount: number): string => {
    if (currency !== null) return moneyText(amount, currency);
    if (measure === "logged_seconds") return hoursText(amount);
    return measure === "meeting_minutes" ? hoursText(amount * 60) : countText(amount);
  };

const share = (of: number | null): string => (of === null ? kitTexts.none : percentText(of * 100));

/** Amounts are null for who may not see money. */
const isShown = ({ total }: { readonly total: number | null }): boolean => total !== null;

const measureRow = (measure: CoverageMeasure) => {
  const text = amountOf(measure);
  const amount = (state: CoverageMeasure["states"][number]["state"]) => {
    const found = measure.states.find((one) => one.state === state)?.amount ?? 0;
    return found === 0 ? kitTexts.none : text(found);
  };
  const name = texts.measures[measure.measure];
  return {
    key: `${measure.measure} ${measure.currency ?? ""}`,
    cells: [
      measure.currency === null ? name : `${name} (${measure.currency})`,
      text(measure.total),
      text(measure.attributed),
      share(measure.attributedShare),
      amount("organisation"),
      amount("unattributed"),
      amount("internal"),
    ],
  };
};

const messagesRow = (of: CoverageAnswer) => {
  const messages = (state: CoverageAnswer["states"][number]["state"]) =>
    of.states.find((one) => one.state === state)?.messages ?? 0;
  const [organisation, internal] = [messages("organisation"), messages("internal")];
  return {
    key: "messages",
    cells: [
      texts.measures.messages,
      countText(of.total),
      countText(of.attributed.messages),
      share(of.attributed.share),
      countText(organisation),
      countText(of.unattributed.messages - organisation - internal),
      countText(internal),
    ],
  };
};

/** How much of everything belongs to clients, and where messages went. */
export const CoverageCards = ({ of }: { readonly of: CoverageAnswer }) => (
  <>
    <Card title={texts.title} note={texts.note}>
      <PlainTable
        label={texts.title}
        heads={texts.heads}
        rows={[messagesRow(of), ...of.measures.filter(isShown).map(measureRow)]}
      />
    </Card>
    <Card title={texts.states}>
      <PlainTable
        label={texts.states}
        heads={texts.stateHeads}
        rows={of.states
          .filter(({ messages }) => messages > 0)
          .map((line) => ({
            key: line.state,
            cells: [texts.stateNames[line.state], countText(line.messages), share(line.share)],
          }))}
      />
    </Card>
  </>
);
