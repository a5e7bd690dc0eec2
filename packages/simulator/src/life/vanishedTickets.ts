import type { Run } from "../Run.ts";
import { hourMs } from "../time/days.ts";
import type { Course } from "./Course.ts";
import { type AuditLine, audit, comment, finish, toStatus } from "./ticketSteps.ts";

const mergeVia = (from: AuditLine, to: AuditLine): AuditLine => ({
  channel: "web",
  source: { from, to, rel: "merge" },
});

/** Merged into another ticket: both tell of it, as Zendesk has it. */
const merge = (run: Run, course: Course, into: Course): void => {
  const { ticket } = course;
  const { zendeskUser } = course.holder;
  const gone = `This request was closed and merged into request #${into.ticket.id} "${into.ticket.subject}".`;
  const lines = [comment(zendeskUser, gone, false), ...toStatus(course, "closed")];
  audit(run, course, zendeskUser, lines, mergeVia({}, { ticket_id: into.ticket.id }));
  ticket.tags = ["closed_by_merge"];
  const came = `Request #${ticket.id} "${ticket.subject}" was closed and merged into this request.`;
  audit(
    run,
    into,
    zendeskUser,
    [comment(zendeskUser, came, false)],
    mergeVia({ ticket_ids: [ticket.id] }, {}),
  );
};

/** Ends within hours: merged into another open one of the same client where there is one, else deleted. */
export const vanish = (run: Run, course: Course): void => {
  run.agenda.at(run.agenda.nowMs + 3 * hourMs, () => {
    const others = [...run.openTickets].filter((one) => one.counts && one.state === course.state);
    const into = others.find((one) => one.ticket.status !== "solved");
    if (into === undefined) audit(run, course, course.holder.zendeskUser, toStatus(course, "deleted"));
    else merge(run, course, into);
    run.counts.ticketsGone++;
    finish(run, course);
  });
};
