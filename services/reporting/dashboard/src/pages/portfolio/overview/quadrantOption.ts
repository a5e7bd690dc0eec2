import type { QuadrantCell } from "@rapport/contracts/http/decisions/Quadrant";
import type { EChartsCoreOption } from "echarts/core";
import { hoursText } from "../../../format/figures.ts";
import type { Token } from "../../../kit/chart/Chart.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { amount, shortAmount } from "../parts/amount.ts";
import { bubblePx, columns, type Place } from "./quadrantPlaces.ts";

const texts = portfolioTexts.quadrant;

/**
 * The parts that are drawn: colour and shape, so that neither is needed alone. Who is not judged is drawn where the order is
 * all that may be shown.
 */
export const drawnCells = [
  "save",
  "protect",
  "fix",
  "let_go",
  "unjudged",
] as const satisfies ReadonlyArray<QuadrantCell>;
const looks = {
  save: { symbol: "diamond", token: "series-2" },
  protect: { symbol: "circle", token: "series-3" },
  fix: { symbol: "rect", token: "series-1" },
  let_go: { symbol: "triangle", token: "series-5" },
  unjudged: { symbol: "circle", token: "muted" },
} as const;
/** The same shapes as text. */
export const cellMarks: Readonly<Record<QuadrantCell, string>> = {
  save: "◆",
  protect: "●",
  fix: "■",
  let_go: "▲",
  unjudged: "○",
  ended: "×",
};

/** Places by cell, as the drawing's series have them: by this order an index of the drawing is a client again. */
export const byCell = (places: ReadonlyArray<Place>): ReadonlyArray<ReadonlyArray<Place>> =>
  drawnCells.map((cell) => places.filter((place) => place.cell === cell));

interface Drawing {
  readonly places: ReadonlyArray<Place>;
  readonly currency: string | null;
  /** From the left the order alone, without bands. */
  readonly ordered: boolean;
  /** Those that stand out; all when empty. */
  readonly chosen: ReadonlySet<string>;
}

const seriesOf = ({ places, currency, chosen }: Drawing, token: Token) => {
  const most = Math.max(0, ...places.map(({ effortSeconds }) => effortSeconds));
  return byCell(places).map((inCell, n) => {
    const cell = drawnCells[n]!;
    const { symbol, token: colour } = looks[cell];
    return {
      type: "scatter" as const,
      name: texts.cells[cell],
      symbol,
      itemStyle: { color: token(colour), opacity: 0.75, borderColor: token("surface"), borderWidth: 1 },
      emphasis: { itemStyle: { opacity: 1, borderColor: token("text"), borderWidth: 2 } },
      data: inCell.map(({ id, name, x, y, effortSeconds }) => ({
        id,
        name,
        value: [x, y],
        symbolSize: bubblePx(effortSeconds, most),
        tooltipText: texts.tooltip(texts.cells[cell], amount(y, currency), hoursText(effortSeconds)),
        ...(chosen.size > 0 && !chosen.has(id) ? { itemStyle: { opacity: 0.12 } } : {}),
      })),
    };
  });
};

const line = (token: Token) => ({
  silent: true,
  symbol: "none",
  label: { show: false },
  lineStyle: { color: token("muted"), type: "dashed", width: 1 },
});

/** The quadrant: bands of risk from the left, net contribution from below, our time as bubbles. */
export const quadrantOption =
  (drawing: Drawing) =>
  (token: Token): EChartsCoreOption => {
    const { currency, ordered } = drawing;
    const muted = { color: token("muted") };
    const [first, ...others] = seriesOf(drawing, token);
    const borders = {
      ...line(token),
      data: [...(ordered ? [] : [{ xAxis: columns.indexOf("raised") }]), { yAxis: 0 }],
    };
    return {
      grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
      tooltip: {
        renderMode: "richText",
        confine: true,
        backgroundColor: token("raised"),
        borderColor: token("line"),
        textStyle: { color: token("text") },
        formatter: ({ data }: { data: { name: string; tooltipText: string } }) =>
          `${data.name}\n${data.tooltipText}`,
      },
      // The page has buttons for it, which a keyboard reaches.
      toolbox: { show: false },
      brush: {
        xAxisIndex: 0,
        outOfBrush: { colorAlpha: 0.15 },
        brushStyle: { borderWidth: 1, color: token("accent-ground"), borderColor: token("accent") },
      },
      xAxis: [
        {
          type: "value",
          min: 0,
          max: columns.length,
          interval: 1,
          axisLabel: { show: false },
          axisLine: { show: false },
          axisTick: { show: false },
          splitLine: { show: !ordered, lineStyle: { color: token("line") } },
        },
        {
          type: "category",
          position: "bottom",
          data: ordered ? [...texts.order] : columns.map((band) => kitTexts.bands[band]),
          axisLabel: { ...muted, interval: 0 },
          axisTick: { show: false },
          axisLine: { onZero: false, lineStyle: muted },
        },
      ],
      yAxis: {
        type: "value",
        axisLabel: { ...muted, formatter: (minor: number) => shortAmount(minor, currency) },
        splitLine: { lineStyle: { color: token("line") } },
      },
      series: first === undefined ? [] : [{ ...first, markLine: borders }, ...others],
    };
  };
