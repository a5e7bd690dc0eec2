/** What the page of signals says. */
export const signalsTexts = {
  title: "Signals",
  lead: "What somebody who looks after clients would notice, what somebody waits for first.",
  groups: {
    waiting: "Waiting for us",
    contact: "Contact",
    work: "Boundaries and scope",
    ahead: "Money and what is ahead",
  },
  kind: "Kind",
  owner: "Looked after by",
  all: "all",
  since: "Since",
  when: "When",
  client: "Client",
  reason: "Why",
  actions: "To do",
  events: (count: number) => (count === 1 ? "1 event" : `${count} events`),
  emptyTitle: "Nothing to notice",
  empty: "No signal of this kind as of this day.",
} as const;
