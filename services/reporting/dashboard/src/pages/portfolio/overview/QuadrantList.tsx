import type { QuadrantRow } from "@rapport/contracts/http/decisions/Quadrant";
import type { Answer } from "../../../api/Api.ts";
import { hoursText } from "../../../format/figures.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { amount, shortAmount } from "../parts/amount.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import styles from "./Quadrant.module.css";
import { cellMarks } from "./quadrantOption.ts";
import { bandOf } from "./quadrantPlaces.ts";

const { columns: titles } = portfolioTexts;
const texts = portfolioTexts.quadrant;

/** Clients of the quadrant with what they return, what they take of our time and how they stand. */
export const QuadrantList = ({
  answer: { from, to, currency },
  rows,
}: {
  readonly answer: Answer<"GET /v1/quadrant">;
  readonly rows: ReadonlyArray<QuadrantRow>;
}) => {
  const columns: ReadonlyArray<Column<QuadrantRow>> = [
    {
      key: "client",
      title: titles.client,
      cell: ({ id, name, ownerName }) => <ClientName id={id} name={name} under={ownerName} />,
    },
    {
      key: "cell",
      title: titles.cell,
      cell: ({ cell }) => (
        <>
          <span aria-hidden="true" className={`${styles.mark} ${styles[cell]}`}>
            {cellMarks[cell]}
          </span>{" "}
          {texts.cells[cell]}
        </>
      ),
    },
    {
      key: "risk",
      title: titles.risk,
      cell: (row) =>
        row.risk.shown === "rank" && row.rank !== null ? (
          <span title={texts.rankMeans}>{texts.rank(row.rank)}</span>
        ) : (
          <BandBadge band={bandOf(row)} />
        ),
    },
    {
      key: "contribution",
      title: titles.contribution,
      numeric: true,
      cell: ({ id, contributionMinor, contributionLowMinor: low, contributionHighMinor: high }) => (
        <>
          <EvidenceLink client={id} metric="contribution" from={from} to={to}>
            {amount(contributionMinor, currency)}
          </EvidenceLink>
          {low !== null && high !== null && (
            <span className={styles.interval}>
              {portfolioTexts.span(shortAmount(low, currency), shortAmount(high, currency))}
            </span>
          )}
        </>
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
  ];
  return <FigureTable label={texts.list} columns={columns} rows={rows} keyOf={({ id }) => id} />;
};
