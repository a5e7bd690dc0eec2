import type { ExpectedInvoiceRow } from "@rapport/contracts/http/retention/Renewals";
import { getRouteApi } from "@tanstack/react-router";
import { useSession } from "../../../api/useSession.ts";
import { percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { renewalTexts } from "../../../texts/en/renewals.ts";
import { amount } from "../parts/amount.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { onBooks } from "../parts/rests.ts";

const route = getRouteApi("/renewals");
const texts = renewalTexts;

const clientColumn: Column<ExpectedInvoiceRow> = {
  key: "client",
  title: portfolioTexts.columns.client,
  order: ({ name }) => name,
  cell: ({ id, name, ownerName }) => <ClientName id={id} name={name} under={ownerName} />,
};

const moneyColumns = (currency: string | null): ReadonlyArray<Column<ExpectedInvoiceRow>> => [
  {
    key: "year",
    title: texts.columns.yearAhead,
    numeric: true,
    order: ({ expectedYearMinor }) => expectedYearMinor,
    cell: ({ id, expectedYearMinor, eventIds }) => (
      <EventsLink client={id} ids={eventIds}>
        {amount(expectedYearMinor, currency)}
      </EventsLink>
    ),
  },
  {
    key: "month",
    title: texts.columns.month,
    numeric: true,
    order: ({ monthValueMinor }) => monthValueMinor,
    cell: ({ monthValueMinor }) => amount(monthValueMinor, currency),
  },
];

const otherColumns: ReadonlyArray<Column<ExpectedInvoiceRow>> = [
  {
    key: "months",
    title: texts.columns.months,
    numeric: true,
    order: ({ expectedMonths }) => expectedMonths,
    cell: ({ expectedMonths }) => expectedMonths.toFixed(1),
  },
  {
    key: "chance",
    title: texts.columns.due,
    numeric: true,
    order: ({ chancePercent }) => chancePercent,
    cell: ({ chancePercent }) => percentText(chancePercent),
  },
  {
    key: "likely",
    title: texts.columns.likely,
    order: ({ likelyBy }) => likelyBy,
    cell: ({ likelyBy }) => likelyBy ?? kitTexts.none,
  },
  {
    key: "last",
    title: texts.columns.last,
    order: ({ lastMonth }) => lastMonth,
    cell: ({ lastMonth }) => lastMonth,
  },
  {
    key: "late",
    title: texts.columns.late,
    numeric: true,
    order: ({ latePercent }) => latePercent,
    cell: ({ latePercent }) => percentText(latePercent),
  },
];

const columnsOf = (currency: string | null, money: boolean): ReadonlyArray<Column<ExpectedInvoiceRow>> => [
  clientColumn,
  ...(money ? moneyColumns(currency) : []),
  ...otherColumns,
];

/** What clients without a recurring fee are likely to bring. */
export const InvoicesCard = ({
  rows,
  currency,
  until,
}: {
  readonly rows: ReadonlyArray<ExpectedInvoiceRow>;
  readonly currency: string | null;
  readonly until: string;
}) => {
  const { invoices } = route.useSearch();
  const navigate = route.useNavigate();
  const { money } = useSession();
  return (
    <Card title={texts.invoices.title} note={texts.invoices.note(until)} restsOn={onBooks}>
      {rows.length === 0 ? (
        <EmptyState title={texts.invoices.empty} />
      ) : (
        <FigureTable
          label={texts.invoices.title}
          columns={columnsOf(currency, money)}
          rows={rows}
          keyOf={({ id }) => id}
          sort={invoices}
          onSort={(next) =>
            void navigate({
              search: (before) => ({ ...before, invoices: next }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      )}
    </Card>
  );
};
