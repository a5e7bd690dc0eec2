import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { TableSearch } from "./search.ts";

const route = getRouteApi("/profitability");

/** What the page's address says of the table, and a way to change a part of it. */
export const useTableSearch = () => {
  const { table, groupBy, state, owner, segment, search, where, sort, order, columns, whale } =
    route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (changed: TableSearch) =>
      void navigate({ search: (before) => ({ ...before, ...changed }), replace: true, resetScroll: false }),
    [navigate],
  );
  const said: TableSearch = {
    table,
    groupBy,
    state,
    owner,
    segment,
    search,
    where,
    sort,
    order,
    columns,
    whale,
  };
  return { search: said, change };
};
