import type { WhalePoint } from "@rapport/contracts/http/economics/WhaleCurve";
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Answer } from "../../../api/Api.ts";
import { dayText } from "../../../format/days.ts";
import { countText, percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { Chart } from "../../../kit/chart/Chart.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { amount, shortAmount } from "../parts/amount.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { Facts } from "../parts/Facts.tsx";
import { onAll } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";
import { whaleOption } from "./whaleOption.ts";

type Whale = Answer<"GET /v1/whale-curve">;

const texts = portfolioTexts.whale;
const { columns: titles } = portfolioTexts;
const share = (micro: number): string => percentText(micro / 10_000);

const columnsOf = ({ from, to, currency }: Whale): ReadonlyArray<Column<WhalePoint>> => [
  { key: "client", title: titles.client, cell: ({ id, name }) => <ClientName id={id} name={name} /> },
  { key: "rank", title: texts.rank, numeric: true, cell: ({ rank }) => countText(rank) },
  {
    key: "amount",
    title: titles.contribution,
    numeric: true,
    cell: ({ id, amountMinor }) => (
      <EvidenceLink client={id} metric="contribution" from={from} to={to}>
        {amount(amountMinor, currency)}
      </EvidenceLink>
    ),
  },
  {
    key: "cumulative",
    title: texts.cumulative,
    numeric: true,
    cell: ({ cumulativeMinor }) => amount(cumulativeMinor, currency),
  },
];

const Told = ({ answer: { peak, points, totalMinor, currency } }: { readonly answer: Whale }) =>
  peak === null ? null : (
    <p>
      {texts.peak(
        peak.rank,
        shortAmount(peak.cumulativeMinor, currency),
        peak.cumulativePercent === null ? "–" : percentText(peak.cumulativePercent),
      )}{" "}
      {points.length > peak.rank &&
        texts.lost(shortAmount(peak.cumulativeMinor - totalMinor, currency), points.length - peak.rank)}
    </p>
  );

const Whale = ({ answer }: { readonly answer: Whale }) => {
  const { points, peak, currency, concentration } = answer;
  const option = useMemo(
    () => whaleOption(points, peak?.rank ?? null, currency),
    [points, peak?.rank, currency],
  );
  return (
    <>
      <Told answer={answer} />
      <Chart
        label={texts.label}
        option={option}
        heightPx={260}
        table={
          <FigureTable label={texts.title} columns={columnsOf(answer)} rows={points} keyOf={({ id }) => id} />
        }
      />
      {concentration !== null && (
        <Facts
          facts={[
            [texts.largest, share(concentration.largestMicro)],
            [texts.largestThree, share(concentration.largestThreeMicro)],
            [texts.largestFive, share(concentration.largestFiveMicro)],
            [texts.largestTen, share(concentration.largestTenMicro)],
            [texts.effective, (concentration.effectiveClientsMilli / 1000).toFixed(1)],
          ]}
        />
      )}
    </>
  );
};

/** How much hangs on few: clients from the most to the least, added up, with the band. */
export const WhaleCard = ({ query }: { readonly query: UseQueryResult<Whale, unknown> }) => (
  <Card
    title={texts.title}
    note={
      query.data === undefined
        ? " "
        : texts.note(portfolioTexts.span(dayText(query.data.from), dayText(query.data.to)))
    }
    restsOn={onAll}
  >
    <div className={styles.grow}>
      <Loaded query={query} lines={14}>
        {(answer) =>
          answer.points.length === 0 ? <EmptyState title={texts.empty} /> : <Whale answer={answer} />
        }
      </Loaded>
    </div>
  </Card>
);
