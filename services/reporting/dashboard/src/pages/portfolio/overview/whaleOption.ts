import type { WhalePoint } from "@rapport/contracts/http/economics/WhaleCurve";
import type { EChartsCoreOption } from "echarts/core";
import type { Token } from "../../../kit/chart/Chart.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { amount, shortAmount } from "../parts/amount.ts";

const texts = portfolioTexts.whale;

/** The curve from nothing over every client, with the band of its interval where there is one. */
export const whaleSeries = (points: ReadonlyArray<WhalePoint>) => ({
  curve: [[0, 0], ...points.map(({ rank, cumulativeMinor }) => [rank, cumulativeMinor])],
  low: [
    [0, 0],
    ...points.map(({ rank, cumulativeLowMinor: low, cumulativeMinor }) => [rank, low ?? cumulativeMinor]),
  ],
  width: [
    [0, 0],
    ...points.map(({ rank, cumulativeLowMinor: low, cumulativeHighMinor: high }) => [
      rank,
      low === null || high === null ? 0 : high - low,
    ]),
  ],
});

/** Net contribution added up, client by client, with its band and its highest point. */
export const whaleOption =
  (points: ReadonlyArray<WhalePoint>, peakRank: number | null, currency: string | null) =>
  (token: Token): EChartsCoreOption => {
    const { curve, low, width } = whaleSeries(points);
    const muted = { color: token("muted") };
    const band = {
      type: "line" as const,
      stack: "band",
      stackStrategy: "all",
      showSymbol: false,
      silent: true,
    };
    const hidden = { lineStyle: { opacity: 0 } };
    return {
      grid: { left: 8, right: 16, top: 16, bottom: 24, containLabel: true },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        confine: true,
        backgroundColor: token("raised"),
        borderColor: token("line"),
        textStyle: { color: token("text") },
        formatter: (shown: ReadonlyArray<{ data: readonly [number, number] }>) => {
          const point = points[(shown[0]?.data[0] ?? 0) - 1];
          if (point === undefined) return "";
          return `${point.rank}. ${point.name}\n${amount(point.amountMinor, currency)}\n${texts.cumulative}: ${amount(point.cumulativeMinor, currency)}`;
        },
      },
      xAxis: {
        type: "value",
        min: 0,
        max: points.length,
        minInterval: 1,
        name: texts.axis,
        nameLocation: "middle",
        nameGap: 26,
        nameTextStyle: muted,
        axisLabel: muted,
        splitLine: { show: false },
      },
      yAxis: {
        type: "value",
        axisLabel: { ...muted, formatter: (minor: number) => shortAmount(minor, currency) },
        splitLine: { lineStyle: { color: token("line") } },
      },
      series: [
        { ...band, ...hidden, data: low },
        { ...band, ...hidden, data: width, areaStyle: { color: token("series-1"), opacity: 0.18 } },
        {
          type: "line",
          data: curve,
          showSymbol: false,
          lineStyle: { color: token("series-1"), width: 2 },
          itemStyle: { color: token("series-1") },
          ...(peakRank === null
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: "none",
                  label: { show: false },
                  lineStyle: { color: token("series-2"), type: "dashed" },
                  data: [{ xAxis: peakRank }],
                },
              }),
        },
      ],
    };
  };
