import { textSignals } from "@rapport/domain/mail/TextSignals";
import type { Keepers } from "@rapport/simulator/sources/Keepers";
import type { Letter } from "@rapport/simulator/sources/Mailboxes";
import { isClosed } from "@rapport/simulator/time/closedDays";
import { type Member, ours } from "@rapport/simulator/world/types";
import { type ClientTally, dayMs } from "./WeekTally.ts";

/** A letter as far as its answers need it. */
interface Heard {
  readonly atMs: number;
  readonly from: number;
  answered: boolean;
  readonly ask: { answeredMs: number | null } | null;
}

const minuteMs = 60_000;
const opens = 9 * 60;
const closes = 17.5 * 60;

const openMinutes = (minute: number): number => Math.max(0, Math.min(closes, minute) - opens);

/** Minutes between two moments in which somebody works: nine to half past five (UTC) of days that are not closed. */
export const workingMinutes = (fromMs: number, toMs: number): number => {
  let minutes = 0;
  for (let day = Math.floor(fromMs / dayMs); day <= Math.floor(toMs / dayMs); day++) {
    if (isClosed(day)) continue;
    const [from, to] = [(fromMs - day * dayMs) / minuteMs, (toMs - day * dayMs) / minuteMs];
    minutes += openMinutes(Math.min(1440, to)) - openMinutes(Math.max(0, from));
  }
  return minutes;
};

const milli = (minutes: number): number => Math.round(1000 * Math.log(1 + minutes));
const praise = /great work|very happy|really appreciated/;
const blame = /disappointing|which is a problem|not acceptable|frustrated/;

const ownWords = (text: string): string => text.split("\n\nOn ")[0]!;

const isLate = (letter: Letter): boolean => {
  const clock = new Date(letter.dateMs + letter.offsetMinutes * minuteMs);
  const hour = clock.getUTCHours();
  return hour < 8 || hour >= 18 || clock.getUTCDay() % 6 === 0;
};

/** What they wrote: how much, when, and what about. */
const hearTheirs = (tally: ClientTally, letter: Letter) => {
  const week = tally.at(letter.dateMs);
  const words = ownWords(letter.text);
  const signals = textSignals(words);
  week.messagesIn++;
  week.toneMessages++;
  week.toneSumMilli += praise.test(words) ? 450 : 60;
  if (blame.test(words)) week.toneSumMilli -= 600;
  if (signals.complaint) week.complaints++;
  if (isLate(letter)) week.messagesInAfterHours++;
  tally.active(letter.dateMs);
  tally.write(letter.from.email, letter.dateMs);
  if (!signals.asks) return null;
  week.asksIn++;
  const ask = { atMs: letter.dateMs, answeredMs: null };
  tally.asks.push(ask);
  return ask;
};

/** Takes the answer into the week in which it was given. */
const hearAnswer = (tally: ClientTally, letter: Letter, asked: Heard): void => {
  const weAnswer = letter.from.client === ours;
  if (asked.answered || weAnswer === (asked.from === ours)) return;
  asked.answered = true;
  const week = tally.at(letter.dateMs);
  const took = milli(workingMinutes(asked.atMs, letter.dateMs));
  if (weAnswer) {
    week.repliesOurs++;
    week.replyLogOursMilli += took;
    if (asked.ask !== null) asked.ask.answeredMs = letter.dateMs;
  } else {
    week.repliesTheirs++;
    week.replyLogTheirsMilli += took;
  }
};

/** Hears letters: of machines and with an impossible date nothing is counted. */
export const hearMail = (tallyOf: (client: number) => ClientTally): Keepers["mailboxes"] => {
  // Per client its letters by id: of a letter to two clients each has its own.
  const letters = new Map<string, Heard>();
  const hear = (client: number, letter: Letter): void => {
    const tally = tallyOf(client);
    const from = letter.from.client;
    const ask = from === client ? hearTheirs(tally, letter) : null;
    if (from === ours) tally.at(letter.dateMs).messagesOut++;
    const begins = letter.inReplyTo === null && !letter.subject.startsWith("Re: ");
    if (begins && from === client) tally.at(letter.dateMs).threadsByThem++;
    if (begins && from === ours) tally.at(letter.dateMs).threadsByUs++;
    const asked = letter.inReplyTo === null ? undefined : letters.get(`${client} ${letter.inReplyTo}`);
    if (asked !== undefined) hearAnswer(tally, letter, asked);
    letters.set(`${client} ${letter.id}`, { atMs: letter.dateMs, from, answered: false, ask });
    for (const person of [letter.from, ...letter.to, ...letter.cc])
      if (person.client === ours) tally.meet((person as Member).index, letter.dateMs);
  };
  return {
    deliver: (letter) => {
      if (letter.extra.length > 0 || letter.body !== undefined || letter.dateMs !== letter.atMs) return;
      const people = [letter.from, ...letter.to, ...letter.cc];
      for (const client of new Set(people.map((person) => person.client)))
        if (client >= 0) hear(client, letter);
    },
  };
};
