import type { MailWeek, PersonMessages } from "../sources/mailOfWeeks.ts";

/** Of a client's weeks: whom of theirs and of ours there was contact with lately. */
export interface PeopleWeek {
  readonly contacts90: number;
  readonly contactsEffectiveMilli: number;
  readonly seniorContacts90: number;
  readonly championSilent: number;
  readonly members90: number;
}

/** Messages by person, in order of their names, week by week. */
type Counts = ReadonlyArray<{
  readonly name: string;
  readonly all: Float64Array;
  readonly afterMonday: Float64Array;
}>;

const countsOf = (
  weeks: ReadonlyMap<number, MailWeek>,
  first: number,
  length: number,
  of: (week: MailWeek) => ReadonlyArray<PersonMessages>,
  nameOf: (address: string) => string,
): Counts => {
  const people = new Map<string, { readonly all: Float64Array; readonly afterMonday: Float64Array }>();
  for (const [week, mail] of weeks) {
    const at = week - first;
    if (at < 0 || at >= length) continue;
    for (const { address, messages, afterMonday } of of(mail)) {
      const name = nameOf(address);
      let person = people.get(name);
      if (person === undefined)
        people.set(name, (person = { all: new Float64Array(length), afterMonday: new Float64Array(length) }));
      person.all[at] = person.all[at]! + messages;
      person.afterMonday[at] = person.afterMonday[at]! + afterMonday;
    }
  }
  return [...people]
    .map(([name, counts]) => ({ name, ...counts }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

const sum = (counts: Float64Array, from: number, to: number): number => {
  let total = 0;
  for (let at = Math.max(0, from); at <= to; at++) total += counts[at]!;
  return total;
};

/** Messages of the 90 days before the end of a week: twelve weeks, and of the one before all days but Monday. */
const in90Days = ({ all, afterMonday }: Counts[number], at: number): number =>
  sum(all, at - 11, at) + (afterMonday[at - 12] ?? 0);

/** e^entropy of the shares, thousandths: how many people there would be if all wrote as much. */
export const effectiveMilli = (messages: ReadonlyArray<number>): number => {
  const total = messages.reduce((a, b) => a + b, 0);
  if (total === 0) return 0;
  const entropy = messages.reduce((h, n) => (n === 0 ? h : h - (n / total) * Math.log(n / total)), 0);
  return Math.round(1000 * Math.exp(entropy));
};

const recentWeeks = 8;
const weeksBefore = 26;

const championSilent = (theirs: Counts, at: number): number => {
  let champion: Counts[number] | null = null;
  let most = 0;
  let anybody = 0;
  for (const person of theirs) {
    const before = sum(person.all, at - recentWeeks - weeksBefore + 1, at - recentWeeks);
    // Of equals the first by name.
    if (before > most) [champion, most] = [person, before];
    anybody += sum(person.all, at - recentWeeks + 1, at);
  }
  return champion !== null && anybody > 0 && sum(champion.all, at - recentWeeks + 1, at) === 0 ? 1 : 0;
};

/**
 * What is known of people at the end of each of a client's weeks, from `first` on. `isSenior` by address; `memberOf` tells
 * which of us an address is.
 */
export const peopleOfWeeks = (
  weeks: ReadonlyMap<number, MailWeek>,
  first: number,
  length: number,
  isSenior: (address: string) => boolean,
  memberOf: (address: string) => string,
): ReadonlyArray<PeopleWeek> => {
  const theirs = countsOf(
    weeks,
    first,
    length,
    (week) => week.theirs,
    (address) => address,
  );
  const ours = countsOf(weeks, first, length, (week) => week.ours, memberOf);
  const senior = theirs.map(({ name }) => isSenior(name));
  return Array.from({ length }, (_, at) => {
    const messages = theirs.map((person) => in90Days(person, at));
    return {
      contacts90: messages.filter((n) => n > 0).length,
      contactsEffectiveMilli: effectiveMilli(messages),
      seniorContacts90: messages.filter((n, i) => n > 0 && senior[i]).length,
      championSilent: championSilent(theirs, at),
      members90: ours.filter((person) => in90Days(person, at) > 0).length,
    };
  });
};
