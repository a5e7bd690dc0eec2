import type { Chance } from "../chance/Chance.ts";
import type { Run } from "../Run.ts";
import type { Letter } from "../sources/Mailboxes.ts";
import type { Dress } from "../sources/mime.ts";
import { dayMs } from "../time/days.ts";
import { type Client, type Contact, type Member, nobodys, ours, type Person } from "../world/types.ts";
import { readMinutes, writeMinutes } from "./effort.ts";

type Side = "us" | "them" | "other";

/** A message that was sent, as far as answers need to know it. */
export interface Sent {
  readonly letter: Letter;
  readonly people: ReadonlyArray<Person>;
  readonly plausible: boolean;
  /** Who wrote it, as each client it touches sees it. */
  readonly sides: ReadonlyMap<string, Side>;
  /** Clients for which the other side has answered it. */
  readonly answered: Set<string>;
}

export interface Draft {
  readonly from: Person;
  readonly to: ReadonlyArray<Person>;
  readonly cc: ReadonlyArray<Person>;
  readonly subject: string;
  readonly text: string;
  readonly answers: Sent | null;
  readonly chance: Chance;
  readonly automatic?: ReadonlyArray<string>;
  readonly body?: string;
  /** How the answer names what it answers; `header` where nothing is said. */
  readonly threading?: Threading;
}

/**
 * `header`: by In-Reply-To and References. `none`: by its subject alone, as some phones do. `unseen`: it answers
 * a message among themselves that never reached us; References lead on to the one that did.
 */
export type Threading = "header" | "none" | "unseen";

const centuryDays = 36_525;
const wordsIn = (text: string): number => text.split(/\s+/).length;
const isMember = (person: Person): person is Member => person.client === ours;

/** Name and address as the party of an outsider that is no client: their organisation. */
const partyOf = (run: Run, person: Person): string =>
  person.client === nobodys
    ? `domain:${person.email.split("@")[1]!}`
    : (run.world.clients[person.client] as Client).id;

const sidesOf = (run: Run, from: Person, people: ReadonlyArray<Person>): ReadonlyMap<string, Side> => {
  const sides = new Map<string, Side>();
  for (const person of people) {
    if (person.client === ours) continue;
    const party = partyOf(run, person);
    if (sides.has(party)) continue;
    const mine = from.client !== ours && partyOf(run, from) === party;
    sides.set(party, mine ? "them" : from.client === ours ? "us" : "other");
  }
  return sides;
};

/** Months, sides and answers of one message that a person wrote. */
const count = (run: Run, sent: Sent, answers: Sent | null): void => {
  for (const [party, side] of sent.sides) {
    const month = sent.plausible ? sent.letter.dateMs : 0;
    const cell = run.truth.cell(party, month);
    cell.messages++;
    if (side === "them") cell.messagesIn++;
    if (side === "us") cell.messagesOut++;
    const asked = answers?.sides.get(party);
    if (answers === null || asked === undefined || !sent.plausible || !answers.plausible) continue;
    const elapsedMs = sent.letter.dateMs - answers.letter.dateMs;
    if (elapsedMs < 0 || answers.answered.has(party)) continue;
    if (!((asked === "us" && side === "them") || (asked === "them" && side === "us"))) continue;
    answers.answered.add(party);
    const question = run.truth.cell(party, answers.letter.dateMs);
    (asked === "us" ? question.theirElapsedMs : question.ourElapsedMs).push(elapsedMs);
  }
};

/** Whose time it takes: the writer's and the readers', for the first client it touches. */
const spend = (run: Run, sent: Sent, draft: Draft): void => {
  const client = sent.people.find((person) => person.client >= 0)?.client ?? ours;
  const words = wordsIn(draft.text);
  for (const person of new Set(sent.people)) {
    if (!isMember(person)) continue;
    const writes = person === draft.from;
    const minutes = writes ? writeMinutes(draft.chance, words) : readMinutes(draft.chance, words);
    run.sheets.worked(person.index, client, sent.letter.atMs, minutes, "Correspondence", false);
  }
};

const quoteOf = (parent: Sent): string => {
  const { letter } = parent;
  const lines = letter.text
    .split("\n")
    .filter((line) => !line.startsWith(">") && !/^On .* wrote:$/.test(line));
  const when = new Date(letter.atMs).toISOString().slice(0, 16).replace("T", " at ");
  return `\n\nOn ${when}, ${letter.from.name} wrote:\n${lines.map((line) => `> ${line}`).join("\n")}`;
};

const signatureOf = (person: Person): string =>
  `\n\n-- \n${person.name}\n${isMember(person) ? `${person.role}, Northlight Studio` : ((person as Partial<Contact>).title ?? "")}`;

const dressOf = (chance: Chance): Dress =>
  (["plain", "quoted", "base64", "alternative"] as const)[chance.weighted([45, 20, 8, 27])]!;

const threadOf = (draft: Draft, unseen: string): Pick<Letter, "inReplyTo" | "references"> => {
  const { answers, threading = "header" } = draft;
  if (answers === null || threading === "none") return { inReplyTo: null, references: [] };
  const before = [...answers.letter.references, answers.letter.id].slice(-12);
  return threading === "unseen"
    ? { inReplyTo: unseen, references: [...before, unseen] }
    : { inReplyTo: answers.letter.id, references: before };
};

/** Sends a message now: into the mailboxes of all of us it concerns, and into the truth. */
export const send = (run: Run, draft: Draft): Sent => {
  const { from, answers, chance } = draft;
  const atMs = run.agenda.nowMs;
  const wrong = (from as Partial<Contact>).clockWrong === true;
  const dateMs = wrong ? atMs - centuryDays * dayMs : atMs;
  const people = [from, ...draft.to, ...draft.cc];
  const domain = from.email.split("@")[1]!;
  const number = run.numbers.next("mail");
  const automatic = draft.automatic !== undefined;
  const text =
    automatic || draft.body !== undefined
      ? draft.text
      : `${draft.text}${chance.chance(0.8) ? signatureOf(from) : ""}${answers !== null && chance.chance(0.85) ? quoteOf(answers) : ""}`;
  const letter: Letter = {
    id: `${number.toString(36)}.${Math.floor(chance.next() * 1e9).toString(36)}@${domain}`,
    atMs,
    dateMs,
    offsetMinutes: from.zone.offsetMinutes(atMs),
    from,
    to: draft.to,
    cc: draft.cc,
    subject: draft.subject,
    text,
    ...threadOf(draft, `${number.toString(36)}.unseen@${domain}`),
    dress: dressOf(chance),
    extra: draft.automatic ?? [],
    ...(draft.body === undefined ? {} : { body: draft.body }),
  };
  const holders = [...new Set(people.filter(isMember).map((member) => member.index))];
  run.mailboxes.deliver(letter, holders);
  const sides = sidesOf(run, from, people);
  const sent: Sent = { letter, people, plausible: !wrong, sides, answered: new Set() };
  if (automatic) run.counts.automaticMails++;
  else {
    count(run, sent, draft.threading === "none" ? null : answers);
    spend(run, sent, draft);
  }
  return sent;
};
