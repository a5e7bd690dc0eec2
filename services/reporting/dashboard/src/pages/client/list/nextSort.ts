import type { ListColumn, ListSort } from "../searches.ts";

/** The column that a list is ordered by, and which way. */
export const sortOf = (sort: ListSort): { readonly column: ListColumn; readonly descending: boolean } => {
  const descending = sort.startsWith("-");
  return { column: (descending ? sort.slice(1) : sort) as ListColumn, descending };
};

/** Names begin with A, everything else with the most; pressed again it turns round. */
const first: Readonly<Partial<Record<ListColumn, "asc">>> = {
  name: "asc",
  owner: "asc",
  contribution: "asc",
};

/** The order after a press on a column's heading. */
export const nextSort = (sort: ListSort, column: ListColumn): ListSort => {
  const now = sortOf(sort);
  if (now.column === column) return now.descending ? column : `-${column}`;
  return first[column] === "asc" ? column : `-${column}`;
};
