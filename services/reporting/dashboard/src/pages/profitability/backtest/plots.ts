import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import type { EChartsCoreOption } from "echarts/core";
import type { Token } from "../../../kit/chart/Chart.tsx";
import { backtestTexts } from "../../../texts/en/backtest.ts";
import type { LegendItem } from "../parts/Legend.tsx";

type Point = readonly [x: number, y: number];

const percentLabel = (value: number): string => `${Math.round(value * 10) / 10} %`;

/** The next round figure above, so that an axis ends at one. */
export const roundUp = (value: number): number => {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return unit * ([1, 2, 4, 5, 8, 10].find((step) => step * unit >= value) ?? 10);
};

const axis = (token: Token, most: number, name: string, label: (value: number) => string) => ({
  type: "value",
  min: 0,
  max: most,
  name,
  nameLocation: "middle",
  nameGap: 28,
  nameTextStyle: { color: token("muted") },
  axisLabel: { color: token("muted"), formatter: label },
  splitLine: { lineStyle: { color: token("line") } },
});

const grid = { left: 8, right: 16, top: 12, bottom: 30, containLabel: true };
const tooltip = (token: Token) => ({
  renderMode: "richText",
  backgroundColor: token("surface"),
  borderColor: token("line"),
  textStyle: { color: token("text") },
});

const diagonal = (token: Token, most: number) => ({
  type: "line",
  data: [
    [0, 0],
    [most, most],
  ],
  symbol: "none",
  silent: true,
  tooltip: { show: false },
  lineStyle: { color: token("muted"), width: 1, type: [2, 4] },
});

const styleOf: Readonly<Record<string, { readonly token: string; readonly dash?: ReadonlyArray<number> }>> = {
  model: { token: "series-1" },
  shipped: { token: "series-2", dash: [10, 4] },
  "recency-frequency": { token: "series-3", dash: [5, 3] },
  gap: { token: "series-4", dash: [2, 3] },
  "own-list": { token: "series-5", dash: [10, 3, 2, 3] },
};

type Gains = Pick<BacktestAnswer, "competitors">;

/** Those whose order says something; the base rate is the diagonal. */
const ranked = ({ competitors }: Gains) =>
  competitors.filter(({ name, gains }) => name !== "base-rate" && gains.length > 0);

/** What the lines of `gainsOption` are. */
export const gainsLegend = (of: Gains): ReadonlyArray<LegendItem> =>
  ranked(of).map(({ name }) => ({
    name: backtestTexts.competitor(name),
    token: styleOf[name]?.token ?? "series-5",
    as: "line",
    dash: styleOf[name]?.dash,
  }));

/** How many of those who left are among the first so many. */
export const gainsOption =
  (of: Gains) =>
  (token: Token): EChartsCoreOption => ({
    grid,
    tooltip: { ...tooltip(token), trigger: "axis", valueFormatter: (value: unknown) => `${String(value)} %` },
    xAxis: axis(token, 100, backtestTexts.gains.looked, percentLabel),
    yAxis: { ...axis(token, 100, "", percentLabel) },
    series: [
      diagonal(token, 100),
      ...ranked(of).map(({ name, gains }) => ({
        type: "line",
        name: backtestTexts.competitor(name),
        data: gains,
        symbol: "none",
        color: token(styleOf[name]?.token ?? "series-5"),
        lineStyle: { width: 2, type: styleOf[name]?.dash ?? "solid" },
      })),
    ],
  });

type Bins = Pick<BacktestAnswer, "reliability">;

/** What was foretold beside what came, with what it may as well be. */
export const reliabilityOption =
  ({ reliability }: Bins) =>
  (token: Token): EChartsCoreOption => {
    const most = Math.min(
      100,
      roundUp(Math.max(...reliability.flatMap((bin) => [bin.meanPercent, bin.highPercent]), 1)),
    );
    const between = reliability.map((bin) => ({
      type: "line",
      data: [
        [bin.meanPercent, bin.lowPercent],
        [bin.meanPercent, bin.highPercent],
      ] satisfies ReadonlyArray<Point>,
      symbol: "none",
      silent: true,
      tooltip: { show: false },
      lineStyle: { color: token("series-1"), width: 1, opacity: 0.7 },
    }));
    return {
      grid,
      tooltip: { ...tooltip(token), trigger: "item" },
      xAxis: axis(token, most, backtestTexts.reliability.foretold, percentLabel),
      yAxis: axis(token, most, "", percentLabel),
      series: [
        diagonal(token, most),
        ...between,
        {
          type: "scatter",
          symbolSize: 9,
          color: token("series-1"),
          data: reliability.map((bin) => [bin.meanPercent, bin.observedPercent]),
          tooltip: {
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const bin = reliability[dataIndex];
              return bin === undefined
                ? ""
                : `${backtestTexts.reliability.foretold} ${percentLabel(bin.meanPercent)}\n${backtestTexts.reliability.came} ${percentLabel(bin.observedPercent)} (${backtestTexts.reliability.between(percentLabel(bin.lowPercent), percentLabel(bin.highPercent))})`;
            },
          },
        },
      ],
    };
  };

/** What `originsOption` draws. */
export const originsLegend: ReadonlyArray<LegendItem> = [
  { name: backtestTexts.origins.expected, token: "series-1", as: "line" },
  { name: backtestTexts.origins.left, token: "series-2", as: "dots" },
];

/** From origin to origin: how many were expected to leave and how many did. */
export const originsOption =
  ({ origins }: Pick<BacktestAnswer, "origins">) =>
  (token: Token): EChartsCoreOption => ({
    grid: { ...grid, bottom: 8 },
    tooltip: { ...tooltip(token), trigger: "axis" },
    xAxis: {
      type: "category",
      data: origins.map(({ origin }) => origin),
      axisLabel: { color: token("muted") },
    },
    yAxis: { ...axis(token, 1, "", String), max: null, minInterval: 1 },
    series: [
      {
        type: "line",
        name: backtestTexts.origins.expected,
        data: origins.map(({ expected }) => expected),
        symbol: "none",
        color: token("series-1"),
      },
      {
        type: "scatter",
        name: backtestTexts.origins.left,
        data: origins.map(({ left }) => left),
        symbolSize: 8,
        color: token("series-2"),
      },
    ],
  });
