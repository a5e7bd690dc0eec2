import type { ChangedRow, ChangeParts } from "@rapport/contracts/http/risk/WhatChanged";
import { getRouteApi } from "@tanstack/react-router";
import type { Answer } from "../../../api/Api.ts";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { whatChangedTexts } from "../../../texts/en/whatChanged.ts";
import { BandStep, Points, WhyMoved } from "../overview/MoversCard.tsx";
import { oursMicro } from "../overview/moversOf.ts";
import { Choice } from "../parts/Choice.tsx";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { OwnerFilter } from "../parts/OwnerFilter.tsx";
import { onAll } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";
import { changeKinds } from "../searches.ts";
import { chosenChanges } from "./chosenChanges.ts";

const route = getRouteApi("/what-changed");
const texts = whatChangedTexts.clients;

const notCompared = ({ before, after }: ChangedRow): string =>
  before === null ? texts.came : after === null || after.shown === "ended" ? texts.gone : texts.notTold;

const part = (key: string, title: string, of: (parts: ChangeParts) => number): Column<ChangedRow> => ({
  key,
  title,
  numeric: true,
  order: ({ parts }) => (parts === null ? null : of(parts)),
  cell: ({ parts }) => (parts === null ? "" : <Points micro={of(parts)} />),
});

const columns: ReadonlyArray<Column<ChangedRow>> = [
  {
    key: "client",
    title: portfolioTexts.columns.client,
    order: ({ name }) => name,
    cell: ({ id, name, ownerName }) => <ClientName id={id} name={name} under={ownerName} />,
  },
  {
    key: "change",
    title: texts.change,
    numeric: true,
    order: ({ parts }) => parts?.allMicro ?? null,
    cell: (row) =>
      row.parts === null ? (
        <span className={styles.muted}>{notCompared(row)}</span>
      ) : (
        <strong>
          <Points micro={row.parts.allMicro} />
        </strong>
      ),
  },
  part("behaviour", texts.behaviour, ({ behaviourMicro }) => behaviourMicro),
  part("late", texts.late, ({ lateDataMicro }) => lateDataMicro),
  part("ours", texts.ours, oursMicro),
  { key: "risk", title: portfolioTexts.columns.risk, cell: (row) => <BandStep row={row} /> },
  {
    key: "why",
    title: portfolioTexts.columns.why,
    cell: (row) => <WhyMoved row={row} now={undefined} />,
  },
];

/** What moved each client's risk. */
export const ChangesCard = ({ items }: Pick<Answer<"GET /v1/what-changed">, "items">) => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = (next: object) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const rows = chosenChanges(items, search);
  return (
    <Card title={texts.title} note={texts.note} restsOn={onAll}>
      <div className={styles.filters}>
        <Choice<(typeof changeKinds)[number] | "all">
          label={texts.only}
          options={(["all", ...changeKinds] as const).map((kind) => [kind, texts.kinds[kind]])}
          chosen={search.only ?? "all"}
          onChoose={(kind) => go({ only: kind === "all" ? undefined : kind })}
        />
        <OwnerFilter rows={items} owner={search.owner} onOwner={(owner) => go({ owner })} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={items.length === 0 ? texts.empty : texts.none} />
      ) : (
        <FigureTable
          label={texts.title}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          sort={search.sort}
          onSort={(sort) => go({ sort })}
        />
      )}
    </Card>
  );
};
