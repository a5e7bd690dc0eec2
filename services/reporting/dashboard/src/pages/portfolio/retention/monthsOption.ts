import type { RetentionMonth } from "@rapport/contracts/http/retention/Retention";
import type { EChartsCoreOption } from "echarts/core";
import type { Token } from "../../../kit/chart/Chart.tsx";
import { retentionTexts } from "../../../texts/en/retention.ts";
import { amount, shortAmount } from "../parts/amount.ts";

const texts = retentionTexts.months;

type Figures = Pick<
  RetentionMonth,
  "newMinor" | "wonBackMinor" | "expansionMinor" | "contractionMinor" | "lostMinor"
>;
/** What a month added, minor units. */
export const wonOf = ({ newMinor, wonBackMinor, expansionMinor }: Figures): number =>
  newMinor + wonBackMinor + expansionMinor;
/** What a month took, minor units, positive. */
export const lostOf = ({ contractionMinor, lostMinor }: Figures): number => contractionMinor + lostMinor;

/** Closing revenue as a line, won and lost as bars of their own scale under it. */
export const monthsOption =
  (months: ReadonlyArray<RetentionMonth>, currency: string | null) =>
  (token: Token): EChartsCoreOption => {
    const muted = { color: token("muted") };
    const grid = { left: 84, right: 12 };
    const names = months.map(({ month }) => month);
    const axis = (index: number, labels: boolean) => ({
      type: "category",
      gridIndex: index,
      data: names,
      axisLabel: labels ? muted : { show: false },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token("line") } },
    });
    const money = (index: number, splitNumber: number) => ({
      type: "value",
      gridIndex: index,
      splitNumber,
      // A line is read by its slope; bars stand on nothing.
      scale: index === 0,
      axisLabel: { ...muted, formatter: (minor: number) => shortAmount(minor, currency) },
      splitLine: { lineStyle: { color: token("line") } },
    });
    const bar = (name: string, colour: string, data: ReadonlyArray<number>) => ({
      type: "bar",
      name,
      stack: "moved",
      xAxisIndex: 1,
      yAxisIndex: 1,
      barMaxWidth: 28,
      itemStyle: { color: token(colour) },
      data,
    });
    return {
      grid: [
        { ...grid, top: 12, height: "52%" },
        { ...grid, top: "66%", bottom: 24 },
      ],
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        confine: true,
        backgroundColor: token("raised"),
        borderColor: token("line"),
        textStyle: { color: token("text") },
        valueFormatter: (minor: unknown) => amount(Number(minor), currency),
      },
      xAxis: [axis(0, false), axis(1, true)],
      yAxis: [money(0, 4), money(1, 2)],
      series: [
        {
          type: "line",
          name: texts.closing,
          data: months.map(({ closingMinor }) => closingMinor),
          lineStyle: { color: token("series-1"), width: 2 },
          itemStyle: { color: token("series-1") },
        },
        bar(texts.won, "good", months.map(wonOf)),
        bar(
          texts.lost,
          "bad",
          months.map((month) => -lostOf(month)),
        ),
      ],
    };
  };
