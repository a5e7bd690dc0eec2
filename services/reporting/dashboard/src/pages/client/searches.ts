import type { ListOrder, ListSort } from "@rapport/contracts/http/client/ClientList";
import type { RiskBand } from "@rapport/contracts/http/risk/head";
import type { TimelineKind } from "@rapport/contracts/http/Timeline";

type Search = Readonly<Record<string, unknown>>;

const oneOf = <T extends string>(choices: ReadonlyArray<T>, value: unknown): T | undefined =>
  choices.find((choice) => choice === value);

/** What the address of a client's page says besides the day. */
export interface ClientSearch {
  /** The one kind of events that the timeline shows. */
  readonly kind?: TimelineKind | undefined;
}

export const readClientSearch = (search: Search): ClientSearch => {
  const kind = oneOf(["message", "ticket", "meeting", "money", "time"], search["kind"]);
  return kind === undefined ? {} : { kind };
};

/** What the list of clients can be ordered by, as the API has it. */
const listColumns = [
  "name",
  "owner",
  "risk",
  "contribution",
  "effort",
  "messages",
  "response",
  "lastContact",
  "silence",
] as const satisfies ReadonlyArray<ListOrder>;
export type ListColumn = ListOrder;
export type { ListSort };

/** What the address of the list says besides the day and the span. */
export interface ListSearch {
  readonly search?: string | undefined;
  readonly band?: RiskBand | undefined;
  /** A leading `-` turns it round; the likeliest to leave first when absent. */
  readonly sort?: ListSort | undefined;
  /** Also organisations that no client claims. */
  readonly all?: true | undefined;
}

export const readListSearch = (search: Search): ListSearch => {
  const text = search["search"];
  const band = oneOf(["low", "usual", "raised", "high"], search["band"]);
  const sort = oneOf<ListSort>(
    listColumns.flatMap((column) => [column, `-${column}`] as const),
    search["sort"],
  );
  return {
    ...(typeof text === "string" && text !== "" ? { search: text.slice(0, 200) } : {}),
    ...(band === undefined ? {} : { band }),
    ...(sort === undefined ? {} : { sort }),
    ...(search["all"] === true ? { all: true } : {}),
  };
};
