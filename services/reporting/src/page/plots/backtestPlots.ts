import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { competitorLabel } from "../../render/risk/competitors.ts";
import type { Html } from "../Html.ts";
import { plot } from "./plot.ts";

const percentText = (value: number): string => `${Math.round(value * 10) / 10} %`;

/** The next round figure above, so that axes end at one. */
const roundUp = (value: number): number => {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return unit * ([1, 2, 4, 5, 8, 10].find((step) => step * unit >= value) ?? 10);
};

/** What was foretold beside what came. */
export const reliabilityPlot = ({ reliability }: BacktestAnswer): Html => {
  const most = Math.min(
    100,
    roundUp(Math.max(...reliability.flatMap((bin) => [bin.meanPercent, bin.highPercent]), 1)),
  );
  return plot({
    title: "Foretold and came",
    description: `Of rows by rising chance: ${reliability.map((bin) => `foretold ${bin.meanPercent} %, came ${bin.observedPercent} %`).join("; ")}.`,
    x: { label: "mean chance foretold", most, text: percentText },
    y: { label: "Share that left", most, text: percentText },
    diagonal: true,
    series: [
      {
        name: "a tenth of the rows, with what it may as well be (95 of 100); on the line it is right",
        as: "dots",
        points: reliability.map((bin) => [bin.meanPercent, bin.observedPercent]),
        bars: reliability.map((bin) => [bin.lowPercent, bin.highPercent]),
      },
    ],
  });
};

const dashes: Readonly<Record<string, string>> = {
  shipped: "10 4",
  "recency-frequency": "5 3",
  gap: "2 3",
  "own-list": "10 3 2 3",
};

/** How many of those who left are among the first so many. */
export const gainsPlot = ({ competitors }: BacktestAnswer): Html =>
  plot({
    title: "Who left, among those ranked highest",
    description: competitors
      .map(
        ({ name, gains }) =>
          `${competitorLabel(name)}: of those who left ${gains[2]?.[1] ?? 0} % in the highest tenth`,
      )
      .join("; "),
    x: { label: "share of clients looked at", most: 100, text: percentText },
    y: { label: "Share of those who left", most: 100, text: percentText },
    diagonal: true,
    series: competitors
      .filter(({ name, gains }) => name !== "base-rate" && gains.length > 0)
      .map(({ name, gains }) => ({
        name: competitorLabel(name),
        as: "line" as const,
        dash: dashes[name] ?? "none",
        points: gains,
      })),
  });

/** From origin to origin: how many were expected and how many left. */
export const originsPlot = ({ origins }: BacktestAnswer): Html => {
  const most = roundUp(Math.max(...origins.flatMap(({ left, expected }) => [left, expected]), 1));
  const last = Math.max(1, origins.length - 1);
  return plot({
    title: "From origin to origin",
    description: origins
      .map(({ origin, left, expected }) => `${origin}: ${expected} expected, ${left} left`)
      .join("; "),
    x: { label: "origin", most: last, text: (n) => origins[Math.round(n)]?.origin ?? "" },
    y: {
      label: "Clients that leave within the horizon",
      most,
      text: (value) => String(Math.round(value * 10) / 10),
    },
    series: [
      { name: "expected", as: "line", points: origins.map(({ expected }, n) => [n, expected]) },
      { name: "left", as: "dots", points: origins.map(({ left }, n) => [n, left]) },
    ],
  });
};
