import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ChangedRow } from "@rapport/contracts/http/risk/WhatChanged";
import type { RiskRow } from "@rapport/contracts/http/risk/Risk";
import type { Answer } from "../../../api/Api.ts";
import { dayText } from "../../../format/days.ts";
import { pointsText } from "../../../format/signed.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { ReasonLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { groupTexts, portfolioTexts } from "../../../texts/en/portfolio.ts";
import { shortAmount } from "../parts/amount.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { onAll } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";
import { movedBy, moversOf } from "./moversOf.ts";
import moverStyles from "./Movers.module.css";

type Read<T> = UseQueryResult<T, unknown>;

const texts = portfolioTexts.movers;
const shown = 7;

/** From which band to which. */
export const BandStep = ({ row: { before, after } }: { readonly row: ChangedRow }) =>
  before?.band === after?.band || before?.band == null ? (
    <BandBadge band={after?.band ?? null} />
  ) : (
    <span className={moverStyles.step}>
      <BandBadge band={before.band} /> <span aria-hidden="true">→</span>{" "}
      <BandBadge band={after?.band ?? null} />
    </span>
  );

/** How far the chance went, in points, and which way in words. */
export const Points = ({ micro }: { readonly micro: number }) => (
  <span className={micro > 0 ? styles.bad : micro < 0 ? styles.good : styles.muted}>{pointsText(micro)}</span>
);

/** What moved it: the groups that changed, and the present reason in words where the client is among the likeliest. */
export const WhyMoved = ({ row, now }: { readonly row: ChangedRow; readonly now: RiskRow | undefined }) => {
  const groups = movedBy(row);
  const reasons = (row.parts?.allMicro ?? 0) > 0 ? now?.reasonsUp : now?.reasonsDown;
  const told = reasons?.find(({ group }) => groups.some((moved) => moved.group === group));
  return (
    <>
      {groups.map(({ group, times }, n) => (
        <span key={group}>
          {n > 0 && ", "}
          <ReasonLink client={row.id} group={group}>
            {groupTexts[group] ?? group}
          </ReasonLink>{" "}
          {texts.times(times)}
        </span>
      ))}
      {told !== undefined && <span className={moverStyles.reason}>{told.text}</span>}
    </>
  );
};

/** Those whose chance of notice moved most, and why. */
export const MoversCard = ({
  changed,
  risk,
  retention,
  since,
}: {
  readonly changed: Read<Answer<"GET /v1/what-changed">>;
  readonly risk: Read<Answer<"GET /v1/risk">>;
  readonly retention: Read<Answer<"GET /v1/retention">>;
  readonly since: string;
}) => {
  const now = new Map(risk.data?.items.map((row) => [row.id, row]));
  const years = new Map(retention.data?.items.map(({ id, yearMinor }) => [id, yearMinor]));
  const currency = retention.data?.currency ?? null;
  const yearOf = (id: string) => (years.has(id) ? shortAmount(years.get(id), currency) : null);
  const columns: ReadonlyArray<Column<ChangedRow>> = [
    {
      key: "client",
      title: portfolioTexts.columns.client,
      cell: ({ id, name }) => <ClientName id={id} name={name} under={yearOf(id)} />,
    },
    {
      key: "change",
      title: portfolioTexts.columns.change,
      numeric: true,
      cell: ({ parts }) => <Points micro={parts?.allMicro ?? 0} />,
    },
    { key: "risk", title: portfolioTexts.columns.risk, cell: (row) => <BandStep row={row} /> },
    {
      key: "why",
      title: portfolioTexts.columns.why,
      cell: (row) => <WhyMoved row={row} now={now.get(row.id)} />,
    },
  ];
  return (
    <Card title={texts.title} note={texts.note(dayText(since))} restsOn={onAll}>
      <Loaded query={changed} lines={20}>
        {({ items }) => {
          const rows = moversOf(items, shown);
          return rows.length === 0 ? (
            <EmptyState title={texts.empty} />
          ) : (
            <FigureTable label={texts.title} columns={columns} rows={rows} keyOf={({ id }) => id} />
          );
        }}
      </Loaded>
      <p className={styles.foot}>
        <Link to="/what-changed" search={{ since }}>
          {texts.all}
        </Link>
      </p>
    </Card>
  );
};
