import type { EconomicsHead, TotalName } from "@rapport/contracts/http/economics/head";
import type { SeenRow } from "@rapport/contracts/tables/seenRows";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { ApiProblem } from "../../../api/ApiProblem.ts";
import { refuse } from "../../../api/refuse.ts";
import { ask } from "../../../api/request.ts";
import { useSpan, useWhen } from "../../../shell/useWhen.ts";
import { selectionOf, tableOf } from "./chosen.ts";
import type { TableSearch } from "./search.ts";

/** A page of either list, as far as the table goes. */
export interface TablePage extends EconomicsHead {
  readonly total: number;
  readonly items: ReadonlyArray<SeenRow>;
  readonly totals: Readonly<Record<TotalName, object>>;
  readonly nextCursor: string | null;
}

const pageRows = 5000;
const none: ReadonlyArray<SeenRow> = [];

/** Every row of the list that is selected, page after page; the first ones are shown while the others are on their way. */
export const useTableRows = (search: TableSearch) => {
  const [when, span] = [useWhen(), useSpan()];
  const table = tableOf(search);
  const address = `GET /v1/${table}` as const;
  const query = { ...when, ...span, ...selectionOf(search), limit: pageRows };
  const pages = useInfiniteQuery<
    TablePage,
    ApiProblem,
    { readonly pages: ReadonlyArray<TablePage> },
    ReadonlyArray<unknown>,
    string | undefined
  >({
    queryKey: ["read", address, { query }, "pages"],
    queryFn: async ({ client, signal, pageParam }): Promise<TablePage> => {
      await refuse(client, address);
      return ask(address, { query: { ...query, cursor: pageParam } }, signal);
    },
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const loaded = pages.data?.pages;
  const rows = useMemo(() => loaded?.flatMap(({ items }) => items) ?? none, [loaded]);
  return { pages, head: loaded?.[0], rows };
};
