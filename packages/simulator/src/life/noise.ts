import type { Run } from "../Run.ts";
import { secondMs } from "../time/days.ts";
import type { Contact, Member, Person } from "../world/types.ts";
import { type Sent, send } from "./Correspondence.ts";
import type { ClientState } from "./State.ts";

/** A mail system says that the address is no more (RFC 3464). Automatic: no client wrote it. */
export const bounce = (run: Run, state: ClientState, sent: Sent, contact: Contact): void => {
  const domain = contact.email.split("@")[1]!;
  const daemon: Person = {
    name: "Mail Delivery System",
    email: `mailer-daemon@${domain}`,
    zone: contact.zone,
    client: contact.client,
  };
  const boundary = `=_report.${run.counts.mails}`;
  const body = [
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/plain; charset=us-ascii",
    "",
    `The address ${contact.email} does not exist here any more.`,
    "",
    `--${boundary}`,
    "Content-Type: message/delivery-status",
    "",
    `Reporting-MTA: dns; mx.${domain}`,
    "",
    `Final-Recipient: rfc822; ${contact.email}`,
    "Action: failed",
    "Status: 5.1.1",
    "",
    `--${boundary}--`,
    "",
  ].join("\n");
  run.agenda.at(run.agenda.nowMs + 4 * secondMs, () => {
    send(run, {
      from: daemon, to: [sent.letter.from], cc: [], subject: "Undelivered Mail Returned to Sender", text: "",
      answers: null, chance: state.chance, automatic: [], body,
    }); // prettier-ignore
  });
};

/** An answer that nobody wrote (RFC 3834). */
export const vacation = (run: Run, state: ClientState, sent: Sent, contact: Contact): void => {
  run.agenda.at(run.agenda.nowMs + 20 * secondMs, () => {
    send(run, {
      from: contact, to: [sent.letter.from], cc: [], subject: `Automatic reply: ${sent.letter.subject}`,
      text: `I am away until Monday and will answer then.\n\n${contact.first}`,
      answers: sent, chance: state.chance, automatic: ["Auto-Submitted: auto-replied"],
    }); // prettier-ignore
  });
};

/** A newsletter of the client's, to one of us. */
export const newsletter = (run: Run, state: ClientState, member: Member): void => {
  const { client } = state;
  const news: Person = {
    name: `${client.name} News`,
    email: `news@${client.domains[0]!}`,
    zone: client.zone,
    client: client.index,
  };
  send(run, {
    from: news, to: [member], cc: [], subject: `What is new at ${client.name}`,
    text: `Dear reader,\n\nthis month at ${client.name}: new products, new people, new opening hours.`,
    answers: null, chance: state.chance,
    automatic: [`List-Unsubscribe: <https://${client.domains[0]!}/leave>`, "Precedence: bulk"],
  }); // prettier-ignore
};

/** Mail of people who are no clients: suppliers and prospects, and what we write among ourselves. */
export const otherMail = (run: Run): void => {
  const { chance, world } = run;
  const member = chance.pick(world.members.slice(0, 6));
  const stranger = chance.pick(world.strangers);
  const toThem = chance.chance(0.5);
  if (chance.chance(0.4)) {
    const other = chance.pick(world.members.filter((m) => m !== member));
    send(run, {
      from: member,
      to: [other],
      cc: [],
      subject: "Plan for the week",
      text: "Could you look at the plan?",
      answers: null,
      chance,
    });
    return;
  }
  send(run, {
    from: toThem ? member : stranger, to: [toThem ? stranger : member], cc: [], subject: "Your offer",
    text: "Here is what we talked about.", answers: null, chance,
  }); // prettier-ignore
};
