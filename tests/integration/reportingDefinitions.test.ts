import { assert, layer } from "@effect/vitest";
import type { MeetingEvent } from "@rapport/contracts/Meeting";
import type { TicketEvent } from "@rapport/contracts/Ticket";
import { meetingState } from "@rapport/domain/meetings/meetingState";
import { ticketLife } from "@rapport/domain/tickets/TicketLife";
import { sampleMeetings } from "@rapport/testing/sampleMeetings";
import { sampleTickets } from "@rapport/testing/sampleTickets";
import { seededRandom } from "@rapport/testing/seededRandom";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { startChdb } from "./support/chdb.ts";
import { direct, directoryEvents, firm, projectSources, reportsOn } from "./support/reporting.ts";

// A figure has one definition: what the views say is held against the domain's functions, on random events.
const chdb = await startChdb();
afterAll(() => chdb.stop());

const random = seededRandom(11);
const meetings = sampleMeetings(random, 400);
/** No two at one moment: how such are ordered is tested by example, and random ones contradict each other. */
const tickets = sampleTickets(random, 250).map((event, i) => ({
  ...event,
  occurredAt: event.occurredAt + i,
}));
const calendar = {
  timeZone: "Europe/Berlin",
  workingDays: [1, 2, 3, 4, 5],
  workStartMinute: 540,
  workEndMinute: 1020,
  holidays: ["2024-01-15"],
};
const now = "2024-01-12 00:00:00.000";
const nowMs = Date.parse(`${now.replace(" ", "T")}Z`);

const grouped = <E>(events: ReadonlyArray<E>, keyOf: (event: E) => string): ReadonlyMap<string, Array<E>> =>
  Map.groupBy(events, keyOf);

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* projectSources(random.shuffle([...meetings, ...tickets]));
    const { timeZone: _zone, ...hours } = calendar;
    yield* direct(0, directoryEvents([firm({ ...hours, timeZone: calendar.timeZone })]));
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "definitions")));

const integer = z.coerce.number();
const ms = integer.nullable();
const occurrences = query({
  name: "test-occurrences",
  sql: `SELECT document, outcome, moved, minutes, our_heads, their_heads, no_show, notice_ms, cancelled_by
    FROM meeting_occurrence(at = {at:String}) ORDER BY document`,
  params: z.object({ at: z.string() }),
  row: z.object({
    document: z.string(),
    outcome: z.string(),
    moved: z.coerce.boolean(),
    minutes: integer,
    our_heads: integer,
    their_heads: integer,
    no_show: z.coerce.boolean(),
    notice_ms: ms,
    cancelled_by: z.string(),
  }),
});
const lives = query({
  name: "test-lives",
  sql: `SELECT ticket, opened_ms, first_response_elapsed_ms, first_response_net_ms, first_response_working_ms,
      resolution_elapsed_ms, resolution_net_ms, resolution_working_ms,
      reopenings, reassignments, hand_overs, escalations, replies_in, replies_out, notes, sla_kept, sla_missed
    FROM ticket(until = '2100-01-01 00:00:00') ORDER BY ticket`,
  params: z.object({}),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

const expectedMeeting = (versions: ReadonlyArray<MeetingEvent>, newestOfSeries: number) => {
  const state = meetingState(
    versions.map(({ data }) => data),
    { isOwn: (address) => address.endsWith("@rapport.example"), newestOfSeries, parties: [], nowMs },
  );
  return {
    document: state.current.document.key,
    outcome: state.outcome,
    moved: state.moved,
    minutes: state.minutes,
    our_heads: state.ourHeads,
    their_heads: state.theirHeads,
    no_show: state.noShow,
    notice_ms: state.noticeMs,
    cancelled_by: state.cancelledBy ?? "",
  };
};

const expectedTicket = (ticket: string, events: ReadonlyArray<TicketEvent>) => {
  const life = ticketLife(events, calendar);
  return {
    ticket,
    opened_ms: life.openedAt,
    first_response_elapsed_ms: life.firstResponse?.elapsedMs ?? null,
    first_response_net_ms: life.firstResponse?.netMs ?? null,
    first_response_working_ms: life.firstResponse?.workingMs ?? null,
    resolution_elapsed_ms: life.resolution?.elapsedMs ?? null,
    resolution_net_ms: life.resolution?.netMs ?? null,
    resolution_working_ms: life.resolution?.workingMs ?? null,
    reopenings: life.reopenings,
    reassignments: life.reassignments,
    hand_overs: life.handOvers,
    escalations: life.escalations,
    replies_in: life.repliesIn,
    replies_out: life.repliesOut,
    notes: life.notes,
    sla_kept: life.slaKept,
    sla_missed: life.slaMissed,
  };
};
const byName = (a: string, b: string): number => (a < b ? -1 : 1);

layer(filled, { timeout: 60_000, excludeTestServices: true })("a view says what the domain defines", (it) => {
  it.effect("of every occurrence of a meeting", () =>
    Effect.gen(function* () {
      const rows = yield* (yield* WarehouseReader).query(occurrences, { at: now });
      const newest = (series: string) =>
        Math.max(...meetings.filter((m) => m.data.series === series).map((m) => m.data.seriesRevision));
      const expected = [...grouped(meetings, (m) => m.data.document.key)]
        .toSorted(([a], [b]) => byName(a, b))
        .map(([, versions]) => expectedMeeting(versions, newest(versions[0]!.data.series)));
      assert.deepStrictEqual(rows, expected);
      const outcomes = new Set(expected.map(({ outcome }) => outcome));
      assert.deepStrictEqual([...outcomes].toSorted(), ["cancelled", "held", "scheduled", "withdrawn"]);
      assert.isTrue(expected.some((one) => one.no_show) && expected.some((one) => one.moved));
    }),
  );

  it.effect("of the life of every ticket", () =>
    Effect.gen(function* () {
      const rows = yield* (yield* WarehouseReader).query(lives, {});
      const numbers = rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            name === "ticket" || value === null ? value : Number(value),
          ]),
        ),
      );
      const expected = [...grouped(tickets, (t) => t.data.ticket)]
        .toSorted(([a], [b]) => byName(a, b))
        .filter(([, events]) => !ticketLife(events).deleted && !ticketLife(events).merged)
        .map(([ticket, events]) => expectedTicket(ticket, events));
      assert.deepStrictEqual(numbers, expected);
      assert.isTrue(expected.filter((one) => one.resolution_working_ms !== null).length > 10);
    }),
  );
});
