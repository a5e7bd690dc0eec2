import type { ProfitabilityPage, ProfitabilityRow } from "@rapport/contracts/http/economics/Profitability";
import { useCallback, useMemo } from "react";
import { hoursText } from "../../../format/figures.ts";
import { moneyText, shortMoneyText } from "../../../format/money.ts";
import { Chart, type Token } from "../../../kit/chart/Chart.tsx";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { clientMoneyTexts } from "../../../texts/en/clientMoney.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import styles from "./MoneyCard.module.css";
import { monthsOf, monthSpan, monthText } from "./monthSpan.ts";

const texts = clientMoneyTexts;

/** Revenue and cost as bars, effort as a line, over all months of the span. */
const optionOf = (
  rows: ReadonlyMap<string, ProfitabilityRow>,
  months: ReadonlyArray<string>,
  currency: string,
) => {
  const whole = (of: (row: ProfitabilityRow) => number) =>
    months.map((month) => {
      const row = rows.get(month);
      return row === undefined ? 0 : of(row);
    });
  return (token: Token) => ({
    textStyle: { color: token("muted") },
    grid: { left: 8, right: 8, top: 32, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true },
    xAxis: { type: "category", data: months.map(monthText), axisLabel: { color: token("muted") } },
    yAxis: [
      {
        type: "value",
        axisLabel: {
          color: token("muted"),
          formatter: (minor: number) => shortMoneyText(Math.round(minor), currency),
        },
        splitLine: { lineStyle: { color: token("line") } },
      },
      {
        type: "value",
        axisLabel: { color: token("muted"), formatter: (hours: number) => `${hours} h` },
        splitLine: { show: false },
      },
    ],
    series: [
      {
        name: texts.revenue,
        type: "bar",
        data: whole((row) => row.revenueMinor),
        itemStyle: { color: token("series-1") },
        tooltip: { valueFormatter: (minor: number) => moneyText(minor, currency) },
      },
      {
        name: texts.cost,
        type: "bar",
        data: whole((row) => row.costMinor),
        itemStyle: { color: token("series-2"), decal: { symbol: "rect", dashArrayX: 3, dashArrayY: 3 } },
        tooltip: { valueFormatter: (minor: number) => moneyText(minor, currency) },
      },
      {
        name: texts.effort,
        type: "line",
        yAxisIndex: 1,
        data: whole((row) => Math.round(row.effortSeconds / 360) / 10),
        symbol: "diamond",
        symbolSize: 7,
        lineStyle: { color: token("series-3"), type: "dashed" },
        itemStyle: { color: token("series-3") },
        tooltip: { valueFormatter: (hours: number) => `${hours} h` },
      },
    ],
  });
};

const Months = ({ id, answer, rows, months }: Shown) => {
  const { currency } = answer;
  const amount = (minor: number) => (currency === null ? String(minor) : moneyText(minor, currency));
  return (
    <PlainTable
      label={texts.chartLabel}
      heads={[texts.month, texts.revenue, texts.cost, texts.contribution, texts.effort]}
      rows={months.toReversed().flatMap((month) => {
        const row = rows.get(month);
        if (row === undefined) return [];
        const figure = (metric: "revenue" | "cost" | "contribution" | "effort", text: string) => (
          <EvidenceLink key={metric} client={id} metric={metric} {...monthSpan(month, answer)}>
            {text}
          </EvidenceLink>
        );
        return {
          key: month,
          cells: [
            monthText(month),
            figure("revenue", amount(row.revenueMinor)),
            figure("cost", amount(row.costMinor)),
            figure("contribution", amount(row.contributionMinor)),
            figure("effort", hoursText(row.effortSeconds)),
          ],
        };
      })}
    />
  );
};

/** What is drawn how; the drawing itself is silent about it. */
const Legend = () => (
  <ul className={styles.legend} aria-hidden="true">
    <li className={styles.revenue}>{texts.revenue}</li>
    <li className={styles.cost}>{texts.cost}</li>
    <li className={styles.effort}>{texts.hours}</li>
  </ul>
);

interface Shown {
  readonly id: string;
  readonly answer: ProfitabilityPage;
  readonly rows: ReadonlyMap<string, ProfitabilityRow>;
  readonly months: ReadonlyArray<string>;
}

/** The course of money and effort, month by month. */
export const MoneyChart = ({ id, answer }: { readonly id: string; readonly answer: ProfitabilityPage }) => {
  const rows = useMemo(() => new Map(answer.items.map((row) => [row.id, row])), [answer]);
  const months = useMemo(() => monthsOf(answer), [answer]);
  const currency = answer.currency ?? "XXX";
  const option = useCallback(
    (token: Token) => optionOf(rows, months, currency)(token),
    [rows, months, currency],
  );
  return (
    <>
      <Legend />
      <Chart
        label={texts.chartLabel}
        option={option}
        heightPx={240}
        table={<Months id={id} answer={answer} rows={rows} months={months} />}
      />
    </>
  );
};
