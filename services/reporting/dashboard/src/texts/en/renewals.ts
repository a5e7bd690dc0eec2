const days = (of: number): string => (of === 1 ? "1 day" : `${of.toLocaleString("en")} days`);

/** Renewals with their deadlines, and invoices to be expected. */
export const renewalTexts = {
  title: "Renewals",
  ends: "goes, with nothing left to wait for",
  passed: (day: string) => `passed on ${day}: it goes on`,
  until: (day: string, left: number) => (left === 0 ? `${day}, today` : `${day}, in ${days(left)}`),
  kinds: { renews: "renews", ends_by_notice: "ends, notice given", ends_as_agreed: "ends as agreed" },
  in: (left: number) => (left <= 0 ? "today" : `in ${days(left)}`),
  columns: {
    on: "Renews or ends",
    notice: "Last day for notice",
    owner: "Owner",
    chance: "Chance of notice",
    likely: "Next invoice by",
    month: "A month's invoice",
    months: "Months in the year ahead",
    yearAhead: "Expected, a year",
    last: "Last invoiced",
    late: "Paid late",
    due: "Invoice within 3 months",
  },
  horizon: { label: "Days ahead", 90: "A quarter", 180: "Half a year", 365: "A year", 1095: "Three years" },
  owner: "Owner",
  everybody: "Everybody",
  groups: {
    ending: "Going already",
    soon: "Notice within 30 days",
    ahead: "Notice later",
    passed: "Notice passed: goes on",
  },
  groupOf: (of: number) => (of === 1 ? "1 contract" : `${of.toLocaleString("en")} contracts`),
  contracts: {
    title: "Contracts in force",
    note: (until: number) => `Those that renew or end, or whose notice falls due, within ${days(until)}.`,
    empty: "No contract in force renews or ends in that time.",
    emptyDetail: "A longer time ahead may have some; contracts come from the ledger.",
  },
  invoices: {
    title: "Invoices to be expected",
    note: (until: string) =>
      `Clients without a recurring fee, by what they are likely to bring in twelve months; invoices up to ${until}.`,
    empty: "Every client with invoices has a recurring fee.",
  },
  nextYear: "a year",
} as const;
