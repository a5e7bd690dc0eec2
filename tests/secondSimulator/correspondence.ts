import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { type Course, liveliness, type WeekAt } from "./Course.ts";

export type Correspondence = Pick<
  ClientWeek,
  | "messagesIn" | "messagesOut" | "threadsByThem" | "threadsByUs" | "activeDays" | "messagesInAfterHours" | "asksIn"
  | "asksUnanswered" | "repliesOurs" | "replyLogOursMilli" | "repliesTheirs" | "replyLogTheirsMilli" | "toneSumMilli"
  | "toneMessages" | "complaints" | "contacts90" | "contactsEffectiveMilli" | "seniorContacts90" | "championSilent" | "members90"
>; // prettier-ignore

/** Chances of a message that praises, and of one that complains, by mood. */
const praise = [0.3, 0.2, 0.1, 0.07] as const;
const blame = {
  quiet: [0.005, 0.01, 0.025, 0.03],
  loud: [0.01, 0.02, 0.17, 0.26],
  faint: [0.005, 0.015, 0.04, 0.06],
} as const;

const milli = (minutes: number): number => Math.round(1000 * Math.log(1 + minutes));

/** Messages of each person over weeks `from` to `to` back, newest first. */
const sumsOf = (course: Course, from: number, to: number): ReadonlyArray<number> => {
  const weeks = course.written.slice(from, to);
  return Array.from({ length: course.nature.people }, (_, i) =>
    weeks.reduce((sum, week) => sum + week[i]!, 0),
  );
};

/** Who wrote how much this week, how many of theirs have written in thirteen weeks, and whether the first of them fell silent. */
const people = (course: Course, messagesIn: number) => {
  const { nature, draws, written } = course;
  const counts = Array.from({ length: nature.people }, () => 0);
  const weights = counts.map((_, i) =>
    i === 0 && !course.championHere && nature.people > 1 ? 0 : 1 / (1 + i),
  );
  for (let i = 0; i < messagesIn; i++) counts[draws.weighted(weights)]!++;
  written.unshift(counts);
  if (written.length > 34) written.pop();
  const sums = sumsOf(course, 0, 13);
  const total = sums.reduce((sum, one) => sum + one, 0);
  const entropy = sums.reduce(
    (sum, one) => (one === 0 ? sum : sum - (one / total) * Math.log(one / total)),
    0,
  );
  const [now, before] = [sumsOf(course, 0, 8), sumsOf(course, 8, 34)];
  const most = Math.max(...before);
  const champion = before.indexOf(most);
  return {
    contacts90: sums.filter((one) => one > 0).length,
    contactsEffectiveMilli: total === 0 ? 0 : Math.round(1000 * Math.exp(entropy)),
    seniorContacts90: sums.filter((one, i) => one > 0 && i < nature.seniors).length,
    championSilent: most > 0 && now[champion] === 0 && now.some((one) => one > 0) ? 1 : 0,
  };
};

const answers = (course: Course, asksIn: number, threadsByUs: number) => {
  const { nature, draws, mood, fault } = course;
  let [repliesOurs, replyLogOursMilli] = [0, 0];
  const waiting = asksIn + course.unanswered;
  for (let i = 0; i < waiting; i++) {
    if (!draws.chance(fault ? 0.72 : 0.9)) continue;
    repliesOurs++;
    replyLogOursMilli += milli(draws.logLogistic(nature.pace * (fault ? 1.7 : 1), 1.6));
  }
  course.unanswered = Math.min(3, waiting - repliesOurs);
  const repliesTheirs = draws.binomial(threadsByUs, mood === 3 ? 0.5 : 0.7);
  let replyLogTheirsMilli = 0;
  for (let i = 0; i < repliesTheirs; i++)
    replyLogTheirsMilli += milli(draws.logLogistic(190 * (1 + 0.12 * mood), 1.4));
  return {
    repliesOurs,
    replyLogOursMilli,
    repliesTheirs,
    replyLogTheirsMilli,
    asksUnanswered: course.unanswered,
  };
};

/** A week's mail: whether there is contact at all, then how much of it in a burst. */
export const correspond = (course: Course, at: WeekAt): Correspondence => {
  const { nature, draws, mood } = course;
  const lively = at.silent ? 0 : liveliness(course, at);
  const active = draws.chance(Math.min(0.98, nature.contact * lively));
  const messagesIn = active ? 1 + draws.negativeBinomial(nature.burst * Math.min(1.2, lively), 1.1) : 0;
  const threadsByUs = at.silent ? 0 : draws.negativeBinomial(0.9 * (at.businessDays / 5), 2);
  const threadsByThem = active ? 1 + draws.binomial(messagesIn - 1, 0.25) : 0;
  const said = answers(course, draws.binomial(messagesIn, 0.35), threadsByUs);
  const repliesTheirs = Math.min(messagesIn, said.repliesTheirs);
  const complaints = draws.binomial(messagesIn, blame[nature.symptom][mood]);
  const praises = draws.binomial(messagesIn - complaints, praise[mood]);
  const tone = complaints * -550 + praises * 450 + 60 * (messagesIn - complaints - praises);
  return {
    messagesIn,
    messagesOut: threadsByUs + said.repliesOurs,
    threadsByThem,
    threadsByUs,
    activeDays: active ? Math.min(at.businessDays, 1 + draws.binomial(messagesIn - 1, 0.5)) : 0,
    messagesInAfterHours: draws.binomial(messagesIn, 0.08),
    asksIn: Math.min(messagesIn, Math.round(messagesIn * 0.35)),
    ...said,
    repliesTheirs,
    replyLogTheirsMilli: said.repliesTheirs === 0 ? 0 : Math.round((said.replyLogTheirsMilli * repliesTheirs) / said.repliesTheirs),
    toneSumMilli: tone,
    toneMessages: messagesIn,
    complaints,
    ...people(course, messagesIn),
    members90: 1 + Math.min(3, Math.floor(nature.hours / 4)),
  };
}; // prettier-ignore
