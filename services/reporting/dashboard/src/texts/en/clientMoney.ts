/** What a client brings and takes. */
export const clientMoneyTexts = {
  title: "Money and effort",
  note: (from: string, to: string): string => `${from} to ${to}. Open a figure to see what it is the sum of.`,
  noMoney: "What it brings and costs is not shown: your account was not given sight of money.",
  revenue: "Revenue",
  cost: "Cost to serve",
  contribution: "Net contribution",
  margin: (percent: string): string => `${percent} of revenue`,
  interval: (low: string, high: string): string => `80 % interval ${low} to ${high}`,
  effort: "Effort",
  hourly: (amount: string): string => `${amount} revenue an hour`,
  open: "Open bills",
  overdue: (amount: string): string => `${amount} overdue`,
  nothingOpen: "None open",
  chartLabel: "Revenue, cost to serve and effort by month",
  month: "Month",
  hours: "Effort, hours",
  empty: {
    title: "No money and no effort in these days",
    detail: "Choose other days above, or read the books in: `rapport ingest ledger`.",
  },
} as const;
