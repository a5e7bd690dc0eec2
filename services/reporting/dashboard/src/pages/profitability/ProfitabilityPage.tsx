import { seenRows } from "@rapport/contracts/tables/seenRows";
import { useCallback, useDeferredValue, useMemo } from "react";
import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { useSession } from "../../api/useSession.ts";
import { dayText } from "../../format/days.ts";
import { countText } from "../../format/figures.ts";
import { moneyText } from "../../format/money.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Skeleton } from "../../kit/Skeleton.tsx";
import { useSpan, useWhen } from "../../shell/useWhen.ts";
import { profitabilityTexts as texts } from "../../texts/en/profitability.ts";
import styles from "./parts/Page.module.css";
import type { CellOf } from "./table/Cell.tsx";
import { chosenColumns, orderOf, seenOf, tableOf } from "./table/chosen.ts";
import { ColumnChoice } from "./table/ColumnChoice.tsx";
import { Controls } from "./table/Controls.tsx";
import { ExportMenu } from "./table/ExportMenu.tsx";
import { FigureTable } from "./table/FigureTable.tsx";
import { Filters } from "./table/Filters.tsx";
import { SavedViews } from "./table/SavedViews.tsx";
import { type TableSearch, trendField } from "./table/search.ts";
import { TotalRows } from "./table/TotalRows.tsx";
import { shownColumns } from "./table/trendColumn.ts";
import { type TablePage, useTableRows } from "./table/useTableRows.ts";
import { useTableSearch } from "./table/useTableSearch.ts";
import { useTrends } from "./table/useTrends.ts";
import { WhaleCard } from "./whale/WhaleCard.tsx";

interface Changed {
  readonly search: TableSearch;
  readonly change: (changed: TableSearch) => void;
}

/** What the reader must know of the figures: the span, the rate, what is missing, what was figured again. */
const Notes = ({ page, seen, loaded }: { page: TablePage; seen: number; loaded: number }) => {
  const { money } = useSession();
  const restated = [...new Set(page.restatements.map(({ month }) => month))].join(", ");
  return (
    <p role="status">
      {texts.summary({
        from: dayText(page.from),
        to: dayText(page.to),
        seen: countText(seen),
        total: countText(page.total),
      })}{" "}
      {loaded < page.total && texts.loading(countText(loaded), countText(page.total))}{" "}
      {page.converted !== null && texts.converted({ ...page.converted, on: dayText(page.converted.on) })}{" "}
      {page.unconverted.map(({ currency, documents, amountMinor }) =>
        texts.unconverted(countText(documents), moneyText(amountMinor, currency)),
      )}{" "}
      {restated !== "" && texts.restated(restated)} {!money && texts.noMoney}
    </p>
  );
};

const Nothing = ({ page, change }: { readonly page: TablePage; readonly change: Changed["change"] }) =>
  page.total === 0 ? (
    <EmptyState title={texts.empty.title}>
      <p>{texts.empty.nothing}</p>
    </EmptyState>
  ) : (
    <EmptyState title={texts.empty.title}>
      <p>{texts.empty.filtered}</p>
      <button type="button" onClick={() => change({ search: undefined, where: undefined })}>
        {texts.empty.clear}
      </button>
    </EmptyState>
  );

const useCellOf = (search: TableSearch, page: TablePage): CellOf => {
  const trend = useTrends(search);
  const { groupBy: group = "client", table } = search;
  const { currency, from, to } = page;
  const kept = new URLSearchParams({ ...useWhen(), ...useSpan() }).toString();
  return useMemo(
    () => ({ group, table, currency, from, to, kept, trend }),
    [group, table, currency, from, to, kept, trend],
  );
};

const Table = ({
  search,
  change,
  page,
  rows,
}: Changed & { readonly page: TablePage; readonly rows: ReturnType<typeof useTableRows>["rows"] }) => {
  const name = tableOf(search);
  const { may, money } = useSession();
  const all = useMemo(() => {
    const isTheirs = ({ field, unit }: TableColumn) =>
      (money || unit !== "minor") && (field !== trendField || may("GET /v1/trends"));
    return shownColumns(name).filter(isTheirs);
  }, [name, money, may("GET /v1/trends")]);
  const of = useCellOf(search, page);
  const { sort, order } = orderOf(search);
  const { search: wanted, where } = search;
  const seen = useMemo(
    () => seenRows(rows, seenOf({ ...search, search: wanted, where, sort, order })),
    [rows, wanted, where, sort, order],
  );
  const onSort = useCallback(
    (field: string, next: "asc" | "desc") => change({ sort: field, order: next }),
    [change],
  );
  const isWhole = (wanted ?? "") === "" && where === undefined;
  return (
    <>
      <div className={styles.bar}>
        <Notes page={page} seen={seen.length} loaded={rows.length} />
        <Filters search={search} change={change} columns={all} currency={page.currency} />
        <ColumnChoice search={search} change={change} columns={all} />
        <SavedViews />
        {may("GET /v1/tables/:file") && <ExportMenu search={search} />}
      </div>
      {seen.length === 0 ? (
        <Nothing page={page} change={change} />
      ) : (
        <FigureTable
          all={all}
          chosen={chosenColumns(search)}
          rows={seen}
          sort={sort}
          order={order}
          onSort={onSort}
          of={of}
          foot={(columns) => (
            <TotalRows columns={columns} all={all} rows={seen} isWhole={isWhole} page={page} of={of} />
          )}
        />
      )}
    </>
  );
};

/** The page at `/profitability`: revenue, cost and what is left, or our time, of everybody; as a table to work with. */
export const ProfitabilityPage = () => {
  const { search, change } = useTableSearch();
  const { pages, head, rows } = useTableRows(search);
  const { may } = useSession();
  // A long list is ordered anew behind what is typed or pressed.
  const shown = useDeferredValue(rows);
  return (
    <>
      <h1>{texts.title}</h1>
      <Controls search={search} change={change} />
      {pages.isError && <ErrorState error={pages.error} again={() => void pages.refetch()} />}
      {head === undefined ? (
        !pages.isError && <Skeleton lines={14} />
      ) : (
        <div aria-busy={pages.isPlaceholderData}>
          <Table search={search} change={change} page={head} rows={shown} />
        </div>
      )}
      {may("GET /v1/whale-curve") && (
        <div className={styles.after}>
          <WhaleCard search={search} change={change} />
        </div>
      )}
    </>
  );
};
