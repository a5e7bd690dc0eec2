import type { Attendee, MeetingEvent } from "@rapport/contracts/Meeting";
import type { SeededRandom } from "./seededRandom.ts";
import { firstDayMs, sampleEnvelope } from "./sampleDocuments.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const attendee = (random: SeededRandom, address: string): Attendee => ({
  address,
  organisation: random.chance(0.9) ? address.slice(address.indexOf("@") + 1) : null,
  kind: random.chance(0.9) ? "person" : "role",
  role: random.pick(["chair", "required", "optional", "non_participant"]),
  attendance: random.pick(["accepted", "declined", "tentative", "needs_action", "delegated", "unknown"]),
  resource: random.chance(0.1),
});

const version = (
  random: SeededRandom,
  type: MeetingEvent["type"],
  of: { readonly series: string; readonly nth: number; readonly sequence: number; readonly startAt: number },
): MeetingEvent => {
  const originalStartAt = firstDayMs + of.nth * 7 * dayMs;
  const recurring = of.nth > 0;
  const key = recurring ? `${of.series}#${new Date(originalStartAt).toISOString()}` : of.series;
  const revision = of.sequence * 2 ** 32 + Math.floor(firstDayMs / 1000) + of.sequence;
  const { envelope, document } = sampleEnvelope(
    { connector: "calendar", account: "ann", key, revision, global: true },
    of.startAt,
    ["email:carol@acme.example", "domain:acme.example", "project:acme-web"],
  );
  const allDay = random.chance(0.1);
  return {
    ...envelope,
    type,
    data: {
      document,
      series: of.series,
      seriesRevision: random.chance(0.8) ? revision : 0,
      recurring,
      originalStartAt: recurring ? originalStartAt : null,
      startAt: of.startAt,
      endAt: of.startAt + (allDay ? dayMs : random.int(1, 8) * (hourMs / 4)),
      allDay,
      floating: random.chance(0.1),
      timeZone: random.chance(0.8) ? "Europe/Berlin" : null,
      status: type === "meeting.cancelled" ? "cancelled" : random.pick(["confirmed", "tentative"]),
      changedAt: random.chance(0.9) ? of.startAt - random.int(1, 90) * hourMs : null,
      sequence: of.sequence,
      organiser: random.chance(0.9) ? "ann@rapport.example" : null,
      attendees: ["ann@rapport.example", "carol@acme.example", "eve@bolt.example"]
        .slice(0, random.int(0, 3))
        .map((address) => attendee(random, address)),
      transparent: random.chance(0.1),
    },
  };
};

/** `count` occurrences, single and of series; every third is moved in a later version, some are cancelled. */
export const sampleMeetings = (random: SeededRandom, count: number): ReadonlyArray<MeetingEvent> =>
  Array.from({ length: count }, (_, number) => {
    const of = { series: `series-${Math.floor(number / 4)}@acme.example`, nth: number % 4, sequence: 0 };
    const startAt = firstDayMs + of.nth * 7 * dayMs + random.int(8, 17) * hourMs;
    const moved = { ...of, startAt: startAt + random.int(1, 48) * hourMs, sequence: 1 };
    return [
      version(random, "meeting.scheduled", { ...of, startAt }),
      ...(number % 3 === 0 ? [version(random, "meeting.rescheduled", moved)] : []),
      ...(number % 5 === 0 ? [version(random, "meeting.cancelled", { ...moved, sequence: 2 })] : []),
    ];
  }).flat();
