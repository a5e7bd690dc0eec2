import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import type { ReactNode } from "react";
import { hoursText, percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { whatIfTexts } from "../../../texts/en/workbenchWhatIf.ts";
import { Amount } from "../parts/Amount.tsx";
import { Figures } from "../parts/Figures.tsx";
import page from "../parts/Page.module.css";
import styles from "./WhatIf.module.css";

const texts = whatIfTexts;
const names = workbenchTexts.figures;

type Answered = { readonly answer: WhatIfAnswer };

const Beside = ({ answer }: Answered) => {
  const { currency, before, after, client, from, to } = answer;
  const row = (name: string, metric: "revenue" | "cost" | "contribution", key: keyof typeof before) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      <td className={page.figure}>
        <EvidenceLink client={client.id} metric={metric} from={from} to={to}>
          <Amount minor={before[key]} currency={currency} />
        </EvidenceLink>
      </td>
      <td className={page.figure}>
        <Amount minor={after[key]} currency={currency} />
      </td>
      <td className={page.figure}>
        <Amount minor={after[key] - before[key]} currency={currency} signed />
      </td>
    </tr>
  );
  return (
    <div className={page.scroll} tabIndex={0} role="group" aria-label={texts.caption}>
      <table className={page.table}>
        <caption className={styles.caption}>{texts.caption}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className={page.figure}>
              {texts.today}
            </th>
            <th scope="col" className={page.figure}>
              {texts.afterwards}
            </th>
            <th scope="col" className={page.figure}>
              {texts.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {row(names.revenue, "revenue", "revenueMinor")}
          {row(names.cost, "cost", "costMinor")}
          {row(names.contribution, "contribution", "contributionMinor")}
        </tbody>
      </table>
    </div>
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
  const row = (name: string, of: (year: Year) => ReactNode) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      {years.map((year, n) => (
        <td key={n} className={page.figure}>
          {of(year)}
        </td>
      ))}
    </tr>
  );
  const amount = (name: string, key: "avoidableMinor" | "strandedMinor" | "redeployedMinor" | "onceMinor") =>
    years.every((year) => year[key] === 0)
      ? null
      : row(name, (year) => <Amount minor={year[key]} currency={currency} />);
  return (
    <div className={page.scroll} tabIndex={0} role="group" aria-label={texts.profit}>
      <table className={page.table}>
        <caption className={styles.caption}>{texts.profit}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className={page.figure}>
              {texts.firstYear}
            </th>
            <th scope="col" className={page.figure}>
              {texts.laterYear}
            </th>
          </tr>
        </thead>
        <tbody>
          {row(texts.profitChange, (year) => (
            <>
              <strong>
                <Amount minor={year.profitChangeMinor} currency={currency} signed />
              </strong>
              <Between of={year} currency={currency} />
            </>
          ))}
          {amount(texts.avoidable, "avoidableMinor")}
          {amount(texts.stranded, "strandedMinor")}
          {amount(texts.redeployed, "redeployedMinor")}
          {amount(texts.once, "onceMinor")}
        </tbody>
      </table>
    </div>
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
