import type { TicketPriority, TicketStatus } from "@rapport/contracts/Ticket";

const waiting =
  /\b(?:wait(?:ing|s)?|pending|await(?:ing|s)?|needs?)\b.*\b(?:customers?|clients?|reporters?|requesters?|users?|information|info)\b/;
const onHold = /\b(?:on[- ]?hold|hold|blocked|paused?|pending|wait(?:ing)? for|awaiting)\b/;
const forUs = /\b(?:support|agent|team|us|triage)\b/;
const ended =
  /^(?:done|resolved|fixed|completed?|cancell?ed|declined|rejected|won'?t (?:do|fix)|duplicate|solved)$/;
const closed = /^(?:closed|archived)$/;
const notBegun = /^(?:to do|new|backlog|selected for development|created)$/;

/**
 * Jira's statuses are anybody's own words, each in a category (`new`, `indeterminate`, `done`). The category says
 * whether it is over; among the others the words tell waiting from work. Null category: the words alone.
 */
export const jiraStatus = (name: string, category: string | null): TicketStatus => {
  const words = name.trim().toLowerCase().replaceAll(/\s+/g, " ");
  const isOver = category === null ? ended.test(words) || closed.test(words) : category === "done";
  if (isOver) return closed.test(words) ? "closed" : "solved";
  if (waiting.test(words)) return "waiting";
  if (onHold.test(words) && !forUs.test(words)) return "on_hold";
  return category === "new" || (category === null && notBegun.test(words)) ? "new" : "open";
};

/** Jira's own names, from the least; those of a site's own making have no rank. */
const ranks: Readonly<Record<string, readonly [rank: number, priority: TicketPriority]>> = {
  trivial: [0, "low"],
  lowest: [0, "low"],
  minor: [1, "low"],
  low: [1, "low"],
  medium: [2, "normal"],
  normal: [2, "normal"],
  major: [2, "normal"],
  high: [3, "high"],
  critical: [3, "high"],
  highest: [4, "urgent"],
  urgent: [4, "urgent"],
  blocker: [4, "urgent"],
};

const rankOf = (name: string | null) => {
  const word = name?.trim().toLowerCase() ?? "";
  return Object.hasOwn(ranks, word) ? ranks[word] : undefined;
};

export const jiraPriority = (name: string | null): TicketPriority | null => rankOf(name)?.[1] ?? null;

export const isJiraRaise = (from: string | null, to: string | null): boolean => {
  const [before, after] = [rankOf(from), rankOf(to)];
  return before !== undefined && after !== undefined && after[0] > before[0];
};
