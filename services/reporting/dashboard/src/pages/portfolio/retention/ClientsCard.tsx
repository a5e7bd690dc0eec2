import type { RetentionRow } from "@rapport/contracts/http/retention/Retention";
import { getRouteApi } from "@tanstack/react-router";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { retentionTexts } from "../../../texts/en/retention.ts";
import { amount } from "../parts/amount.ts";
import { Choice } from "../parts/Choice.tsx";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { OwnerFilter } from "../parts/OwnerFilter.tsx";
import { onBooks } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";
import { movementKinds } from "../searches.ts";

const route = getRouteApi("/retention");
const texts = retentionTexts.clients;

const columnsOf = (currency: string | null): ReadonlyArray<Column<RetentionRow>> => {
  const money = (
    key: string,
    title: string,
    of: (row: RetentionRow) => number | null,
  ): Column<RetentionRow> => ({
    key,
    title,
    numeric: true,
    order: of,
    cell: (row) => (
      <EventsLink client={row.id} ids={row.eventIds}>
        {amount(of(row), currency)}
      </EventsLink>
    ),
  });
  return [
    {
      key: "client",
      title: portfolioTexts.columns.client,
      order: ({ name }) => name,
      cell: ({ id, name, ownerName }) => <ClientName id={id} name={name} under={ownerName} />,
    },
    {
      key: "kind",
      title: texts.kind,
      order: ({ kind }) => movementKinds.indexOf(kind),
      cell: ({ kind, cause }) => (
        <>
          {texts.kinds[kind]}
          {cause !== null && <span className={styles.under}>{retentionTexts.because.names[cause]}</span>}
        </>
      ),
    },
    money("opening", texts.opening, ({ openingMinor }) => openingMinor),
    money("closing", texts.closing, ({ closingMinor }) => closingMinor),
    money("year", texts.year, ({ yearMinor }) => yearMinor),
    {
      key: "risk",
      title: texts.risk,
      numeric: true,
      order: ({ atRiskMinor }) => atRiskMinor,
      cell: ({ atRiskMinor }) => amount(atRiskMinor, currency),
    },
  ];
};

/** What became of each client's recurring revenue. */
export const ClientsCard = ({
  items,
  currency,
}: {
  readonly items: ReadonlyArray<RetentionRow>;
  readonly currency: string | null;
}) => {
  const { kind, owner, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (next: object) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const present = movementKinds.filter((one) => items.some((row) => row.kind === one));
  const rows = items.filter(
    (row) => (kind === undefined || row.kind === kind) && (owner === undefined || row.owner === owner),
  );
  return (
    <Card title={texts.title} note={texts.note} restsOn={onBooks}>
      <div className={styles.filters}>
        <Choice<(typeof movementKinds)[number] | "all">
          label={texts.kindsLabel}
          options={[["all", texts.all], ...present.map((one) => [one, texts.kinds[one]] as const)]}
          chosen={kind ?? "all"}
          onChoose={(one) => go({ kind: one === "all" ? undefined : one })}
        />
        <OwnerFilter rows={items} owner={owner} onOwner={(next) => go({ owner: next })} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={texts.none} />
      ) : (
        <FigureTable
          label={texts.title}
          columns={columnsOf(currency)}
          rows={rows}
          keyOf={({ id }) => id}
          sort={sort ?? "-risk"}
          onSort={(next) => go({ sort: next })}
        />
      )}
    </Card>
  );
};
