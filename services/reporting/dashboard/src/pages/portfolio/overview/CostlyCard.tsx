import type { QuadrantRow } from "@rapport/contracts/http/decisions/Quadrant";
import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../../api/Api.ts";
import { hoursText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { shortAmount } from "../parts/amount.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { onAll } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";
import { surelyCostly } from "./quadrantPlaces.ts";

const texts = portfolioTexts.costly;
const { columns: titles } = portfolioTexts;
const first = 12;

type Quadrant = Answer<"GET /v1/quadrant">;

const columnsOf = ({ from, to, currency }: Quadrant): ReadonlyArray<Column<QuadrantRow>> => [
  {
    key: "client",
    title: titles.client,
    cell: ({ id, name, ownerName }) => <ClientName id={id} name={name} under={ownerName} />,
  },
  {
    key: "revenue",
    title: titles.revenue,
    numeric: true,
    cell: ({ id, revenueMinor }) => (
      <EvidenceLink client={id} metric="revenue" from={from} to={to}>
        {shortAmount(revenueMinor, currency)}
      </EvidenceLink>
    ),
  },
  {
    key: "cost",
    title: titles.cost,
    numeric: true,
    cell: ({ id, costMinor }) => (
      <EvidenceLink client={id} metric="cost" from={from} to={to}>
        {shortAmount(costMinor, currency)}
      </EvidenceLink>
    ),
  },
  {
    key: "contribution",
    title: titles.contribution,
    numeric: true,
    cell: ({ id, contributionMinor }) => (
      <EvidenceLink client={id} metric="contribution" from={from} to={to}>
        <strong>{shortAmount(contributionMinor, currency)}</strong>
      </EvidenceLink>
    ),
  },
  {
    key: "effort",
    title: titles.effort,
    numeric: true,
    cell: ({ id, effortSeconds }) => (
      <EvidenceLink client={id} metric="effort" from={from} to={to}>
        {hoursText(effortSeconds)}
      </EvidenceLink>
    ),
  },
  {
    key: "options",
    title: titles.options,
    cell: ({ id, name }) => (
      <Link to="/workbench/$client" params={{ client: id }} aria-label={portfolioTexts.optionsFor(name)}>
        {portfolioTexts.options}
      </Link>
    ),
  },
];

/** Who surely costs more than they return, and the way to what can be done. */
export const CostlyCard = ({ quadrant }: { readonly quadrant: UseQueryResult<Quadrant, unknown> }) => (
  <div id="costly" className={styles.anchor} tabIndex={-1}>
    <Card title={texts.title} note={texts.note} restsOn={onAll}>
      <Loaded query={quadrant} lines={20}>
        {(answer) => {
          const rows = surelyCostly(answer.items);
          return rows.length === 0 ? (
            <EmptyState title={texts.empty} />
          ) : (
            <FigureTable
              label={texts.title}
              columns={columnsOf(answer)}
              rows={rows}
              keyOf={({ id }) => id}
              first={first}
            />
          );
        }}
      </Loaded>
    </Card>
  </div>
);
