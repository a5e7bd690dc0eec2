import { assert, layer } from "@effect/vitest";
import { Reports } from "@rapport/reporting/Reports";
import { seededRandom } from "@rapport/testing/seededRandom";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { startChdb } from "./support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  projectSources,
  reportsOn,
} from "./support/reporting.ts";
import { happens, ticket } from "./support/sourceEvents.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const ann = ["zendesk-org:acme/1", "email:ann@acme.example", "domain:acme.example"];
const fay = ["email:fay@cove.example", "domain:cove.example"];
const eve = ["zendesk-user:acme/9", "email:eve@bolt.example", "domain:bolt.example"];

/** Berlin: working time is Monday to Friday, 9 to 17; the clock went forward on 31 March 2024. */
const events = [
  // Friday 16:00 to Monday 10:00 local over the change of the clock: 65 h elapsed, 2 h working.
  ...ticket(1, ann, [
    ["2024-03-29T15:00:00Z", "them", happens.opened({ priority: "high" })],
    ["2024-03-29T15:00:00Z", "us", happens.assigned(null, "zendesk-user:acme/2", 0)],
    ["2024-03-30T09:00:00Z", "us", happens.replied(false)],
    ["2024-04-01T08:00:00Z", "us", happens.replied()],
    ["2024-04-01T09:00:00Z", "us", happens.changed("new", "waiting")],
    ["2024-04-02T09:00:00Z", "them", happens.replied()],
    ["2024-04-02T09:00:00Z", "system", happens.changed("waiting", "open")],
    ["2024-04-02T09:30:00Z", "us", happens.assigned("zendesk-user:acme/2", "zendesk-user:acme/3", 1)],
    ["2024-04-02T10:00:00Z", "us", happens.solved("open")],
    ["2024-04-03T08:00:00Z", "them", happens.reopened("solved")],
    // Solved and closed in the same moment; the source tells it the other way round.
    ["2024-04-03T09:00:00Z", "system", happens.changed("solved", "closed")],
    ["2024-04-03T09:00:00Z", "us", happens.solved("open")],
    ["2024-04-04T09:00:00Z", "them", happens.rated(1000)],
    ["2024-04-04T10:00:00Z", "system", happens.sla("first reply", true)],
    ["2024-04-04T10:00:00Z", "system", happens.sla("resolution", true)],
    // Assessed again: missed after all.
    ["2024-04-04T10:00:00Z", "system", happens.sla("resolution", false), { nth: 14, revision: 2 }],
    ["2024-04-04T11:00:00Z", "us", happens.escalated()],
    ["2024-04-05T09:00:00Z", "them", happens.rated(500)],
  ]),
  // Open, unanswered. The reply was at another moment than first told: before the opening, so it is none.
  ...ticket(2, ann, [
    ["2024-04-10T09:00:00Z", "them", happens.opened()],
    ["2024-04-10T10:00:00Z", "us", happens.replied()],
    ["2024-04-10T08:00:00Z", "us", happens.replied(), { nth: 1, revision: 2 }],
  ]),
  // Left out: spam, and one that went on as another.
  ...ticket(3, ann, [
    ["2024-04-11T09:00:00Z", "them", happens.opened()],
    ["2024-04-12T09:00:00Z", "system", happens.deleted()],
  ]),
  ...ticket(4, ann, [
    ["2024-04-11T09:00:00Z", "them", happens.opened()],
    ["2024-04-11T10:00:00Z", "them", happens.replied()],
    ["2024-04-13T09:00:00Z", "us", happens.merged()],
  ]),
  // Of an organisation that nobody linked; solved before anybody answered.
  ...ticket(5, eve, [
    ["2024-04-15T07:00:00Z", "them", happens.opened()],
    ["2024-04-15T08:00:00Z", "us", happens.solved("new", "closed")],
  ]),
  // Of our own people only, and of nobody.
  ...ticket(6, ["email:me@rapport.example"], [["2024-04-15T07:00:00Z", "us", happens.opened()]]),
  ...ticket(7, [], [["2024-04-15T07:00:00Z", "us", happens.opened()]]),
  // Called spam, and restored: the newest word on it is a change that changes nothing.
  ...ticket(8, fay, [
    ["2024-05-06T07:00:00Z", "them", happens.opened()],
    ["2024-05-07T07:00:00Z", "system", happens.deleted()],
    ["2024-05-08T07:00:00Z", "system", happens.changed("new", "new"), { nth: 1, revision: 2 }],
  ]),
  // Seen closed, but nobody says since when.
  ...ticket(9, fay, [
    ["2024-05-06T07:00:00Z", "them", happens.opened()],
    ["2024-05-09T07:00:00Z", "system", happens.changed("new", "closed")],
  ]),
];

const directory = [firm(), client("acme", "Acme"), linked("acme", "zendesk-org:acme/1")];
const integer = z.coerce.number();
const tickets = query({
  name: "test-tickets",
  sql: `SELECT * EXCEPT (connector, account, parties, via) FROM ticket(until = {until:String}) ORDER BY ticket`,
  params: z.object({ until: z.string() }),
  row: z.looseObject({
    ticket: z.string(),
    state: z.string(),
    party: z.string(),
    status: z.string(),
    first_response_elapsed_ms: integer.nullable(),
    first_response_working_ms: integer.nullable(),
    resolution_elapsed_ms: integer.nullable(),
    resolution_net_ms: integer.nullable(),
    resolution_working_ms: integer.nullable(),
    solved_ms: integer.nullable(),
    opened_ms: integer,
    first_response_ms: integer.nullable(),
    first_response_net_ms: integer.nullable(),
    reopenings: integer,
    reassignments: integer,
    hand_overs: integer,
    escalations: integer,
    replies_in: integer,
    replies_out: integer,
    notes: integer,
    sla_kept: integer,
    sla_missed: integer,
    last_event_ms: integer,
  }),
});
const hour = 3_600_000;
const forEver = "2100-01-01 00:00:00";

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    // In any order, and some of it twice.
    const shuffled = seededRandom(3).shuffle(events);
    yield* projectSources(shuffled);
    yield* projectSources(shuffled.slice(0, 12), [], shuffled.length);
    yield* direct(0, directoryEvents(directory));
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "tickets")));

layer(filled, { timeout: 60_000, excludeTestServices: true })("the view of tickets", (it) => {
  const all = (until = forEver) =>
    Effect.flatMap(WarehouseReader, (warehouse) => warehouse.query(tickets, { until }));

  it.effect("measures one ticket's life as worked out by hand", () =>
    Effect.gen(function* () {
      const [one] = yield* all();
      assert.deepStrictEqual(one, {
        ticket: "zendesk:acme:1",
        state: "client",
        party: "acme",
        priority: "high",
        ticket_channel: "email",
        ticket_kind: "",
        status: "closed",
        assignee: "zendesk-user:acme/3",
        team: "",
        opened_ms: Date.parse("2024-03-29T15:00:00Z"),
        first_response_ms: Date.parse("2024-04-01T08:00:00Z"),
        first_response_elapsed_ms: 65 * hour,
        first_response_net_ms: 65 * hour,
        first_response_working_ms: 2 * hour,
        solved_ms: Date.parse("2024-04-03T09:00:00Z"),
        resolution_elapsed_ms: 114 * hour,
        // Waiting from Monday 9:00Z for a day, solved from Tuesday 10:00Z for 22 hours.
        resolution_net_ms: (114 - 24 - 22) * hour,
        // Friday 1, Monday 2 until it waits, Tuesday 11 to 12, Wednesday 10 to 11.
        resolution_working_ms: 5 * hour,
        reopenings: 1,
        reassignments: 1,
        hand_overs: 1,
        escalations: 1,
        replies_in: 1,
        replies_out: 1,
        notes: 1,
        rating_milli: 500,
        sla_kept: 1,
        sla_missed: 1,
        last_event_ms: Date.parse("2024-04-05T09:00:00Z"),
      });
    }),
  );

  it.effect("holds the newest word on an event, and leaves out what was deleted or merged", () =>
    Effect.gen(function* () {
      const rows = yield* all();
      assert.deepStrictEqual(
        rows.map((t) => [t.ticket.slice(-1), t.state, t.party, t.status, t.first_response_elapsed_ms]),
        [
          ["1", "client", "acme", "closed", 65 * hour],
          ["2", "client", "acme", "new", null],
          ["5", "organisation", "domain:bolt.example", "closed", null],
          ["6", "internal", "", "new", null],
          ["7", "unattributed", "", "new", null],
          ["8", "organisation", "domain:cove.example", "new", null],
          ["9", "organisation", "domain:cove.example", "closed", null],
        ],
      );
      assert.deepStrictEqual(
        rows.map((t) => [t.ticket.slice(-1), t.resolution_elapsed_ms]).filter(([, ms]) => ms !== null),
        [
          ["1", 114 * hour],
          ["5", hour],
        ],
      );
    }),
  );

  it.effect("knows on a day only what had happened by then", () =>
    Effect.gen(function* () {
      const rows = yield* all("2024-04-13 00:00:00");
      assert.deepStrictEqual(
        rows.map((t) => t.ticket.slice(-1)),
        // 3 was spam by then; 4 was merged on the next morning.
        ["1", "2", "4"],
      );
      const [early] = yield* all("2024-04-03 08:30:00");
      assert.deepStrictEqual([early?.status, early?.resolution_elapsed_ms], ["open", null]);
    }),
  );

  it.effect("gives the client's answer and months", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const { tickets: t } = yield* reports.client("acme", "2024-04-30");
      assert.deepStrictEqual(t, {
        tickets: 2,
        open: 1,
        solved: 1,
        reopened: 1,
        reopenings: 1,
        reassignments: 1,
        handOvers: 1,
        escalations: 1,
        repliesIn: 1,
        repliesOut: 2,
        firstResponse: {
          tickets: 1,
          elapsedMedianHours: 65,
          elapsedP90Hours: 65,
          workingMedianHours: 2,
          workingP90Hours: 2,
        },
        resolution: {
          tickets: 1,
          elapsedMedianHours: 114,
          elapsedP90Hours: 114,
          workingMedianHours: 5,
          workingP90Hours: 5,
        },
        slaKept: 1,
        slaMissed: 1,
        ratings: { count: 1, mean: 0.5 },
      });
      const { months } = yield* reports.clientMonths("acme", { asOf: "2024-04-30" });
      assert.deepStrictEqual(
        months.map((m) => [
          m.month,
          m.ticketsOpened,
          m.ticketsSolved,
          m.reopenings,
          m.reassignments,
          m.ticketRepliesIn,
          m.ticketRepliesOut,
          m.firstResponses,
          m.firstResponseMedianMs,
        ]),
        [
          ["2024-03", 1, 0, 0, 0, 0, 0, 1, 65 * hour],
          ["2024-04", 1, 2, 1, 1, 1, 2, 0, null],
        ],
      );
    }),
  );
});
