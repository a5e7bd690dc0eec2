import type { RiskBand } from "@rapport/contracts/http/risk/head";
import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../../api/Api.ts";
import { dayText } from "../../../format/days.ts";
import { countText } from "../../../format/figures.ts";
import { changeText } from "../../../format/signed.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { onAll } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";
import bandStyles from "./Bands.module.css";
import { type BandFlow, type BandMove, bandMoves, bands } from "./bandMoves.ts";

const texts = portfolioTexts.bands;

const nameOf = (band: RiskBand | null): string => (band === null ? texts.outside : kitTexts.bands[band]);
const flowText = (flows: ReadonlyArray<BandFlow>, say: (of: number, band: string) => string): string =>
  flows.length === 0 ? texts.nobody : flows.map(({ band, clients }) => say(clients, nameOf(band))).join(", ");

const Bar = ({ of, all, band }: { readonly of: number; readonly all: number; readonly band: RiskBand }) => (
  <span className={bandStyles.bar} aria-hidden="true">
    <span
      className={`${bandStyles.fill} ${bandStyles[band]}`}
      style={{ width: `${all === 0 ? 0 : (of / all) * 100}%` }}
    />
  </span>
);

const Now = ({ counts }: { readonly counts: Readonly<Record<RiskBand, number>> }) => {
  const all = Math.max(...Object.values(counts));
  return (
    <>
      <ul className={bandStyles.now}>
        {bands.map((band) => (
          <li key={band}>
            <BandBadge band={band} /> {countText(counts[band])}
            <Bar of={counts[band]} all={all} band={band} />
          </li>
        ))}
      </ul>
      <p className={styles.muted}>{texts.reading}</p>
    </>
  );
};

const columnsOf = (all: number): ReadonlyArray<Column<BandMove>> => [
  { key: "band", title: texts.band, cell: ({ band }) => <BandBadge band={band} /> },
  { key: "before", title: texts.before, numeric: true, cell: ({ before }) => countText(before) },
  {
    key: "after",
    title: texts.after,
    numeric: true,
    cell: ({ band, before, after }) => (
      <>
        {countText(after)} <span className={styles.muted}>({changeText(after - before)})</span>
        <Bar of={after} all={all} band={band} />
      </>
    ),
  },
  { key: "came", title: texts.came, cell: ({ cameFrom }) => flowText(cameFrom, texts.flow) },
  { key: "went", title: texts.went, cell: ({ wentTo }) => flowText(wentTo, texts.flowTo) },
];

/** How many clients each band has, and how they moved. */
export const BandsCard = ({
  changed,
  risk,
  since,
}: {
  readonly changed: UseQueryResult<Answer<"GET /v1/what-changed">, unknown>;
  readonly risk: UseQueryResult<Answer<"GET /v1/risk">, unknown>;
  readonly since: string;
}) => (
  <Card title={texts.title} note={texts.note(dayText(since))} restsOn={onAll}>
    {changed.data === undefined && changed.isPending && risk.data !== undefined ? (
      <Now counts={risk.data.bands as Readonly<Record<RiskBand, number>>} />
    ) : (
      <Loaded query={changed} lines={6}>
        {({ items }) => {
          const moves = bandMoves(items);
          if (moves.every(({ before, after }) => before + after === 0))
            return (
              <EmptyState title={texts.none}>
                <p>{risk.data?.items[0]?.why}</p>
              </EmptyState>
            );
          const all = Math.max(...moves.map(({ after }) => after));
          return (
            <FigureTable
              label={texts.title}
              columns={columnsOf(all)}
              rows={moves}
              keyOf={({ band }) => band}
            />
          );
        }}
      </Loaded>
    )}
    <p className={styles.foot}>
      <Link to="/what-changed" search={{ since, only: "band" }}>
        {portfolioTexts.movers.all}
      </Link>
    </p>
  </Card>
);
