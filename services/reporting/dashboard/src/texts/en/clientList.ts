/** The list of all clients. */
export const clientListTexts = {
  title: "Clients",
  search: "Search names and domains",
  searchHint: "Part of a name, an id or a domain",
  band: "Band",
  allBands: "All bands",
  kind: "Show",
  kinds: { client: "Clients", all: "Clients and unlinked organisations" },
  columns: {
    name: "Client",
    band: "Risk",
    contribution: "Net contribution",
    effort: "Effort",
    owner: "Looked after by",
    messages: "Messages",
    response: "Our answer, median",
    last: "Last word of theirs",
    silence: "Silence",
  },
  units: { working: "working hours", all: "all time" },
  shown: (shown: string, total: string): string =>
    shown === total ? `${total} in all.` : `${shown} of ${total}.`,
  onlyOrder:
    "Data have drifted from what the model learnt from: the order holds, bands and chances are not shown. `rapport model fit` learns anew.",
  noMoney: "Amounts are not shown: your account was not given sight of money.",
  converted: (of: { readonly from: string; readonly rate: string; readonly on: string }): string =>
    `Converted from ${of.from} at ${of.rate}, the rate of ${of.on}.`,
  silent: (days: number, usual: string): string => `${days === 1 ? "1 day" : `${days} days`}${usual}`,
  usual: (days: number): string => `, usually ${days}`,
  none: {
    title: "No client is like that",
    detail: "Shorten the search, or show all bands.",
  },
  noClients: {
    title: "There are no clients yet",
    detail:
      "Say who they are with `rapport client add` or `rapport directory import`, or link what came in under Unattributed.",
  },
  unlinked: "not linked yet",
  leaves: "gave notice or left",
  more: "Show more",
  loading: "Loading…",
} as const;
