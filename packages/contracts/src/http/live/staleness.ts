/** What figures rest on, whatever product it is read from. */
export const sourceKinds = ["mail", "tickets", "meetings", "books"] as const;
export type SourceKind = (typeof sourceKinds)[number];

const kindOf: Readonly<Record<string, SourceKind>> = {
  email: "mail",
  calendar: "meetings",
  zendesk: "tickets",
  freshdesk: "tickets",
  jira: "tickets",
  github: "tickets",
};

/** What a connector reads; those that are none of the others are books. */
export const sourceKindOf = (connector: string): SourceKind => kindOf[connector] ?? "books";

const day = 86_400;

/**
 * After how long without a new record a source counts as stale: a long weekend for what people write, ten days for
 * calendars, and for the books a month and some days, for many close once a month.
 */
const staleAfterSeconds: Readonly<Record<SourceKind, number>> = {
  mail: 4 * day,
  tickets: 4 * day,
  meetings: 10 * day,
  books: 40 * day,
};

/** Whether a source has said nothing for longer than its kind may. */
export const isStale = (source: { readonly connector: string; readonly lagSeconds: number }): boolean =>
  source.lagSeconds > staleAfterSeconds[sourceKindOf(source.connector)];
