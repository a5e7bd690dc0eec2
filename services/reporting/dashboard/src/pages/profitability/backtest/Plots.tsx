import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { useMemo } from "react";
import { dayText } from "../../../format/days.ts";
import { countText, percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { Chart } from "../../../kit/chart/Chart.tsx";
import { backtestTexts } from "../../../texts/en/backtest.ts";
import { Legend } from "../parts/Legend.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { gainsLegend, gainsOption, originsLegend, originsOption, reliabilityOption } from "./plots.ts";
import { digits } from "./sentences.ts";

interface Of {
  readonly of: BacktestAnswer;
}

/** How many of those who left stand among the first so many, by each order. */
export const GainsCard = ({ of }: Of) => {
  const { gains } = backtestTexts;
  const option = useMemo(() => gainsOption(of), [of]);
  const [first] = of.competitors;
  const rows = (first?.gains ?? []).map(([looked], n) => ({
    key: String(looked),
    cells: [
      percentText(looked),
      ...of.competitors.map((one) => {
        const found = one.gains[n]?.[1];
        return found === undefined ? "" : percentText(found);
      }),
    ],
  }));
  const heads = [gains.looked, ...of.competitors.map(({ name }) => backtestTexts.competitor(name))];
  return (
    <Card title={gains.title} note={gains.note}>
      <Chart
        label={gains.title}
        option={option}
        heightPx={320}
        table={<PlainTable label={gains.title} heads={heads} rows={rows} />}
      />
      <Legend items={gainsLegend(of)} />
    </Card>
  );
};

/** Whether chances were right. */
export const ReliabilityCard = ({ of, lines }: Of & { readonly lines: ReadonlyArray<string> }) => {
  const { reliability } = backtestTexts;
  const option = useMemo(() => reliabilityOption(of), [of]);
  const rows = of.reliability.map((bin, n) => ({
    key: String(n),
    cells: [
      percentText(bin.meanPercent),
      countText(bin.rows),
      percentText(bin.observedPercent),
      reliability.between(percentText(bin.lowPercent), percentText(bin.highPercent)),
    ],
  }));
  return (
    <Card title={reliability.title} note={reliability.note}>
      <Chart
        label={reliability.title}
        option={option}
        heightPx={320}
        table={<PlainTable label={reliability.title} heads={reliability.heads} rows={rows} />}
      />
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Card>
  );
};

/** Expected and left, origin by origin. */
export const OriginsCard = ({ of }: Of) => {
  const { origins } = backtestTexts;
  // Of an origin without clients nothing could be foretold.
  const told = useMemo(() => of.origins.filter(({ clients }) => clients > 0), [of]);
  const option = useMemo(() => originsOption({ origins: told }), [told]);
  const rows = told.map((one) => ({
    key: one.origin,
    cells: [dayText(one.origin), countText(one.clients), digits(one.expected, 1), countText(one.left)],
  }));
  return (
    <Card title={origins.title} note={origins.note}>
      <Chart
        label={origins.title}
        option={option}
        table={<PlainTable label={origins.title} heads={origins.heads} rows={rows} />}
      />
      <Legend items={originsLegend} />
    </Card>
  );
};
