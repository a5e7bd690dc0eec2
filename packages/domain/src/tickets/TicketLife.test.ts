import { assert, describe, it } from "@effect/vitest";
import type { Actor, TicketStatus } from "@rapport/contracts/Ticket";
import { seededRandom } from "../seededRandom.ts";
import { changeType, reassignmentsOf } from "./statuses.ts";
import type { TicketEntry } from "./TicketEntry.ts";
import { runningSpans, ticketTime } from "./TicketClock.ts";
import { statusesOf, ticketLife } from "./TicketLife.ts";
import { defaultCalendar } from "../metrics/WorkingTime.ts";

const hour = 3_600_000;
/** A Monday, 09:00 UTC. */
const monday = Date.UTC(2024, 2, 4, 9);
const at = (hours: number): number => monday + hours * hour;

const us: Actor = { side: "us", party: "zendesk-user:acme/1" };
const them: Actor = { side: "them", party: "zendesk-user:acme/9" };
const about = { ticket: "zendesk:acme:42" };

const opened = (hours = 0): TicketEntry => ({
  type: "ticket.opened",
  occurredAt: at(hours),
  data: {
    ...about,
    actor: them,
    status: "new",
    priority: null,
    channel: null,
    kind: null,
    assignee: null,
    team: null,
    signals: null,
  },
});
const reply = (hours: number, actor: Actor, shown = true): TicketEntry => ({
  type: "ticket.replied",
  occurredAt: at(hours),
  data: { ...about, actor, public: shown, signals: null },
});
const change = (hours: number, from: TicketStatus | null, to: TicketStatus): TicketEntry => {
  const type = changeType(from, to);
  const data = { ...about, actor: us, from, to };
  return type === "ticket.reopened"
    ? { type, occurredAt: at(hours), data: { ...data, times: 1 } }
    : { type, occurredAt: at(hours), data };
};
const assigned = (hours: number, before: string | null, now: string | null): TicketEntry => {
  const holder = { previousAssignee: before, assignee: now, previousTeam: null, team: null };
  return {
    type: "ticket.assigned",
    occurredAt: at(hours),
    data: { ...about, actor: us, ...holder, reassignments: reassignmentsOf(holder) },
  };
};
const sla = (kept: boolean, policy: string, hours = 1): TicketEntry => ({
  type: "ticket.sla_assessed",
  occurredAt: at(hours),
  data: { ...about, actor: us, policy, kept },
});

const ann = "zendesk-user:acme/1";
const ben = "zendesk-user:acme/2";

/** Answered after 1 h, waits a day, solved after 26 h, reopened at 48 h, given to somebody else, solved at 51 h. */
const story: ReadonlyArray<TicketEntry> = [
  opened(),
  assigned(0.5, null, ann),
  change(0.5, "new", "open"),
  reply(0.75, us, false),
  reply(1, us),
  change(1, "open", "waiting"),
  reply(25, them),
  change(25, "waiting", "open"),
  reply(26, us),
  change(26, "open", "solved"),
  reply(48, them),
  change(48, "solved", "open"),
  assigned(49, ann, ben),
  reply(51, us),
  change(51, "open", "solved"),
  sla(true, "first reply"),
  sla(false, "resolution"),
  {
    type: "ticket.rated",
    occurredAt: at(60),
    data: { ...about, actor: them, scoreMilli: 0, signals: null },
  },
  {
    type: "ticket.rated",
    occurredAt: at(61),
    data: { ...about, actor: them, scoreMilli: 1000, signals: null },
  },
  { type: "ticket.escalated", occurredAt: at(50), data: { ...about, actor: us, level: "urgent" } },
];

describe("ticketLife", () => {
  it("tells what became of a ticket", () => {
    assert.deepStrictEqual(ticketLife(story), {
      openedAt: monday,
      firstResponse: { elapsedMs: hour, netMs: hour, workingMs: hour },
      // 9 to 10 on Monday, 10 to 11 on Tuesday, 9 to 12 on Wednesday: all of it in working hours.
      resolution: { elapsedMs: 51 * hour, netMs: 5 * hour, workingMs: 5 * hour },
      reopenings: 1,
      reassignments: 1,
      handOvers: 1,
      escalations: 1,
      repliesIn: 2,
      repliesOut: 3,
      notes: 1,
      scoreMilli: 1000,
      slaKept: 1,
      slaMissed: 1,
      deleted: false,
      merged: false,
    });
  });

  it("is the same in any order", () => {
    const random = seededRandom(3);
    const expected = ticketLife(story);
    for (let i = 0; i < 200; i++) assert.deepStrictEqual(ticketLife(random.shuffle(story)), expected);
  });

  it("counts neither a note nor a robot's answer as a first response", () => {
    const robot: Actor = { side: "system", party: null };
    const life = ticketLife([opened(), reply(0.1, robot), reply(0.2, us, false), reply(3, us)]);
    assert.strictEqual(life.firstResponse?.elapsedMs, 3 * hour);
    assert.strictEqual(ticketLife([opened(), reply(0.1, robot)]).firstResponse, null);
  });

  it("takes no answer from before the opening for one", () => {
    assert.strictEqual(ticketLife([opened(), reply(-1, us)]).firstResponse, null);
  });

  it("has no resolution while the ticket is open again", () => {
    const solvedOnce = [opened(), change(2, "new", "solved"), change(5, "solved", "open")];
    assert.strictEqual(ticketLife(solvedOnce).resolution, null);
    assert.strictEqual(
      ticketLife([...solvedOnce, change(7, "open", "solved"), change(100, "solved", "closed")]).resolution
        ?.elapsedMs,
      7 * hour,
    );
  });

  it("stands as the source says where its changes are not told", () => {
    const life = ticketLife([opened(), change(30, null, "solved")]);
    assert.strictEqual(life.resolution?.elapsedMs, 30 * hour);
    const untimed: TicketEntry = {
      type: "ticket.status_changed",
      occurredAt: at(30),
      data: { ...about, actor: us, from: null, to: "solved" },
    };
    assert.strictEqual(ticketLife([opened(), untimed]).resolution, null);
  });

  it("counts a promise once per policy, by its last word", () => {
    const entries = [
      opened(),
      sla(false, "reply", 1),
      sla(true, "reply", 2),
      sla(true, "end", 3),
      sla(false, "end", 3),
    ];
    for (const order of [entries, entries.toReversed()]) {
      const { slaKept, slaMissed } = ticketLife(order);
      assert.deepStrictEqual([slaKept, slaMissed], [1, 1]);
    }
  });

  it("passes over a change from a status to itself", () => {
    const nothing = {
      ...change(40, "open", "waiting"),
      data: { ...about, actor: us, from: "open", to: "open" },
    };
    const entries = [...story, nothing as TicketEntry];
    assert.deepStrictEqual(ticketLife(entries), ticketLife(story));
  });

  it("puts changes of one moment in the order in which each goes on from the one before", () => {
    const entries = [
      opened(),
      change(1, "solved", "open"),
      change(1, "open", "solved"),
      change(1, "new", "open"),
      change(1, "open", "waiting"),
    ];
    assert.strictEqual(statusesOf(entries).at(-1)?.status, "waiting");
  });
});

describe("ticketTime", () => {
  it("stops while somebody else is to act, and by night", () => {
    const statuses = [
      { atMs: at(0), status: "new" as const },
      { atMs: at(2), status: "on_hold" as const },
      { atMs: at(4), status: "open" as const },
    ];
    // From Monday 09:00 to Tuesday 10:00, on hold from 11 to 13: 6 h until 17:00, and 1 h on Tuesday.
    assert.deepStrictEqual(ticketTime(statuses, at(0), at(25), defaultCalendar), {
      elapsedMs: 25 * hour,
      netMs: 23 * hour,
      workingMs: 7 * hour,
    });
  });

  it("holds elapsed ≥ net ≥ working, and its spans lie in order within the whole", () => {
    const random = seededRandom(11);
    const all = ["new", "open", "waiting", "on_hold", "solved", "closed"] as const;
    for (let i = 0; i < 300; i++) {
      const statuses = Array.from({ length: random.int(0, 8) }, () => ({
        atMs: at(random.int(-10, 100)),
        status: random.pick(all),
      })).toSorted((a, b) => a.atMs - b.atMs);
      const [from, to] = [at(random.int(0, 40)), at(random.int(0, 90))];
      const time = ticketTime(statuses, from, to, defaultCalendar);
      assert.isAtLeast(time.elapsedMs, time.netMs);
      assert.isAtLeast(time.netMs, time.workingMs);
      assert.isAtLeast(time.workingMs, 0);
      let last = from;
      for (const [start, end] of runningSpans(statuses, from, to)) {
        assert.isAtLeast(start, last);
        assert.isAbove(end, start);
        assert.isAtMost(end, to);
        last = end;
      }
    }
  });
});

describe("reassignmentsOf", () => {
  const none = { previousAssignee: null, assignee: null, previousTeam: null, team: null };
  it("counts a change of holder where there was one before", () => {
    assert.strictEqual(reassignmentsOf({ ...none, assignee: ann }), 0);
    assert.strictEqual(reassignmentsOf({ ...none, previousAssignee: ann, assignee: ben }), 1);
    assert.strictEqual(reassignmentsOf({ ...none, previousAssignee: ann }), 1);
    assert.strictEqual(reassignmentsOf({ ...none, previousTeam: "first", team: "second" }), 1);
    assert.strictEqual(reassignmentsOf({ ...none, previousTeam: "first", team: "first", assignee: ann }), 0);
  });
});
