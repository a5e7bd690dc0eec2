import type { Seen } from "@rapport/contracts/tables/seenRows";
import { parseWhere } from "@rapport/contracts/tables/seenRows";
import type { TableName } from "@rapport/contracts/tables/tableColumns";
import { type TableSearch, trendField } from "./search.ts";

const usual: Readonly<Record<TableName, ReadonlyArray<string>>> = {
  profitability: [
    "name",
    "ownerName",
    "segment",
    trendField,
    "revenueMinor",
    "costMinor",
    "contributionMinor",
    "contributionLowMinor",
    "contributionHighMinor",
    "lossProbabilityPercent",
    "marginPercent",
    "effortSeconds",
    "effectiveHourlyMinor",
    "targetPriceMinor",
  ],
  effort: [
    "name",
    "ownerName",
    "segment",
    trendField,
    "effortSeconds",
    "effortLowSeconds",
    "effortHighSeconds",
    "measuredPercent",
    "loggedSeconds",
    "meetingSeconds",
    "ticketSeconds",
    "mailSeconds",
    "interruptionSeconds",
    "shadowSeconds",
    "unusedSeconds",
  ],
};

const ofClients: ReadonlySet<string> = new Set(["ownerName", "segment"]);

/** Which figures the table has. */
export const tableOf = ({ table }: TableSearch): TableName => table ?? "profitability";

/** The columns shown while none are chosen. */
export const usualColumns = (search: TableSearch): ReadonlyArray<string> => {
  const group = search.groupBy ?? "client";
  return usual[tableOf(search)].filter(
    (field) => (group === "client" || !ofClients.has(field)) && (group !== "month" || field !== trendField),
  );
};

/** The columns shown, in their order; the name is always among them. */
export const chosenColumns = (search: TableSearch): ReadonlyArray<string> => {
  const chosen = search.columns?.split(",") ?? usualColumns(search);
  return chosen.includes("name") ? chosen : ["name", ...chosen];
};

/** What rows are ordered by, and which way: as the API's list has them while nothing is chosen. */
export const orderOf = (search: TableSearch): { readonly sort: string; readonly order: "asc" | "desc" } => {
  const figure = tableOf(search) === "effort" ? "effortSeconds" : "contributionMinor";
  const sort = search.sort ?? (search.groupBy === "month" ? "name" : figure);
  const isText = ["name", "id", "state", "ownerName", "segment"].includes(sort);
  return { sort, order: search.order ?? (isText ? "asc" : "desc") };
};

/** Which rows are seen, and in which order: the page's half of what an export is asked for. */
export const seenOf = (search: TableSearch): Seen => ({
  search: search.search,
  where: parseWhere(search.where ?? "") ?? [],
  ...orderOf(search),
});

/** The other half: which rows the API is asked for. */
export const selectionOf = ({ groupBy, state, owner, segment }: TableSearch) => ({
  groupBy,
  state,
  owner,
  segment,
});

/** What an export of exactly what is seen is asked for; fields that no file has are left out. */
export const exportQuery = (search: TableSearch) => ({
  ...selectionOf(search),
  search: search.search,
  where: search.where,
  ...orderOf(search),
  columns: chosenColumns(search)
    .filter((field) => field !== trendField)
    .join(","),
});
