import type { RenewalRow } from "@rapport/contracts/http/retention/Renewals";
import { getRouteApi } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { useSession } from "../../../api/useSession.ts";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { renewalTexts } from "../../../texts/en/renewals.ts";
import { bands } from "../overview/bandMoves.ts";
import { yearColumn } from "../overview/RenewalsCard.tsx";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { noticeText } from "../parts/noticeText.ts";
import { onBooks } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";

const route = getRouteApi("/renewals");
const texts = renewalTexts;

const columnsOf = (currency: string | null, money: boolean): ReadonlyArray<Column<RenewalRow>> => [
  {
    key: "client",
    title: portfolioTexts.columns.client,
    order: ({ name }) => name,
    cell: ({ id, name, ownerName }) => <ClientName id={id} name={name} under={ownerName} />,
  },
  {
    key: "notice",
    title: texts.columns.notice,
    order: ({ noticeBy }) => noticeBy,
    cell: noticeText,
  },
  {
    key: "on",
    title: texts.columns.on,
    order: ({ on }) => on,
    cell: ({ kind, on, daysLeft }) => (
      <>
        {dayText(on)}, {texts.in(daysLeft)}
        <span className={styles.under}>{texts.kinds[kind]}</span>
      </>
    ),
  },
  ...(money ? [yearColumn(currency)] : []),
  {
    key: "risk",
    title: portfolioTexts.columns.risk,
    order: ({ band }) => (band === null ? null : bands.indexOf(band)),
    cell: ({ band, chancePercent }) => (
      <>
        <BandBadge band={band} /> {chancePercent !== null && percentText(chancePercent)}
      </>
    ),
  },
  {
    key: "options",
    title: portfolioTexts.columns.options,
    cell: ({ id, name }) => (
      <Link to="/workbench/$client" params={{ client: id }} aria-label={portfolioTexts.optionsFor(name)}>
        {portfolioTexts.options}
      </Link>
    ),
  },
];

/** Contracts in force that renew or end, by what has to be done first. */
export const ContractsCard = ({
  rows,
  currency,
  days,
}: {
  readonly rows: ReadonlyArray<RenewalRow>;
  readonly currency: string | null;
  readonly days: number;
}) => {
  const { sort } = route.useSearch();
  const navigate = route.useNavigate();
  const { money } = useSession();
  return (
    <Card title={texts.contracts.title} note={texts.contracts.note(days)} restsOn={onBooks}>
      {rows.length === 0 ? (
        <EmptyState title={texts.contracts.empty}>
          <p>{texts.contracts.emptyDetail}</p>
        </EmptyState>
      ) : (
        <FigureTable
          label={texts.contracts.title}
          columns={columnsOf(currency, money)}
          rows={rows}
          keyOf={({ id, eventId }) => `${id} ${eventId}`}
          sort={sort}
          onSort={(next) =>
            void navigate({
              search: (before) => ({ ...before, sort: next }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      )}
    </Card>
  );
};
