import { assert, describe, it } from "@effect/vitest";
import { latestDocuments } from "@rapport/testing/latestDocuments";
import { Effect } from "effect";
import { TicketFiles } from "../readTicketFiles.ts";
import { freshdeskDesk } from "./freshdeskDesk.ts";
import { secondsOf } from "./readOthers.ts";

const readAll = (...pages: ReadonlyArray<unknown>) =>
  Effect.promise(() => latestDocuments((files) => new TicketFiles(files, [freshdeskDesk], {}).read(), pages));

const ticket = {
  id: 42,
  created_at: "2024-03-04T19:00:00+10:00",
  updated_at: "2024-03-05T09:00:00Z",
  status: 4,
  priority: 3,
  source: 1,
  type: "Question",
  requester_id: 9,
  responder_id: 1,
  company_id: 77,
  group_id: 5,
  description_text: "Could you help?",
  deleted: false,
  spam: false,
  due_by: "2024-03-05T09:00:00Z",
  fr_due_by: "2024-03-04T10:00:00Z",
  stats: {
    first_responded_at: "2024-03-04T11:00:00Z",
    resolved_at: "2024-03-05T08:00:00Z",
    reopened_at: null,
  },
};
const contact = { id: 9, email: "ann@client.example", company_id: 77 };
const agent = { id: 1, contact: { email: "ben@firm.example" }, ticket_scope: 1 };
const company = { id: 77, name: "Client", domains: ["client.example"] };
const said = (id: number, more: object = {}) => ({
  id,
  ticket_id: 42,
  user_id: 1,
  incoming: false,
  private: false,
  source: 0,
  body_text: "Thanks",
  created_at: "2024-03-04T11:00:00Z",
  updated_at: "2024-03-04T11:00:00Z",
  ...more,
});

describe("Freshdesk", () => {
  it.effect("tells a ticket, its promises and whom it is about", () =>
    Effect.gen(function* () {
      const read = yield* readAll(
        [ticket],
        [contact],
        [agent],
        [company],
        [{ id: 5, name: "First", agent_ids: [1] }],
      );
      assert.deepStrictEqual(read.problems, []);
      const opened = read.latest.get("ticket:42")!;
      assert.strictEqual(opened.draft.occurredAt, Date.UTC(2024, 2, 4, 9));
      assert.deepStrictEqual(opened.draft.parties, [
        "freshdesk-company:default/77",
        "freshdesk-user:default/9",
        "email:ann@client.example",
        "domain:client.example",
      ]);
      assert.deepStrictEqual(opened.draft.members, ["freshdesk-user:default/1", "email:ben@firm.example"]);
      assert.deepInclude(read.dataOf("ticket:42"), { priority: "high", channel: "email", team: "First" });
      assert.strictEqual(read.latest.get("state:42")?.draft.type, "ticket.solved");
      assert.strictEqual(read.latest.get("state:42")?.draft.occurredAt, Date.UTC(2024, 2, 5, 8));
      assert.deepInclude(read.dataOf("sla:42:first response"), { kept: false });
      assert.deepInclude(read.dataOf("sla:42:resolution"), { kept: true });
    }),
  );

  it.effect("takes spam and deleted tickets out, and back when that is undone", () =>
    Effect.gen(function* () {
      const spam = { ...ticket, spam: true, updated_at: "2024-03-06T00:00:00Z" };
      const back = { ...ticket, updated_at: "2024-03-07T00:00:00Z" };
      assert.deepInclude((yield* readAll([ticket, spam])).dataOf("state:42"), { reason: "spam" });
      const restored = yield* readAll([spam, back, ticket]);
      assert.strictEqual(restored.latest.get("state:42")?.draft.type, "ticket.solved");
    }),
  );

  it.effect("tells replies from notes, robots and letters to others", () =>
    Effect.gen(function* () {
      const all = [
        said(1),
        said(2, { incoming: true, user_id: 9 }),
        said(3, { private: true, source: 2 }),
        said(4, { automation_id: 12 }),
        said(5, { auto_response: true }),
        said(6, { source: 8 }),
      ];
      const read = yield* readAll([ticket], all);
      assert.deepStrictEqual(
        all.map(({ id }) => [read.sideOf(`conversation:${id}`), read.dataOf(`conversation:${id}`)["public"]]),
        [
          ["us", true],
          ["them", true],
          ["us", false],
          ["system", true],
          ["system", true],
          ["us", false],
        ],
      );
      const nested = yield* readAll({ ...ticket, conversations: all });
      assert.deepStrictEqual(
        nested.latest.get("conversation:2")?.draft,
        read.latest.get("conversation:2")?.draft,
      );
    }),
  );

  it.effect("sees a merge by its note, and each reopening by its time", () =>
    Effect.gen(function* () {
      const note = said(7, { private: true, body_text: "This ticket is closed and merged into ticket 50" });
      const once = { ...ticket, stats: { ...ticket.stats, reopened_at: "2024-03-05T09:00:00Z" } };
      const read = yield* readAll([once, note]);
      assert.strictEqual(read.dataOf("merged:42")["into"], "freshdesk:default:50");
      assert.deepInclude(read.dataOf(`reopened:42@${Date.UTC(2024, 2, 5, 9)}`), { times: 1 });
    }),
  );

  it.effect("logs time, a running timer as a draft", () =>
    Effect.gen(function* () {
      const time = {
        id: 3,
        ticket_id: 42,
        company_id: 77,
        agent_id: 1,
        time_spent: "01:15",
        executed_at: "2024-03-04T22:00:00Z",
        created_at: "2024-03-05T00:00:00Z",
        billable: true,
        timer_running: false,
      };
      const read = yield* readAll(
        [ticket, agent],
        [time, { ...time, id: 4, timer_running: true }],
        [{ ...time, id: 5, time_spent: "an hour" }],
      );
      assert.deepInclude(read.dataOf("time:3"), {
        status: "posted",
        workedOn: "2024-03-04",
        durationSeconds: 4500,
        billable: true,
        ticket: "freshdesk:default:42",
      });
      assert.deepStrictEqual(read.latest.get("time:3")?.draft.members, [
        "freshdesk-user:default/1",
        "email:ben@firm.example",
      ]);
      assert.strictEqual(read.dataOf("time:4")["status"], "draft");
      assert.deepStrictEqual(
        read.problems.map(({ issues }) => issues[0]?.path),
        ["time_spent"],
      );
    }),
  );

  it.effect("reads faces as scores", () =>
    Effect.gen(function* () {
      const rating = (id: number, face: number) => ({
        id,
        ticket_id: 40 + id,
        ratings: { default_question: face },
        created_at: "2024-03-06T00:00:00Z",
        feedback: "<p>Well done, thank you</p>",
      });
      const read = yield* readAll([rating(1, 103), rating(2, 100), rating(3, -103), rating(4, 7)]);
      const scores = [1, 2, 3].map((id) => read.dataOf(`rating:${40 + id}`)["scoreMilli"]);
      assert.deepStrictEqual(scores, [1000, 500, 0]);
      assert.deepInclude(read.dataOf("rating:41")["signals"] as object, { thanks: true });
      assert.lengthOf(read.problems, 1);
    }),
  );

  it("reads hours and minutes alone", () => {
    assert.deepStrictEqual(["00:15", "26:00", "1:75", "x", "-1:00"].map(secondsOf), [
      900,
      93_600,
      null,
      null,
      null,
    ]);
  });
});
