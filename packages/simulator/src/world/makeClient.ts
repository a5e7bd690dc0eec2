import type { Chance } from "../chance/Chance.ts";
import { companyFirst, companySecond, segments } from "../names/words.ts";
import { zoneOf } from "../time/Zone.ts";
import { makeContacts } from "./makeContacts.ts";
import type { PlantName } from "./plants.ts";
import type { Client, Member, Plan, Rates } from "./types.ts";

const places = [
  { zone: "Europe/London", currency: "GBP", language: "en", weight: 55 },
  { zone: "Europe/Berlin", currency: "EUR", language: "de", weight: 12 },
  { zone: "Europe/Paris", currency: "EUR", language: "fr", weight: 8 },
  { zone: "Europe/Madrid", currency: "EUR", language: "es", weight: 6 },
  { zone: "America/New_York", currency: "USD", language: "en", weight: 12 },
  { zone: "America/Los_Angeles", currency: "USD", language: "en", weight: 4 },
  { zone: "Asia/Singapore", currency: "USD", language: "en", weight: 3 },
] as const;

const seasons = {
  even: [1, 1, 1, 1, 1, 1, 0.9, 0.8, 1, 1, 1, 0.8],
  winter: [0.7, 0.7, 0.8, 0.9, 0.9, 0.9, 0.9, 1, 1.2, 1.4, 1.5, 1.1],
  summer: [0.8, 0.9, 1.1, 1.2, 1.3, 1.3, 1.2, 1, 0.9, 0.8, 0.7, 0.6],
  autumn: [0.9, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 1.3, 1.5, 1.2, 1, 0.7],
  quarter: [1.2, 0.9, 1.1, 1.2, 0.9, 1.1, 1.1, 0.7, 1.1, 1.2, 0.9, 1.1],
} as const;
const silentSpring = [0.02, 0.01, 0.01, 0.05, 0.6, 1.2, 1.6, 1.8, 1.9, 1.6, 1.2, 0.6];

const nameOf = (index: number, noun: string) => {
  const first = companyFirst[index % companyFirst.length]!;
  const around = Math.floor(index / companyFirst.length);
  const second = companySecond[(index * 5 + around) % companySecond.length]!;
  const turn = Math.floor(index / (companyFirst.length * companySecond.length));
  const short = `${first} ${second}${turn === 0 ? "" : ` ${turn + 1}`}`;
  const id = short.toLowerCase().replaceAll(" ", "-");
  return { name: `${short} ${noun}`, id, domain: `${id.replaceAll("-", "")}.example` };
};

const ratesOf = (chance: Chance, size: number, plants: ReadonlyArray<PlantName>): Rates => {
  const has = (name: PlantName) => plants.includes(name);
  const noisy = has("noisy low payer") ? 3 : 1;
  // A plant shows for what it is, whatever the seed.
  const spread = plants.length > 0 ? 0.4 : 1;
  return {
    mails: 0.125 * Math.sqrt(size) * chance.logNormal(1, 0.45 * spread) * noisy,
    tickets:
      chance.chance(0.65) || noisy > 1
        ? 0.2 * Math.sqrt(size) * chance.logNormal(1, 0.5 * spread) * noisy
        : 0,
    meetingEveryDays: chance.chance(0.85) ? [7, 7, 14, 14, 28][chance.int(0, 4)]! : null,
    calls: 0.05 * Math.sqrt(size) * chance.logNormal(1, 0.4),
    workHours: 36 * size * chance.logNormal(1, 0.25) * (has("scope creeper") ? 1.6 : 1),
    scopeShare: has("scope creeper") ? 0.4 : Math.min(0.3, chance.logNormal(0.06, 0.6)),
    paysLateDays: has("late payer") ? 48 : has("neglected good payer") ? -6 : -3 + chance.logNormal(4, 0.9),
    attention: has("neglected good payer") ? 0.2 : chance.logNormal(1, 0.3 * spread),
    temper: has("noisy low payer") ? 0.3 : 0.4 * spread * chance.normal(),
  };
};

const priceOf = (chance: Chance, size: number, plants: ReadonlyArray<PlantName>) => {
  const cheap = plants.includes("noisy low payer") ? 0.35 : 1;
  const hourlyMinor = Math.round((9_500 + 1_500 * chance.normal()) / 500) * 500;
  const retainerHours = Math.max(6, Math.round(34 * size));
  return {
    hourlyMinor: Math.max(6_000, hourlyMinor),
    retainerHours,
    feeMinor: Math.round((retainerHours * Math.max(6_000, hourlyMinor) * 0.95 * cheap) / 5_000) * 5_000,
  };
};

interface Ask {
  readonly chance: Chance;
  readonly index: number;
  readonly plants: ReadonlyArray<PlantName>;
  readonly members: ReadonlyArray<Member>;
  readonly startDay: number;
  readonly endDay: number;
}

const sizeOf = (chance: Chance, plants: ReadonlyArray<PlantName>): number => {
  if (plants.includes("single-threaded whale")) return 6;
  if (plants.includes("neglected good payer")) return 2.2;
  if (plants.length > 0) return chance.logNormal(1.2, 0.3);
  return Math.min(4.5, chance.logNormal(0.85, 0.6));
};

const teamOf = (chance: Chance, members: ReadonlyArray<Member>, size: number): ReadonlyArray<number> => {
  const lasting = members.filter((m) => m.leftDay === null && m.joinedDay === members[0]!.joinedDay);
  const owners = lasting.filter((m) => m.band === "partner" || m.band === "lead");
  const owner = chance.pick(owners.length > 0 ? owners : lasting);
  const others = chance
    .shuffle(members.filter((m) => m !== owner))
    .slice(0, size > 2 ? 4 : size > 0.8 ? 3 : 2);
  return [owner.index, ...others.map((m) => m.index)];
};

/** One client as it is by nature, all of it drawn from its own source of chance. */
export const makeClient = (ask: Ask): Client => {
  const { index, plants, startDay, endDay } = ask;
  const chance = ask.chance.fork(`client/${index}`);
  const segment = chance.pick(segments);
  const { name, id, domain } = nameOf(index, segment.noun);
  const planted = plants.length > 0;
  const place = plants.includes("currency mix")
    ? places[0]
    : places[chance.weighted(places.map((p) => p.weight))]!;
  const domains = plants.includes("client with two domains")
    ? [domain, `${id.split("-")[0]!}-group${index}.example`]
    : [domain];
  const size = sizeOf(chance, plants);
  const plan: Plan = planted || chance.chance(0.55) ? "retainer" : chance.chance(0.6) ? "project" : "hourly";
  const joinsLater = !planted && chance.chance(0.3);
  const zone = zoneOf(place.zone);
  const count = plants.includes("single-threaded whale") ? 1 : chance.int(2, size > 1.5 ? 7 : 4);
  return {
    index,
    id,
    name,
    domains,
    billing: `C${1001 + index}`,
    projects: Array.from(
      { length: chance.int(1, 3) },
      (_, i) => `${id.slice(0, 3).toUpperCase()}${index}-${i + 1}`,
    ),
    zendeskOrganization: index % 9 === 8 ? null : 5_000 + index,
    segment: segment.name,
    tier: size > 2 ? "A" : size > 0.8 ? "B" : "C",
    currency: place.currency,
    zone,
    language: place.language,
    contacts: makeContacts({
      chance,
      index,
      domains,
      zone,
      count: Math.max(count, plants.includes("single-threaded whale") ? 1 : 3),
      plants,
      startDay,
      endDay,
    }),
    team: teamOf(chance, ask.members, size),
    plan,
    ...priceOf(chance, size, plants),
    noticeDays: chance.pick([30, 60, 90]),
    startsDay: joinsLater
      ? startDay + chance.int(20, Math.max(21, Math.floor((endDay - startDay) * 0.7)))
      : 0,
    renewalMonth: chance.int(0, 11),
    season: plants.includes("seasonal client who only looks silent") ? silentSpring : seasons[segment.season],
    rates: ratesOf(chance, size, plants),
    plants,
  };
};
