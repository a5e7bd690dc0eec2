import type { RenewalRow } from "@rapport/contracts/http/retention/Renewals";
import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../../api/Api.ts";
import { useSession } from "../../../api/useSession.ts";
import { dayText } from "../../../format/days.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { renewalTexts } from "../../../texts/en/renewals.ts";
import { shortAmount } from "../parts/amount.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { noticeState, noticeText } from "../parts/noticeText.ts";
import { onBooks } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";

const texts = portfolioTexts.renewals;
const first = 8;

/** The contract that says so, from its fee. */
const YearFee = ({ row, currency }: { readonly row: RenewalRow; readonly currency: string | null }) => (
  <EventsLink client={row.id} ids={[row.eventId]}>
    {shortAmount(row.yearMinor, currency)}
  </EventsLink>
);

/** What it brings in a year. */
export const yearColumn = (currency: string | null): Column<RenewalRow> => ({
  key: "year",
  title: portfolioTexts.columns.year,
  numeric: true,
  order: ({ yearMinor }) => yearMinor,
  cell: (row) => <YearFee row={row} currency={currency} />,
});

const columnsOf = (currency: string | null, money: boolean): ReadonlyArray<Column<RenewalRow>> => [
  {
    key: "client",
    title: portfolioTexts.columns.client,
    cell: ({ id, name, ownerName }) => <ClientName id={id} name={name} under={ownerName} />,
  },
  ...(money ? [yearColumn(currency)] : []),
  { key: "risk", title: portfolioTexts.columns.risk, cell: ({ band }) => <BandBadge band={band} /> },
  { key: "notice", title: renewalTexts.columns.notice, cell: noticeText },
  {
    key: "on",
    title: renewalTexts.columns.on,
    cell: ({ kind, on }) => (
      <>
        {dayText(on)} <span className={styles.muted}>{renewalTexts.kinds[kind]}</span>
      </>
    ),
  },
];

/** What is decided next: contracts whose notice has not passed, by the last day for it. */
export const RenewalsCard = ({
  query,
}: {
  readonly query: UseQueryResult<Answer<"GET /v1/renewals">, unknown>;
}) => {
  const { money } = useSession();
  return (
    <Card title={texts.title} note={texts.note} restsOn={onBooks}>
      <Loaded query={query} lines={14}>
        {({ renewals, currency }) => {
          const open = renewals.filter((row) => noticeState(row) !== "passed");
          return open.length === 0 ? (
            <EmptyState title={texts.empty} />
          ) : (
            <FigureTable
              label={texts.title}
              columns={columnsOf(currency, money)}
              rows={open.slice(0, first)}
              keyOf={({ id, eventId }) => `${id} ${eventId}`}
            />
          );
        }}
      </Loaded>
      <p className={styles.foot}>
        <Link to="/renewals">{texts.all}</Link>
      </p>
    </Card>
  );
};
