const sides = { us: "Us", them: "Them" } as const;

/** How a client and we are in touch: days, answers, people, what is agreed. */
export const clientContactTexts = {
  rhythm: {
    title: "Rhythm",
    note: (days: number): string =>
      `${days === 1 ? "One day" : `${days} days`} of contact in the year up to the day shown.`,
    label: "Calendar of the year: how much passed on each day",
    day: "Day",
    theirs: "Messages of theirs",
    ours: "Messages of ours",
    tickets: "Tickets opened",
    meetings: "Meetings",
    contacts: "contacts",
    effort: "Effort",
    first: (day: string): string => `First contact ${day}.`,
    month: "Month",
    empty: {
      title: "Nothing passed in this year",
      detail: "Look at an earlier day, or at the timeline below.",
    },
  },
  answers: {
    title: "Responsiveness",
    note: "Over all time up to the day shown; working hours.",
    side: "Who answers",
    ours: sides.us,
    theirs: sides.them,
    median: "Median",
    slow: "90 % within",
    answered: "Questions answered",
    afterHours: "Wrote after hours",
    hours: (hours: string): string => `${hours} h`,
    part: (count: string, of: string, share: string): string => `${share} (${count} of ${of})`,
    none: "–",
    tone: "Tone of their messages",
    toneInterval: (mean: string, low: string, high: string): string =>
      `${mean} (95 % interval ${low} to ${high}), from −1 to 1`,
    toneFew: "too few messages to tell",
    silence: "Silence",
    tickets: "Tickets",
    ticketsSaid: (open: string, solved: string, reopened: string): string =>
      `${open} open, ${solved} solved, ${reopened} reopened`,
    meetings: "Meetings",
    meetingsSaid: (held: string, cancelled: string, moved: string): string =>
      `${held} held, ${cancelled} cancelled, ${moved} moved`,
  },
  people: {
    title: "People",
    note: "Messages of 26 weeks that one of the two wrote.",
    theirs: "Theirs",
    ours: "Ours",
    name: "Person",
    knownBy: "Known by",
    last: "Last word",
    nobody: "nobody any more",
    knows: (people: number, alone: number): string =>
      `knows ${people === 1 ? "one person" : `${people} people`}${alone === 0 ? "" : `, ${alone} of them alone`}`,
    bus: (count: number): string =>
      count === 0
        ? ""
        : count === 1
          ? "When one more of us goes, half of their people would know nobody."
          : `When ${count} of us go, half of their people or more would know nobody.`,
    none: "Nobody wrote in 26 weeks.",
  },
  agreed: {
    title: "Contract, promises and meetings",
    contracts: "Contracts",
    noContract: "No contract is on record.",
    term: (from: string, to: string): string => `from ${from}, ${to}`,
    ends: (day: string): string => `ends ${day}`,
    renews: (day: string): string => `renews ${day}`,
    open: "without an end",
    notice: (days: number): string => `${days} days of notice`,
    fee: (amount: string, per: string): string => `${amount} a ${per}`,
    retainer: (hours: string): string => `${hours} a month included`,
    promises: "Promised besides",
    answersIn: (time: string): string => `an answer within ${time}`,
    checkIn: (days: number): string => `a check-in every ${days} days`,
    cap: (hours: string): string => `at most ${hours} a month`,
    workingHours: "in working hours",
    noPromise: "Nothing else is agreed.",
    meetings: "Meetings ahead",
    past: "Meetings of the last 30 days",
    meeting: (people: number): string => (people === 1 ? "one of theirs" : `${people} of theirs`),
    noMeeting: "None is planned.",
  },
} as const;
