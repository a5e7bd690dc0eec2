import type { Run } from "../Run.ts";
import { dayMs, dayOf, minuteMs } from "../time/days.ts";
import { afterWorking, atMinute } from "../time/workingMoments.ts";
import { type Contact, type Member, ours, type Person } from "../world/types.ts";
import { type Sent, send, type Threading } from "./Correspondence.ts";
import { subjectOf, writeText } from "./letters.ts";
import { bounce, vacation } from "./noise.ts";
import { contactsAt, membersAt, pickFirst } from "./people.ts";
import { type ClientState, isActive } from "./State.ts";

const longestThread = 9;
const threadings: ReadonlyArray<Threading> = ["header", "none", "unseen"];
/** An answer that takes longer than this does not come. */
const patienceDays = 24;

/** When one of ours answers: by their pace, by what this client gets of their attention, by chance. */
const ourDelayMs = (run: Run, state: ClientState, member: Member): number => {
  const owner =
    state.ownerChangedDay !== null && dayOf(run.agenda.nowMs) - state.ownerChangedDay < 60 ? 1.6 : 1;
  const median = (member.answersInMinutes * owner) / state.client.rates.attention;
  return state.chance.logNormal(median, 1.1) * minuteMs;
};

const theirDelayMs = (state: ClientState): number =>
  state.chance.logNormal(170 * Math.exp(-0.15 * state.mood), 1.2) * minuteMs;

interface Turn {
  readonly from: Person & { readonly first: string };
  readonly to: Person & { readonly first: string };
  readonly cc: ReadonlyArray<Person>;
  readonly subject: string;
  readonly answers: Sent | null;
  readonly length: number;
}

/** A guest works for somebody else now: what was being written to them as this client's is not sent. */
const isGone = (person: Person, day: number): boolean => {
  const { guest, toDay } = person as Contact;
  return guest !== undefined && guest !== null && toDay !== null && day >= toDay;
};

const speak = (run: Run, state: ClientState, turn: Turn): void => {
  const { chance, client } = state;
  const day = dayOf(run.agenda.nowMs);
  if (!isActive(state, day) || [turn.from, turn.to, ...turn.cc].some((person) => isGone(person, day))) return;
  const theirs = turn.from.client !== ours;
  const text = writeText(chance, {
    language: theirs || chance.chance(0.5) ? (chance.chance(0.35) ? client.language : "en") : "en",
    mood: theirs ? state.mood : 0.6,
    late: theirs && state.pains > 2 && chance.chance(0.3),
    scope: theirs && chance.chance(client.rates.scopeShare),
    from: turn.from,
    to: turn.to,
  });
  if (!theirs && turn.answers !== null) {
    state.answers++;
    state.answersLogSum += Math.log((run.agenda.nowMs - turn.answers.letter.atMs) / (120 * minuteMs) + 0.02);
  }
  const sent = send(run, {
    from: turn.from, to: [turn.to], cc: turn.cc, subject: turn.subject, text, answers: turn.answers, chance,
    threading: theirs ? threadings[chance.weighted([94, 3, 3])]! : "header",
  }); // prettier-ignore
  const contact = turn.to as unknown as Contact;
  if (!theirs && contact.toDay !== null && day >= contact.toDay) return bounce(run, state, sent, contact);
  if (!theirs && chance.chance(0.012)) vacation(run, state, sent, contact);
  answerToo(run, state, turn, sent);
  goOn(run, state, turn, sent);
};

/** Somebody who was copied in answers as well: the first answer is what counts. */
const answerToo = (run: Run, state: ClientState, turn: Turn, sent: Sent): void => {
  const other = turn.cc.find((person) => person.client === turn.to.client) as Turn["to"] | undefined;
  if (other === undefined || !state.chance.chance(0.06)) return;
  const delayMs = state.chance.logNormal(200, 1.1) * minuteMs;
  const subject = turn.subject.startsWith("Re: ") ? turn.subject : `Re: ${turn.subject}`;
  run.agenda.at(afterWorking(other.zone, run.agenda.nowMs, Math.min(delayMs, 5 * 510 * minuteMs)), () =>
    speak(run, state, {
      from: other,
      to: turn.from,
      cc: [turn.to],
      subject,
      answers: sent,
      length: longestThread,
    }),
  );
};

/** Whether and when the other side answers. */
const goOn = (run: Run, state: ClientState, turn: Turn, sent: Sent): void => {
  const { chance } = state;
  const toUs = turn.to.client === ours;
  const willing = toUs ? 0.8 + 0.06 * Math.log(state.client.rates.attention + 0.1) : 0.6 + 0.05 * state.mood;
  if (turn.length >= longestThread || !chance.chance(Math.min(0.93, Math.max(0.25, willing)))) return;
  const delayMs = toUs ? ourDelayMs(run, state, turn.to as Member) : theirDelayMs(state);
  const nowMs = run.agenda.nowMs;
  const late = chance.chance(toUs ? 0.05 : (turn.to as Contact).lateShare);
  const atMs = late
    ? Math.floor((nowMs + Math.min(delayMs, 10 * 60 * minuteMs)) / 1000) * 1000
    : afterWorking(turn.to.zone, nowMs, delayMs);
  if (atMs - nowMs > patienceDays * dayMs) return;
  const subject = turn.subject.startsWith("Re: ") ? turn.subject : `Re: ${turn.subject}`;
  run.agenda.at(atMs, () =>
    speak(run, state, {
      from: turn.to, to: turn.from, cc: turn.cc, subject, answers: sent, length: turn.length + 1,
    }),
  ); // prettier-ignore
};

interface Beginning {
  readonly day: number;
  readonly weBegin: boolean;
  /** People of another client who are copied in. */
  readonly others?: ReadonlyArray<Person>;
  /** Whom it is with; else whoever it happens to be. */
  readonly contact?: Contact;
}

/** Somebody begins a conversation at some time of that day. */
export const beginConversation = (run: Run, state: ClientState, beginning: Beginning): void => {
  const { day, weBegin, others = [] } = beginning;
  const { chance, client } = state;
  const contacts = contactsAt(state, day);
  const gone = client.contacts.filter(
    (c) => c.guest === null && c.toDay !== null && day >= c.toDay && day - c.toDay < 30,
  );
  if (contacts.length === 0) return;
  const unaware = weBegin && gone.length > 0 && chance.chance(0.3);
  const contact = beginning.contact ?? (unaware ? gone[0]! : pickFirst(state, contacts));
  const members = membersAt(run, state, day);
  const member = pickFirst(state, members);
  const from = weBegin ? member : contact;
  const to = weBegin ? contact : member;
  const cc: Array<Person> = [...others];
  const other = chance.pick(members);
  if (other !== member && chance.chance(0.45)) cc.push(other);
  const colleague = chance.pick(contacts);
  if (colleague !== contact && chance.chance(0.2)) cc.push(colleague);
  const late = !weBegin && chance.chance(contact.lateShare);
  const minute = late ? chance.int(19 * 60, 23 * 60) : chance.int(9 * 60, 17 * 60 + 30);
  const atMs = atMinute(from.zone, day, minute) + chance.int(0, 59) * 1000;
  run.agenda.at(atMs, () =>
    speak(run, state, {
      from,
      to,
      cc,
      subject: subjectOf(chance, client.language),
      answers: null,
      length: 1,
    }),
  );
};
