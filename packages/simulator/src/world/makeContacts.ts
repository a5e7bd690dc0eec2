import type { Chance } from "../chance/Chance.ts";
import { firstNames, lastNames, titles } from "../names/words.ts";
import { firstDayOf, monthIndex, dayMs } from "../time/days.ts";
import type { Zone } from "../time/Zone.ts";
import type { PlantName } from "./plants.ts";
import type { Contact } from "./types.ts";

interface Ask {
  readonly chance: Chance;
  readonly index: number;
  readonly domains: ReadonlyArray<string>;
  readonly zone: Zone;
  readonly count: number;
  readonly plants: ReadonlyArray<PlantName>;
  readonly startDay: number;
  readonly endDay: number;
}

/** The day on which the planted champion goes: the first of a month, somewhat past the middle. */
export const championLeavesDay = (startDay: number, endDay: number): number =>
  firstDayOf(monthIndex((startDay + (endDay - startDay) * 0.55) * dayMs));

/** A client's people: the first is the champion, who decides and writes most. */
export const makeContacts = (ask: Ask): ReadonlyArray<Contact> => {
  const { chance, index, plants } = ask;
  const late = plants.includes("after-hours caller");
  return Array.from({ length: ask.count }, (_, i) => {
    const first = firstNames[(index * 3 + i * 11 + 5) % firstNames.length]!;
    const last = lastNames[(index * 5 + i * 7 + 3) % lastNames.length]!;
    const [title, seniority] = i === 0 ? titles[chance.int(0, 3)]! : titles[chance.int(2, 7)]!;
    const goes = i === 0 && plants.includes("champion who leaves");
    const drifts = i > 1 && chance.chance(0.15);
    return {
      first,
      name: `${first} ${last}`,
      email: `${first}.${last}@${ask.domains[i % ask.domains.length]!}`.toLowerCase(),
      zone: ask.zone,
      client: index,
      title,
      seniority,
      fromDay: i > 2 && chance.chance(0.3) ? ask.startDay + chance.int(60, 400) : 0,
      toDay: goes
        ? championLeavesDay(ask.startDay, ask.endDay)
        : drifts
          ? ask.startDay + chance.int(200, 900)
          : null,
      guest: null,
      zendeskUser: 10_000 + index * 20 + i,
      clockWrong: i === 1 && plants.includes("clock in the wrong century"),
      lateShare: late ? 0.7 : Math.min(0.5, chance.logNormal(0.08, 0.7)),
    };
  });
};
