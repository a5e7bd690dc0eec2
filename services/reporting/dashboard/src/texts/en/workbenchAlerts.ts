/** What the page of alerts says. */
export const alertsTexts = {
  title: "Alerts",
  lead: (budget: number) =>
    `Changes of clients' states that somebody should know. Of each owner at most ${budget} a week are told, those with the most at stake.`,
  show: "Show",
  shows: { standing: "what still stands", all: "all", over_budget: "dropped", snoozed: "snoozed" },
  kinds: { risk: "Risk", score_and_money: "Score and money" },
  states: { told: "told", over_budget: "over budget", snoozed: "snoozed" },
  over: (day: string) => `over since ${day}`,
  stands: "stands",
  again: "again after a snooze",
  revenue: "Revenue of 52 weeks",
  trendName: "Revenue lately",
  chance: "Chance of notice",
  trend: (percent: string) => `13 weeks: ${percent} of a usual quarter's`,
  reasons: "Reasons",
  times: (times: string) => `odds × ${times}`,
  totals: (told: number, dropped: number, snoozed: number) =>
    `${told} told, ${dropped} dropped beyond the budget, ${snoozed} snoozed`,
  owner: "Looked after by",
  snooze: "Snooze",
  snoozeFor: (name: string) => `Snooze: ${name}`,
  emptyTitle: "No alert",
  empty: "Nothing of this kind as of this day. Alerts come with scores: they need to know what leaving is.",
} as const;
