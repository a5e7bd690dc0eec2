import type { Audit, HelpTicket } from "@rapport/simulator/sources/HelpDesk";
import type { Keepers } from "@rapport/simulator/sources/Keepers";
import type { ClientTally } from "./WeekTally.ts";

/** Contacts have the numbers 10,000 + 20 · client and on. */
const clientOf = (user: number): number => Math.floor((user - 10_000) / 20);
const isGone = (ticket: HelpTicket): boolean =>
  ticket.status === "deleted" || ticket.tags.includes("closed_by_merge");

const changeOf = (audit: Audit, field: string) =>
  audit.events.find((event) => event["type"] === "Change" && event["field_name"] === field);

/** Takes one step of a ticket into its week. Gives whether it is solved after it; undefined: as before. */
const hearStep = (tally: ClientTally, ticket: HelpTicket, audit: Audit): boolean | undefined => {
  const week = tally.at(audit.atMs);
  if (audit.authorId === ticket.requesterId) tally.active(audit.atMs);
  const status = changeOf(audit, "status");
  if (status?.["previous_value"] === "solved" && status["value"] === "open") week.ticketsReopened++;
  const [assignee, group] = [changeOf(audit, "assignee_id"), changeOf(audit, "group_id")];
  const moved = (one: typeof assignee) =>
    one !== undefined && one["previous_value"] !== null && one["previous_value"] !== one["value"];
  if (moved(assignee) || moved(group)) week.ticketsReassigned++;
  if (changeOf(audit, "priority")?.["value"] === "urgent") week.ticketsEscalated++;
  return status === undefined ? undefined : status["value"] === "solved" || status["value"] === "closed";
};

/** Hears tickets once they are done with, or when the export is made. */
export const hearTickets = (tallyOf: (client: number) => ClientTally): Keepers["helpDesk"] => ({
  exportTicket: () => {},
  rate: () => {},
  finish: (ticket) => {
    if (isGone(ticket)) return;
    const tally = tallyOf(clientOf(ticket.requesterId));
    tally.at(ticket.openedMs).ticketsOpened++;
    let [isOpen, escalated] = [true, false];
    for (const audit of ticket.audits) {
      if (changeOf(audit, "priority")?.["value"] === "urgent") escalated = true;
      const solved = hearStep(tally, ticket, audit);
      if (solved === undefined || solved !== isOpen) continue;
      if (solved) tally.tickets.push({ openedMs: ticket.openedMs, closedMs: audit.atMs, escalated });
      isOpen = !solved;
    }
    if (isOpen) tally.tickets.push({ openedMs: ticket.openedMs, closedMs: null, escalated });
  },
});
