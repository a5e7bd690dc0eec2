/** What parts that all pages share say. */
export const kitTexts = {
  error: {
    title: "This could not be shown",
    again: "Try again",
    unknown: "Something unexpected happened in the page. Loading it again may help.",
  },
  /** What the reader may not see, and who may change that. */
  notYours: {
    title: "Not shown to you",
    role: (role: string) =>
      `This is not for your role, ${role}. Whoever looks after Rapport may change that: rapport user set.`,
    money: (role: string) =>
      `This is about money, which you were not given sight of, or not for your role, ${role}. Whoever looks after Rapport may change that: rapport user set.`,
  },
  pendingTitle: "What was known then is being put together",
  pending: (done: number, total: number, unit: string) =>
    total === 0
      ? "It has just begun, and shows by itself."
      : `${done.toLocaleString("en")} of ${total.toLocaleString("en")} ${unit} so far. It shows by itself.`,
  bands: { low: "low", usual: "usual", raised: "raised", high: "high" },
  stale: {
    kinds: { mail: "Mail", tickets: "Tickets", meetings: "Meetings", books: "The books" },
    since: (kind: string, when: string) =>
      `${kind}: nothing new since ${when}; what rests on it may be late.`,
    short: (kinds: string, day: string) => `${kinds} silent since ${day}`,
  },
  chart: { asTable: "Show as a table" },
  /** A box that scrolls is a landmark beside the card it stands in: it needs a name of its own. */
  tableOf: (title: string) => `${title}: table`,
  close: "Close",
  none: "–",
} as const;
