const count = (of: number, one: string, many: string): string =>
  `${of.toLocaleString("en")} ${of === 1 ? one : many}`;
const clients = (of: number): string => count(of, "client", "clients");

/** Groups of features, as what was seen of a client; `times` are the odds of leaving. */
export const groupTexts: Readonly<Record<string, string>> = {
  silence: "their silence",
  answers: "answers, ours and theirs",
  people: "the people who write",
  meetings: "meetings",
  tickets: "tickets",
  money: "invoices and payments",
  contract: "the contract's term",
  tenure: "how long they have been a client",
  tone: "the tone of messages",
};

/** The portfolio, and what its sister pages share with it. */
export const portfolioTexts = {
  title: "Portfolio",
  table: {
    more: (next: number, left: number) =>
      next === left
        ? `Show the other ${left.toLocaleString("en")}`
        : `Show ${next.toLocaleString("en")} more of ${left.toLocaleString("en")}`,
  },
  columns: {
    client: "Client",
    risk: "Risk",
    revenue: "Revenue",
    cost: "Cost to serve",
    contribution: "Net contribution",
    effort: "Our time",
    year: "Recurring, a year",
    change: "Change",
    why: "Why",
    options: "Options",
    cell: "Where",
  },
  interval: (low: string, high: string) => `8 of 10: ${low} to ${high}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  points: "points",
  options: "Options",
  optionsFor: (name: string) => `Options for ${name}`,
  noClients: {
    title: "No clients yet",
    detail:
      "Nothing that was read names a client by this day. Sources are under Data; a later day may have more.",
  },
  noMoney:
    "You were not given sight of money: revenue, what is left of it and what of it is at risk are left out here. Whoever looks after Rapport may change that: rapport user set.",
  summary: {
    label: "In short",
    recurring: (of: number, year: string) => `${clients(of)} pay ${year} a year on recurring contracts.`,
    atRisk: (expected: string, weeks: number, low: string, high: string) =>
      `${expected} of it is expected to go within ${weeks} weeks (8 times of 10 between ${low} and ${high}).`,
    notTold: (why: string) => `What of it is at risk cannot be told: ${why}.`,
    standing: (raised: number, judged: number) =>
      `${raised.toLocaleString("en")} of ${clients(judged)} stand${raised === 1 ? "s" : ""} at raised or high risk.`,
    onlyOrder: "Only the order of risk is told: the data have drifted from what the model learnt from.",
    nobodyJudged: "Nobody's risk can be judged yet.",
    costly: (of: number) => `${clients(of)} surely cost${of === 1 ? "s" : ""} more than they return.`,
    notice: (of: number, days: number) =>
      of === 0
        ? `No notice deadline falls in the next ${days} days.`
        : `${count(of, "notice deadline falls", "notice deadlines fall")} in the next ${days} days.`,
  },
  tiles: {
    label: "Key figures",
    atRisk: (weeks: number) => `Revenue at risk, ${weeks} weeks`,
    atRiskWaiting: "Revenue at risk",
    atRiskOf: (scored: string) => `of ${scored} a year with a score`,
    noticeGiven: (minor: string) => `${minor} more has notice already`,
    gross: "Gross retention (GRR)",
    net: "Net retention (NRR)",
    lost: "Clients lost",
    lostOf: (lost: number, opening: number) => `${lost.toLocaleString("en")} of ${clients(opening)}`,
    contribution: "Net contribution",
    ofRevenue: (percent: string) => `${percent} of revenue`,
    concentration: "Three largest clients",
    concentrationOf: (largest: string) => `of contribution; the largest alone ${largest}`,
    none: "–",
    noOpening: "no recurring revenue at the start",
  },
  movers: {
    title: "Who moved most",
    note: (since: string) =>
      `Change in the chance of notice since ${since}, in points of a hundred, and what moved it.`,
    empty: "Nobody's risk has changed since then.",
    up: "likelier to leave",
    down: "less likely",
    times: (times: number) => `×${times.toFixed(times >= 10 ? 0 : 1)}`,
    because: "mostly",
    all: "Everything that changed",
  },
  costly: {
    title: "Who costs more than they return",
    note: "Even at the favourable end of the interval. Worst first, with what could be done.",
    empty: "Of nobody it is sure. The quadrant lists everyone.",
    all: (of: number) => `All ${clients(of)}`,
  },
  quadrant: {
    title: "Risk and return",
    note: (span: string, hurdle: string) =>
      `Net contribution of ${span}; bubbles are our time. Little return is below ${hurdle} of revenue.`,
    label:
      "Clients by risk of leaving, left to right, and net contribution, bottom to top; the list beside it has the same.",
    cells: {
      save: "Save",
      protect: "Protect",
      fix: "Fix or reprice",
      let_go: "Let go",
      unjudged: "Not judged",
      ended: "Notice given or ended",
    },
    meaning: {
      save: "at risk, returns enough",
      protect: "safe, returns enough",
      fix: "safe, returns little",
      let_go: "at risk, returns little",
      unjudged: "no score says how likely it is to leave",
      ended: "no longer at stake",
    },
    cellsLabel: "Show one part of the quadrant",
    cellOf: (of: number, money: string) => `${clients(of)} · ${money}`,
    axis: { x: "risk of leaving, by rank within its band", y: "net contribution" },
    /** From the left, where the order alone may be shown. */
    order: ["less likely to leave", "", "", "likelier to leave"],
    rank: (rank: number) => `no. ${rank.toLocaleString("en")}`,
    rankMeans: "In the order of risk, 1 is the likeliest to leave.",
    tools: { label: "Choose in the drawing", point: "Point", lasso: "Lasso", box: "Box" },
    clear: "Show all",
    listed: (shown: number, all: number) =>
      shown === all ? clients(all) : `${shown.toLocaleString("en")} of ${clients(all)}`,
    pickedMost: (most: number) => `The first ${most} of those chosen.`,
    list: "Clients in the quadrant, those that return least first",
    tooltip: (cell: string, money: string, hours: string) => `${cell}\n${money}\n${hours} of our time`,
    noneDrawn: "Nobody has a band of risk to be drawn by; the list has everyone.",
  },
  bands: {
    title: "Bands of risk",
    note: (since: string) => `Clients by band, now and on ${since}.`,
    band: "Band",
    before: "Then",
    after: "Now",
    came: "Came from",
    went: "Went to",
    flow: (of: number, band: string) => `${of.toLocaleString("en")} from ${band}`,
    flowTo: (of: number, band: string) => `${of.toLocaleString("en")} to ${band}`,
    outside: "no band",
    none: "No client has a band of risk on these days",
    nobody: "–",
    reading: "How many there are now; how they moved is being worked out.",
  },
  parts: {
    title: "What changed",
    note: (since: string) =>
      `Notices expected within the horizon, against ${since}. The three parts add to all.`,
    all: "In all",
    names: {
      behaviour: "What clients and we did",
      lateData: "Data that came late",
      ours: "Our model and settings",
    },
    unit: "notices",
    same: "no change",
    unknownThen:
      "There is no record here of what was known then: it is what is known now of that day, so no data count as late.",
  },
  since: {
    label: "Changes since",
    presets: { week: "A week", month: "A month", quarter: "A quarter", year: "A year" },
    day: "since",
  },
  renewals: {
    title: "Renewals ahead",
    note: "By the last day on which they can give notice.",
    empty: "No contract in force renews or ends within half a year.",
    all: "All renewals",
  },
  whale: {
    title: "Whale curve",
    note: (span: string) =>
      `Net contribution of clients, the most first, added up; ${span}. The band holds 8 of 10.`,
    label: "Net contribution added up from the client that brings most to the one that costs most",
    axis: "clients",
    peak: (of: number, money: string, percent: string) =>
      `The best ${clients(of)} bring ${money}, ${percent} of what is left at the end.`,
    lost: (money: string, of: number) => `The other ${clients(of)} take ${money} of it away.`,
    largest: "Largest",
    largestThree: "Largest three",
    largestFive: "Largest five",
    largestTen: "Largest ten",
    effective: "As concentrated as so many equal clients",
    empty: "No client brought or cost anything in these days.",
    rank: "Rank",
    cumulative: "Added up",
  },
  footing: {
    title: "What these figures stand on",
    sources: "Sources",
    read: "read to",
    lag: (text: string) => `${text} ago`,
    coverage: "Reaches a client",
    messages: "messages",
    hours: "logged time",
    invoiced: "invoiced",
    none: "–",
    unattributed: "What is not attributed",
    asOf: (day: string) => `As of ${day}.`,
    week: (week: string) => `Risk as of the week from ${week}.`,
    all: "All sources",
  },
} as const;
