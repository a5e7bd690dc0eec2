import { assert, describe, it } from "@effect/vitest";
import { type SeededRandom, seededRandom } from "../../seededRandom.ts";
import type { Contribution } from "../Contribution.ts";
import { mulDivRound } from "./apportion.ts";
import { deriveEffortMonth } from "./deriveEffortMonth.ts";
import type { EffortMonthInput, Holder, MeetingFact, TicketFact, TimeFact } from "./EffortMonth.ts";

const seeds = Array.from({ length: 60 }, (_, seed) => seed);
const days = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"];
const people = ["ann", "bob", "cat", "dan"];
const hourMs = 3_600_000;
const settings = new Map([["after_hours.cost", "1.5"]]);

const one = (state: Holder["state"], party: string): Holder => ({ state, party, shareMicro: 1_000_000 });
const parties = [
  one("client", "acme"),
  one("client", "bolt"),
  one("organisation", "domain:x"),
  one("unattributed", "domain:x"),
  one("internal", ""),
];

const holdersOf = (random: SeededRandom): ReadonlyArray<Holder> => {
  const [first, second] = random.shuffle(parties);
  if (random.chance(0.6)) return [first!];
  const shareMicro = random.int(1, 999_999);
  return [
    { ...first!, shareMicro },
    { ...second!, shareMicro: 1_000_000 - shareMicro },
  ];
};

const msOf = (random: SeededRandom): number =>
  Date.parse(random.pick(days)) + random.int(8 * 3600, 12 * 3600) * 1000;

const meetingOf = (random: SeededRandom, eventId: string): MeetingFact => {
  const startMs = msOf(random);
  const minutes = random.int(0, 90);
  return {
    eventId,
    startMs,
    endMs: startMs + minutes * 60_000,
    minutes,
    outcome: random.chance(0.8) ? "held" : "cancelled",
    moved: random.chance(0.2),
    noticeMs: random.pick([null, hourMs, 48 * hourMs]),
    organiser: random.pick([null, ...people]),
    attendees: people
      .filter(() => random.chance(0.5))
      .map((person) => ({ person, answer: random.pick(["accepted", "tentative", "none", "declined"]) })),
    holders: holdersOf(random),
  };
};

const ticketOf = (random: SeededRandom, eventId: string): TicketFact => ({
  eventId,
  ms: msOf(random),
  kind: random.pick(["opened", "replied", "reassigned", "reopened", "escalated"]),
  times: random.int(1, 2),
  ticket: "t",
  repliesOut: random.int(0, 3),
  person: random.pick([null, ...people]),
  words: random.int(0, 200),
  holders: holdersOf(random),
});

const timeOf = (random: SeededRandom, eventId: string): TimeFact => {
  const startMs = msOf(random);
  const seconds = random.int(-20, 120) * 60;
  const interval = random.chance(0.5)
    ? { startMs, endMs: startMs + seconds * 1000 }
    : { startMs: null, endMs: null };
  return {
    eventId,
    day: new Date(startMs).toISOString().slice(0, 10),
    ...interval,
    seconds,
    // Somebody whom the directory does not know logs as well.
    person: random.pick([...people, "eve"]),
    activity: random.pick(["Call", "design"]),
    holder: random.pick(parties),
  };
};

const many = <A>(count: number, make: (id: string) => A, kind: string): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, i) => make(`${kind}${i}`));

const monthOf = (seed: number): EffortMonthInput => {
  const random = seededRandom(seed);
  return {
    month: "2026-10",
    people: people.map((id, i) => ({
      id,
      band: ["junior", "senior", "senior", ""][i]!,
      rates: [
        { from: "2026-01-01", hourlyMinor: random.int(2_000, 12_000) },
        { from: "2026-10-05", hourlyMinor: random.int(2_000, 12_000) },
      ].slice(i === 3 ? 2 : 0),
      paidSeconds: new Map(
        days.filter(() => random.chance(0.7)).map((day) => [day, random.int(0, 8 * 3600)]),
      ),
    })),
    workingDays: random.chance(0.8) ? days : [],
    mails: many(
      random.int(0, 30),
      (eventId) => ({
        eventId,
        ms: msOf(random),
        words: random.int(0, 400),
        writer: random.pick([null, null, ...people]),
        readers: people
          .filter(() => random.chance(0.5))
          .map((person) => ({ person, copied: random.chance(0.4) })),
        holders: holdersOf(random),
      }),
      "mail",
    ),
    meetings: many(random.int(0, 12), (id) => meetingOf(random, id), "meeting"),
    tickets: many(random.int(0, 15), (id) => ticketOf(random, id), "ticket"),
    times: many(random.int(0, 15), (id) => timeOf(random, id), "time"),
    overheads: many(
      random.int(0, 3),
      (eventId) => ({ eventId, amountMinor: random.int(-20_000, 100_000) }),
      "rent",
    ),
    calibration: { factorMicro: random.int(500, 1500) * 1000, sdMicro: 0, spreadMicro: 0, clientMonths: 0 },
    settingsOn: () => settings,
  };
};

const sumOf = <A>(rows: ReadonlyArray<A>, of: (row: A) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);
const totals = (
  rows: ReadonlyArray<Contribution>,
  keyOf: (row: Contribution) => string,
): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + row.seconds;
  return sums;
};

/** Says which seed it was. */
const eachSeed = (check: (seed: number) => void) => (): void => {
  for (const seed of seeds) {
    try {
      check(seed);
    } catch (cause) {
      throw new Error(`With seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    }
  }
};

describe("laws of a month's effort", () => {
  it(
    "conserves cost by day and month, and every document of overhead",
    eachSeed((seed) => {
      const input = monthOf(seed);
      const { contributions, ...month } = deriveEffortMonth(input);
      for (const row of contributions)
        for (const value of [row.seconds, row.rawSeconds, row.costMinor])
          assert.isTrue(Number.isSafeInteger(value));
      const work = contributions.filter(({ category }) => category !== "overhead");
      let capacityMinor = 0;
      for (const day of new Set([...days, ...work.map((row) => row.day)])) {
        const supplied = sumOf(input.people, ({ rates, paidSeconds }) => {
          const rate = rates.findLast(({ from }) => from <= day)?.hourlyMinor ?? 0;
          return mulDivRound(mulDivRound(paidSeconds.get(day) ?? 0, 4, 5), rate, 3600);
        });
        capacityMinor += supplied;
        assert.strictEqual(
          sumOf(
            work.filter((row) => row.day === day),
            (row) => row.costMinor,
          ),
          supplied,
          day,
        );
      }
      assert.strictEqual(month.capacityCostMinor, capacityMinor);
      assert.strictEqual(
        sumOf(work, (row) => row.seconds),
        month.capacitySeconds,
      );
      for (const { eventId, amountMinor } of input.overheads)
        assert.strictEqual(
          sumOf(
            contributions.filter((row) => row.eventId === eventId),
            (row) => row.costMinor,
          ),
          amountMinor,
        );
      assert.strictEqual(
        sumOf(contributions, (row) => row.costMinor),
        month.capacityCostMinor + month.overheadMinor,
      );
    }),
  );

  it(
    "counts logged time whole, and each figure under a name of its own",
    eachSeed((seed) => {
      const input = monthOf(seed);
      const { contributions } = deriveEffortMonth(input);
      const logged = contributions.filter(({ measured, category }) => measured && category !== "overhead");
      const named = input.times.filter(({ seconds }) => seconds !== 0);
      assert.deepStrictEqual(
        totals(logged, (row) => `${row.eventId} ${row.day} ${row.state} ${row.party}`),
        Object.fromEntries(
          logged.map((row) => {
            const { day, holder, seconds } = named.find(({ eventId }) => eventId === row.eventId)!;
            return [`${row.eventId} ${day} ${holder.state} ${holder.party}`, seconds];
          }),
        ),
      );
      assert.strictEqual(logged.length, named.length);
      const names = contributions.map((row) =>
        [row.day, row.state, row.party, row.category, row.eventId, row.band].join("|"),
      );
      assert.strictEqual(new Set(names).size, names.length);
    }),
  );

  it(
    "does not depend on the order of anything",
    eachSeed((seed) => {
      const input = monthOf(seed);
      const random = seededRandom(seed + 1000);
      const shuffled: EffortMonthInput = {
        ...input,
        people: random.shuffle(input.people).map((person) => ({
          ...person,
          paidSeconds: new Map(random.shuffle([...person.paidSeconds])),
        })),
        workingDays: random.shuffle(input.workingDays),
        mails: random.shuffle(input.mails).map((mail) => ({
          ...mail,
          readers: random.shuffle(mail.readers),
          holders: random.shuffle(mail.holders),
        })),
        meetings: random.shuffle(input.meetings).map((meeting) => ({
          ...meeting,
          attendees: random.shuffle(meeting.attendees),
          holders: random.shuffle(meeting.holders),
        })),
        tickets: random
          .shuffle(input.tickets)
          .map((one) => ({ ...one, holders: random.shuffle(one.holders) })),
        times: random.shuffle(input.times),
        overheads: random.shuffle(input.overheads),
      };
      assert.deepStrictEqual(deriveEffortMonth(shuffled), deriveEffortMonth(input));
    }),
  );

  it(
    "shares an event's effort out without adding or losing a second",
    eachSeed((seed) => {
      const input = monthOf(seed);
      const whole = {
        ...input,
        times: input.times.map((time) => ({ ...time, holder: one("internal", "own") })),
      };
      const holders = [one("client", "acme")];
      const alone = {
        ...whole,
        mails: whole.mails.map((mail) => ({ ...mail, holders })),
        meetings: whole.meetings.map((meeting) => ({ ...meeting, holders })),
        tickets: whole.tickets.map((ticket) => ({ ...ticket, holders })),
      };
      const byEvent = (of: EffortMonthInput): Record<string, number> =>
        totals(
          deriveEffortMonth(of).contributions.filter(
            ({ state, category }) => state !== "unused" && category !== "overhead",
          ),
          (row) => `${row.eventId} ${row.category} ${row.band}`,
        );
      assert.deepStrictEqual(byEvent(alone), byEvent(whole));
    }),
  );

  it(
    "gives every second of a person one owner",
    eachSeed((seed) => {
      const drawn = monthOf(seed);
      const ann = <A extends { readonly person: string | null }>(fact: A): A => ({ ...fact, person: "ann" });
      const holders = [one("client", "acme")];
      const input: EffortMonthInput = {
        ...drawn,
        calibration: { ...drawn.calibration, factorMicro: 1_000_000 },
        mails: drawn.mails.map((mail) => ({ ...mail, writer: "ann", readers: [], holders })),
        meetings: drawn.meetings.map((meeting) => ({
          ...meeting,
          outcome: "held",
          moved: false,
          organiser: null,
          attendees: [{ person: "ann", answer: "accepted" }],
          holders,
        })),
        tickets: drawn.tickets.map((ticket) => ({ ...ann(ticket), kind: "replied", holders })),
        times: drawn.times
          .filter(({ startMs }) => startMs !== null)
          .map((time) => ({ ...ann(time), holder: one("internal", "own") })),
      };
      const { contributions } = deriveEffortMonth(input);
      const held = new Set<number>();
      const hold = (startMs: number, endMs: number): void => {
        for (let ms = startMs; ms < endMs; ms += 1000) held.add(ms);
      };
      for (const { startMs, endMs } of input.times) hold(startMs!, endMs!);
      const logged = held.size;
      for (const { startMs, endMs } of input.meetings) hold(startMs, endMs);
      for (const { eventId, ms } of [...input.mails, ...input.tickets]) {
        const raw = sumOf(
          contributions.filter((row) => row.eventId === eventId),
          (row) => row.rawSeconds,
        );
        hold(ms - raw * 1000, ms);
      }
      const estimated = contributions.filter(({ state, measured }) => state === "client" && !measured);
      assert.strictEqual(
        sumOf(estimated, (row) => row.seconds),
        held.size - logged,
      );
    }),
  );

  it(
    "moves a time entry with its seconds, and nobody else's",
    eachSeed((seed) => {
      const input = monthOf(seed);
      const moved = input.times.find(({ seconds }) => seconds > 0);
      if (moved === undefined) return;
      const to = parties.find(
        ({ party, state }) => party !== moved.holder.party || state !== moved.holder.state,
      )!;
      const times = input.times.map((time) => (time === moved ? { ...time, holder: to } : time));
      const [before, after] = [input, { ...input, times }].map((of) => deriveEffortMonth(of));
      const logged = (rows: ReadonlyArray<Contribution>, { state, party }: Holder): number =>
        sumOf(
          rows.filter((row) => row.category === "time" && row.state === state && row.party === party),
          (row) => row.seconds,
        );
      for (const holder of parties) {
        const change = holder === to ? moved.seconds : holder === moved.holder ? -moved.seconds : 0;
        assert.strictEqual(
          logged(after!.contributions, holder),
          logged(before!.contributions, holder) + change,
        );
      }
      const costOf = ({ contributions }: { readonly contributions: ReadonlyArray<Contribution> }): number =>
        sumOf(contributions, (row) => row.costMinor);
      assert.strictEqual(costOf(after!), costOf(before!));
    }),
  );
});
