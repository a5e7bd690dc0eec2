import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { useSession } from "../../../api/useSession.ts";
import { readTableSearch, type TableSearch } from "./search.ts";

const route = getRouteApi("/profitability");

/**
 * What the page's address says of the table, and a way to change a part of it. Whoever may not see money has the table of
 * time, whatever the address says.
 */
export const useTableSearch = () => {
  const { money } = useSession();
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
  const isTheirs = money || table === "effort";
  const seen = isTheirs ? said : readTableSearch({ ...said, table: "effort", whale: undefined });
  return { search: seen, change };
};
