const measures = {
  invoices: "Invoices, net",
  pass_through: "Of it passes through",
  credit_notes: "Credit notes, net",
  payments: "Payments, with tax",
  expenses: "Expenses of ours",
  time: "Time",
  overhead: "Overhead",
  revenue: "Revenue earned",
  cost: "Cost",
} as const;

/** The page that puts a month's books beside the sources. */
export const reconcileTexts = {
  title: "Reconcile",
  lead: "What the books hold of a month beside control totals read from the raw documents, without directory and views.",
  month: "Month",
  earlier: "Month before",
  later: "Month after",
  measures,
  until: (month: string, until: string) => `${month}, up to ${until}.`,
  agrees: (lines: number) =>
    lines === 1 ? "The one control total agrees exactly." : `All ${lines} control totals agree exactly.`,
  differs: (differing: number, lines: number) => `${differing} of ${lines} control totals differ.`,
  unchecked: (lines: number) =>
    `${lines} have no control total, because only a part of the month is asked for.`,
  restated: (at: string, reason: string) => `This closed month was figured again on ${at}: ${reason}`,
  lines: {
    title: "Control totals",
    note: "Time in hours; money in the currency of the documents.",
    heads: ["What", "In", "Booked", "Sources say", "Documents", "Difference", "Whose it is"],
    even: "none",
    unknown: "not told",
    hours: "hours",
    parties: (count: number) => (count === 1 ? "1 holder" : `${count} holders`),
    show: (holders: string, line: string) => `${holders}: whose ${line} is`,
  },
  parties: {
    title: (line: string) => `Whose it is: ${line}`,
    heads: ["Holder", "Where it belongs", "Amount", "Documents"],
  },
  documents: {
    title: "Documents that differ",
    none: "Every document of this month is in the books with its amount.",
    heads: ["Document", "What", "Day", "Holder", "Booked", "Source says", "Difference", "Why"],
    reasons: {
      no_exchange_rate: "No exchange rate converts it: read in rates of its day.",
      not_in_books: "The books have not taken it in yet: look at Data, Audit.",
      not_in_source: "The source does not have it any more.",
      amount_differs: "The amounts differ.",
    },
  },
  empty: {
    title: "No document lies in this month",
    detail: "Choose another month, or read in the books: Data, Sources.",
  },
} as const;
