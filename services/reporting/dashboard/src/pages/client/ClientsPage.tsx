import { useSession } from "../../api/useSession.ts";
import { useReadPages } from "../../api/useReadPages.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { dayText } from "../../format/days.ts";
import { countText } from "../../format/figures.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { RestsOn } from "../../kit/RestsOn.tsx";
import { Skeleton } from "../../kit/Skeleton.tsx";
import { useSpan } from "../../shell/useWhen.ts";
import { clientListTexts } from "../../texts/en/clientList.ts";
import { ListControls } from "./list/ListControls.tsx";
import { ListTable } from "./list/ListTable.tsx";
import styles from "./list/List.module.css";
import type { ListSearch } from "./searches.ts";

const texts = clientListTexts;
const pageSize = 100;

/** The page at `/clients`: everybody at a glance, to look through and to go on from. */
export const ClientsPage = () => {
  const search = useSearch({ from: "/clients" });
  const navigate = useNavigate({ from: "/clients" });
  const span = useSpan();
  const { money } = useSession();
  const change = (changed: ListSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true, resetScroll: false });
  const query = useReadPages("GET /v1/client-list", {
    query: {
      ...span,
      search: search.search,
      band: search.band,
      // Whoever may not see amounts may not see who has the most of them either.
      sort: money || !/contribution/.test(search.sort ?? "") ? search.sort : undefined,
      kind: search.all === true ? "all" : "client",
      limit: pageSize,
    },
  });
  const pages = query.data ?? [];
  const first = pages[0];
  const rows = pages.flatMap(({ items }) => items);
  return (
    <>
      <h1>{texts.title}</h1>
      <ListControls search={search} onChange={change} />
      <p role="status" className={styles.count}>
        {first !== undefined && texts.shown(countText(first.total), countText(first.all))}
        {first?.onlyOrder === true && ` ${texts.onlyOrder}`}
        {!money && ` ${texts.noMoney}`}
        {first?.converted != null &&
          ` ${texts.converted({ ...first.converted, on: dayText(first.converted.on) })}`}
      </p>
      {query.isError && <ErrorState error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton lines={16} />}
      {first !== undefined && first.total === 0 ? (
        <EmptyState title={first.all === 0 ? texts.noClients.title : texts.none.title}>
          <p>{first.all === 0 ? texts.noClients.detail : texts.none.detail}</p>
        </EmptyState>
      ) : (
        first !== undefined && (
          <RestsOn kinds={["mail", "tickets", "meetings", "books"]}>
            <ListTable
              rows={rows}
              span={first}
              money={money}
              sort={search.sort ?? "-risk"}
              onSort={(sort) => change({ sort })}
              busy={query.isPlaceholderData}
            />
          </RestsOn>
        )
      )}
      {query.hasNextPage && (
        <p>
          <button
            type="button"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? texts.loading : texts.more}
          </button>
        </p>
      )}
    </>
  );
};
