import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { backtestTexts } from "../../../texts/en/backtest.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { aheadText, besideLines, estimatedText } from "./sentences.ts";

/** The model beside what is simpler, and whether the difference can be told. */
export const BesideCard = ({ of }: { readonly of: BacktestAnswer }) => {
  const { beside, competitor } = backtestTexts;
  return (
    <Card title={beside.title} note={backtestTexts.brackets}>
      <PlainTable
        label={beside.table}
        heads={Object.values(beside.heads)}
        rows={of.competitors.map((one) => ({
          key: one.name,
          cells: [
            competitor(one.name),
            estimatedText(one.auc),
            estimatedText(one.logLoss, 4),
            estimatedText(one.brierSkill),
            estimatedText(one.lift, 1),
            one.liftShareOfMostPercent === null ? kitTexts.none : percentText(one.liftShareOfMostPercent),
            one.precision === null ? kitTexts.none : percentText(one.precision.value * 100),
            aheadText(one),
          ],
        }))}
      />
      <ul>
        {besideLines(of).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <details>
        <summary>{beside.means}</summary>
        <dl>
          {of.competitors.map(({ name, means }) => (
            <div key={name}>
              <dt>{competitor(name)}</dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  );
};
