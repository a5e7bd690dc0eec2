import { topics } from "@rapport/contracts/Topics";
import { isoDay, parseDay } from "@rapport/simulator/time/days";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChdb } from "../integration/support/chdb.ts";
import {
  type AgencyEvents,
  agencyEvents,
  type Logged,
} from "../integration/support/economics/agencyEvents.ts";
import { seed } from "../integration/support/economics/checks.ts";
import { projectAgency, sayLater } from "../integration/support/economics/projectAgency.ts";
import { directoryEvents, reportsOn } from "../integration/support/reporting.ts";
import {
  byThreads,
  deriveRisk,
  firstDifference,
  movedByTheBooks,
  riskBytes,
} from "../integration/support/risk/riskBytes.ts";

/** How many past days are compared; RAPPORT_RISK_DATES=100 compares as many. */
const dates = Number(process.env["RAPPORT_RISK_DATES"] ?? 3);
// One agency for all of it, a year and two months long.
const lastDay = "2026-10-31";
const [firstCompared, lastCompared] = [parseDay("2026-01-01"), parseDay(lastDay)];
const at = Date.parse("2026-11-02T06:00:00Z");
const dayMs = 86_400_000;
const chdb = await startChdb();
const [told, other] = [
  { chdb, database: "risk_agency" },
  { chdb, database: "risk_shuffled" },
];
const random = seededRandom(seed);
let agency: AgencyEvents | undefined;
let events: ReadonlyArray<Logged> = [];
const later = 900_000;

const words = (...said: Parameters<typeof directoryEvents>[0]) =>
  directoryEvents(said, later).map((event) => ({ topic: topics.directory, event }));
const confirmed = words({
  type: "setting.set",
  data: { key: "churn.definition", validFrom: null, value: "contracts", source: "test" },
});

/**
 * Of the agency's events those that had happened by the end of a day; of the versions of a contract and of meetings to come
 * those made by then: a meeting of next week may be cancelled in this one.
 */
const happenedBy = (day: string): ReadonlyArray<Logged> => {
  const end = parseDay(day) * dayMs + dayMs;
  return events.filter(({ topic, event }) => {
    if (topic.name === topics.directory.name || !("occurredAt" in event)) return true;
    if (event.type.startsWith("contract.") && "document" in event.data)
      return event.data.document.revision < end;
    if ("changedAt" in event.data && (event.data.changedAt ?? end) < end) return true;
    return event.occurredAt < end;
  });
};

beforeAll(async () => {
  agency = await agencyEvents({ seed: 11, clients: 12, members: 8, months: 14, endDay: parseDay(lastDay) });
  events = [...agency.events, ...confirmed];
  await Effect.runPromise(Effect.provide(projectAgency(events, at), reportsOn(chdb, told.database)));
}, 180_000);
afterAll(async () => {
  await chdb.stop();
  await agency?.remove();
});

describe(`laws of the risk book (seed ${seed})`, () => {
  it("what happens after a day changes nothing of the weeks before it", async () => {
    const day = isoDay(random.int(firstCompared, lastCompared - 30));
    const project = projectAgency(happenedBy(day), parseDay(day) * dayMs + dayMs);
    const database = "risk_until";
    await Effect.runPromise(Effect.provide(project, reportsOn(chdb, database)));
    const bytes = await riskBytes({ chdb, database }, day, movedByTheBooks);
    expect(bytes.split("\n").length).toBeGreaterThan(200);
    expect(firstDifference(await riskBytes(told, day, movedByTheBooks), bytes), day).toBeNull();
  });

  it("merging two clients makes one of their weeks, and taking it back restores every byte", async () => {
    const before = await riskBytes(told, lastDay);
    const again = random.shuffle(events).slice(0, Math.floor(events.length / 4));
    const data = { from: "amber-bay", into: "birch-harbour" };
    const merged = directoryEvents([{ type: "client.merged", data }], later + 1);
    const project = projectAgency(
      [...random.shuffle(events), ...again, ...merged.map((event) => ({ topic: topics.directory, event }))],
      at,
    );
    await Effect.runPromise(Effect.provide(project, reportsOn(chdb, other.database)));
    const together = await riskBytes(other, lastDay);
    expect(together).not.toContain("amber-bay");
    expect(firstDifference(together, before)).not.toBeNull();
    const say = sayLater(directoryEvents([{ type: "client.unmerged", data }], later + 2), later + 2, at);
    await Effect.runPromise(Effect.provide(say, reportsOn(chdb, other.database)));
    expect(firstDifference(await riskBytes(other, lastDay), before)).toBeNull();
  });

  /** Derives the book of each day by its own clock, and says where it differs from what is known of that day now. */
  const derivedThen = (place: typeof told, days: ReadonlyArray<string>, threadsOf: (nth: number) => number) =>
    Effect.forEach(days, (day, nth) =>
      Effect.gen(function* () {
        yield* byThreads(threadsOf(nth))(deriveRisk(parseDay(day) * dayMs + dayMs, `${day} ${nth}`));
        return yield* Effect.promise(() => riskBytes(place, day));
      }),
    ).pipe(Effect.provide(reportsOn(chdb, place.database)), Effect.runPromise);

  it(
    `${dates} past days are the same bytes as one knew them then, from either log, by 1 to 8 threads`,
    async () => {
      const days = Array.from({ length: dates }, () => isoDay(random.int(firstCompared, lastCompared)));
      const now: Array<string> = [];
      for (const day of days) now.push(await riskBytes(told, day));
      const then = await derivedThen(told, days, (nth) => 1 + (nth % 8));
      const elsewhere = await derivedThen(other, days, (nth) => 8 - (nth % 8));
      for (const [i, day] of days.entries()) {
        expect(firstDifference(then[i]!, now[i]!), day).toBeNull();
        expect(firstDifference(elsewhere[i]!, now[i]!), `${day}, the other log`).toBeNull();
      }
    },
    60_000 + dates * 20_000,
  );
});
