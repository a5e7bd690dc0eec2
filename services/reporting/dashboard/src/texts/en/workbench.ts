/** What the pages for ops say in common, and the ladder. */
export const workbenchTexts = {
  actions: {
    keep: "Keep as it is",
    repair: "Repair",
    reprice: "Reprice",
    set_boundaries: "Set boundaries",
    hand_over: "Hand over",
    part_ways: "Part ways",
    talk: "Talk first",
  },
  refused: {
    no_cause: "no cause for it",
    waived: "waived",
    tried: "tried lately",
    our_fault: "our own doing comes first",
    conditions: "its conditions do not hold",
  },
  nobody: "nobody",
  noMoney:
    "Amounts, and shares that they could be worked out from, are not shown: your account was not given sight of money.",
  unknownBand: "no band",
  more: (shown: number, total: number) => `Show more (${shown} of ${total} shown)`,
  ladder: {
    title: "Workbench",
    lead: "What could be done about each client, most pressing first: much effort for little return, then what brings least. People decide.",
    owner: "Looked after by",
    action: "Proposal",
    everybody: "everybody",
    all: "all",
    clients: (shown: number, total: number) =>
      shown === total ? `${total} clients` : `${shown} of ${total} clients`,
    onPage: (matching: number, read: number) => `${matching} of the ${read} clients on this page`,
    next: "Next page",
    first: "First page",
    options: (count: number) => `${count} options`,
    hide: "Hide options",
    open: "Open workbench",
    highMaintenance: "high maintenance",
    ourFault: "our own doing first",
    decided: (action: string, on: string, by: string) => `Decided: ${action}, ${on}, ${by}`,
    emptyTitle: "No client to do something about",
    empty:
      "Clients appear here once their money or their messages are read, until they give notice. Look at the sources if you miss one.",
    emptyFiltered: "No client matches these filters.",
    clear: "Show all",
    noMoney:
      "Your account was not given sight of money, and proposals are figured in it. Search for a client to say something of it, or look at what is not money:",
    firmRate:
      "No score may be used: values go by the firm's own rate of leaving, so that they tell little about single clients.",
  },
  figures: {
    revenue: "Revenue",
    cost: "Cost to serve",
    contribution: "Net contribution",
    effort: "Our time",
    overYear: (from: string, to: string) => `${from} to ${to}`,
  },
  options: {
    proposed: "proposed",
    best: (percent: string) => `best in ${percent} of the draws`,
    gain: "Worth, against keeping it as it is, over three years",
    asItIs: "What the others are measured against",
    interval: (low: string, high: string) => `${low} to ${high} in eight of ten draws`,
    barLabel: (median: string, low: string, high: string) =>
      `Median ${median}; eight of ten draws lie between ${low} and ${high}`,
    pros: "For it",
    cons: "Against it",
    decide: "Decide this",
    decideFor: (action: string) => `Decide this: ${action}`,
  },
} as const;
