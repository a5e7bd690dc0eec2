import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import { Fragment, type ReactNode } from "react";
import { hoursText, percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { whatIfTexts } from "../../../texts/en/workbenchWhatIf.ts";
import { Amount } from "../parts/Amount.tsx";
import { Figures } from "../parts/Figures.tsx";
import { LinkedAmount } from "../parts/LinkedAmount.tsx";
import styles from "./WhatIf.module.css";

const texts = whatIfTexts;
const names = workbenchTexts.figures;

type Answered = { readonly answer: WhatIfAnswer };

const Beside = ({ answer }: Answered) => {
  const { currency, before, after, client, from, to } = answer;
  const row = (name: string, metric: "revenue" | "cost" | "contribution", key: keyof typeof before) => ({
    key,
    cells: [
      name,
      <LinkedAmount
        key="today"
        client={client.id}
        metric={metric}
        from={from}
        to={to}
        minor={before[key]}
        currency={currency}
      />,
      <Amount key="then" minor={after[key]} currency={currency} />,
      <Amount key="change" minor={after[key] - before[key]} currency={currency} signed />,
    ],
  });
  return (
    <>
      <h3 className={styles.head}>{texts.caption}</h3>
      <PlainTable
        label={texts.caption}
        heads={[texts.figure, texts.today, texts.afterwards, texts.change]}
        rows={[
          row(names.revenue, "revenue", "revenueMinor"),
          row(names.cost, "cost", "costMinor"),
          row(names.contribution, "contribution", "contributionMinor"),
        ]}
      />
    </>
  );
};

type Year = WhatIfAnswer["firstYear"];

const Between = ({ of, currency }: { readonly of: Year; readonly currency: string | null }) =>
  of.profitChangeLowMinor === null ||
  of.profitChangeHighMinor === null ||
  of.profitChangeLowMinor === of.profitChangeHighMinor ||
  currency === null ? null : (
    <span className={styles.between}>
      {texts.between(
        moneyText(of.profitChangeLowMinor, currency),
        moneyText(of.profitChangeHighMinor, currency),
      )}
    </span>
  );

const Profit = ({ answer }: Answered) => {
  const { currency, firstYear, laterYear } = answer;
  const years = [firstYear, laterYear];
  const row = (name: string, of: (year: Year) => ReactNode) => ({
    key: name,
    cells: [name, ...years.map((year, n) => <Fragment key={n}>{of(year)}</Fragment>)],
  });
  const amount = (name: string, key: "avoidableMinor" | "strandedMinor" | "redeployedMinor" | "onceMinor") =>
    years.every((year) => year[key] === 0)
      ? []
      : [row(name, (year) => <Amount minor={year[key]} currency={currency} />)];
  return (
    <>
      <h3 className={styles.head}>{texts.profit}</h3>
      <PlainTable
        label={texts.profit}
        heads={[texts.figure, texts.firstYear, texts.laterYear]}
        rows={[
          row(texts.profitChange, (year) => (
            <>
              <strong>
                <Amount minor={year.profitChangeMinor} currency={currency} signed />
              </strong>
              <Between of={year} currency={currency} />
            </>
          )),
          ...amount(texts.avoidable, "avoidableMinor"),
          ...amount(texts.stranded, "strandedMinor"),
          ...amount(texts.redeployed, "redeployedMinor"),
          ...amount(texts.once, "onceMinor"),
        ]}
      />
    </>
  );
};

const Freed = ({ answer: { freed } }: Answered) =>
  freed.length === 0 ? null : (
    <>
      <h3 className={styles.head}>{texts.freed}</h3>
      <Figures
        of={freed.map(({ band, seconds }) => ({
          name: band === "" ? workbenchTexts.unknownBand : band,
          value: seconds < 0 ? `${hoursText(-seconds)} ${texts.takenOver}` : hoursText(seconds),
        }))}
      />
    </>
  );

const Concentration = ({ answer: { concentration } }: Answered) => {
  const { before, after } = concentration;
  if (before === null || after === null) return null;
  const move = (was: string, is: string) => (was === is ? was : `${was} → ${is}`);
  return (
    <>
      <h3 className={styles.head}>{texts.concentration}</h3>
      <Figures
        of={[
          {
            name: texts.largest,
            value: move(percentText(before.largestPercent), percentText(after.largestPercent)),
          },
          {
            name: texts.largestFive,
            value: move(percentText(before.largestFivePercent), percentText(after.largestFivePercent)),
          },
          {
            name: texts.effective,
            value: move(before.effectiveClients.toFixed(1), after.effectiveClients.toFixed(1)),
          },
        ]}
      />
    </>
  );
};

const Prices = ({ answer }: Answered) => {
  const { currency, breakEvenMinor, targetPriceMinor, marginTargetPercent, acceptanceNeededPercent } = answer;
  return (
    <>
      <h3 className={styles.head}>{texts.prices}</h3>
      <Figures
        of={[
          { name: texts.breakEven, value: <Amount minor={breakEvenMinor} currency={currency} /> },
          {
            name: texts.target(percentText(marginTargetPercent)),
            value: <Amount minor={targetPriceMinor} currency={currency} />,
          },
          ...(acceptanceNeededPercent === null
            ? []
            : [{ name: texts.acceptance, value: percentText(acceptanceNeededPercent) }]),
        ]}
      />
    </>
  );
};

/** What would become of the year, beside the year as it was. */
export const Outcome = ({ answer }: Answered) => (
  <div className={styles.outcome}>
    <p className={styles.asked} role="status">
      {texts.asked} <strong>{answer.question}</strong>:
    </p>
    <Beside answer={answer} />
    <Profit answer={answer} />
    <Prices answer={answer} />
    <Freed answer={answer} />
    <Concentration answer={answer} />
    <details>
      <summary>{texts.notes}</summary>
      <ul>
        {answer.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  </div>
);
