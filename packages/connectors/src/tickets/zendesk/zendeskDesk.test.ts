import { assert, describe, it } from "@effect/vitest";
import { memoryFile } from "@rapport/testing/memoryFile";
import { Effect } from "effect";
import { TicketFiles } from "../readTicketFiles.ts";
import type { TicketDocument, TicketItem, TicketProblem } from "../TicketItem.ts";
import { zendeskDesk } from "./zendeskDesk.ts";

const api = "https://acme.zendesk.com/api/v2";
const time = (hours: number): string => new Date(Date.UTC(2024, 2, 4, 9) + hours * 3_600_000).toISOString();

const agent = { id: 1, role: "agent", email: "ben@firm.example", url: `${api}/users/1.json` };
const client = { id: 9, role: "end-user", email: "Ann@Client.example", organization_id: 77 };
const organisation = { id: 77, url: `${api}/organizations/77.json`, domain_names: ["client.example"] };
const ticket = {
  id: 42,
  url: `${api}/tickets/42.json`,
  status: "open",
  created_at: time(0),
  updated_at: time(1),
  requester_id: 9,
  submitter_id: 9,
  assignee_id: 1,
  organization_id: 77,
  group_id: 5,
  priority: "normal",
  type: "question",
  via: { channel: "email" },
  description: "Could you help us, please?",
  tags: [],
};
const comment = (id: number, hours: number, author: number, more: object = {}) => ({
  id,
  created_at: time(hours),
  author_id: author,
  public: true,
  plain_body: "Thank you",
  ...more,
});
const audit = (id: number, hours: number, author: number, events: ReadonlyArray<object>, more = {}) => ({
  id,
  ticket_id: 42,
  created_at: time(hours),
  author_id: author,
  via: { channel: "web" },
  events: events.map((event, i) => ({ id: id * 100 + i, ...event })),
  ...more,
});
const change = (field: string, previous: unknown, value: unknown) => ({
  type: "Change",
  field_name: field,
  previous_value: previous,
  value,
});

const readAll = (...pages: ReadonlyArray<unknown>) =>
  Effect.promise(async () => {
    const files = pages.map((page, i) => memoryFile(`${i}.json`, JSON.stringify(page)));
    const items: Array<TicketItem> = [];
    for await (const { item } of new TicketFiles(files, [zendeskDesk], {}).read())
      if (item.kind !== "fileEnd") items.push(item);
    const documents = items.filter((item): item is TicketDocument => item.kind === "document");
    const latest = new Map<string, TicketDocument>();
    for (const each of documents)
      if (each.revision >= (latest.get(each.key)?.revision ?? -1)) latest.set(each.key, each);
    return {
      documents,
      of: (key: string) => latest.get(key),
      types: [...latest.values()].map(({ draft }) => draft.type).toSorted(),
      problems: items.filter((item): item is TicketProblem => item.kind === "problem"),
    };
  });
type Read = Effect.Success<ReturnType<typeof readAll>>;

const dataOf = (read: Read, key: string): Record<string, unknown> => {
  const document = read.of(key);
  assert.isDefined(document, `there is no ${key}`);
  return document.draft.data as unknown as Record<string, unknown>;
};
const sideOf = (read: Read, key: string): unknown =>
  (dataOf(read, key)["actor"] as { readonly side: string }).side;
const people = { users: [agent, client], organizations: [organisation] };

describe("Zendesk", () => {
  it.effect("tells a ticket's opening, whom it is about and how it stands", () =>
    Effect.gen(function* () {
      const read = yield* readAll({ tickets: [ticket], ...people });
      assert.deepStrictEqual(read.problems, []);
      const opened = read.of("ticket:42");
      assert.deepStrictEqual(opened?.draft.parties, [
        "zendesk-org:acme/77",
        "zendesk-user:acme/9",
        "email:ann@client.example",
        "domain:client.example",
      ]);
      assert.deepStrictEqual(opened?.draft.members, ["zendesk-user:acme/1", "email:ben@firm.example"]);
      assert.deepInclude(dataOf(read, "ticket:42"), {
        ticket: "zendesk:acme:42",
        actor: { side: "them", party: "zendesk-user:acme/9" },
        priority: "normal",
        channel: "email",
        assignee: "zendesk-user:acme/1",
        team: "group 5",
      });
      assert.deepInclude(dataOf(read, "ticket:42")["signals"] as object, { asks: true, words: 5 });
      assert.deepInclude(dataOf(read, "state:42"), { from: null, to: "open" });
    }),
  );

  it.effect("takes the changes from the audits, and nothing twice", () =>
    Effect.gen(function* () {
      const solved = { ...ticket, status: "solved", metric_set: { reopens: 1, assignee_stations: 2 } };
      const audits = [
        audit(1, 0, 9, [
          { type: "Create", field_name: "status", value: "new" },
          { type: "Create", field_name: "requester_id", value: "9" },
          { type: "Comment", author_id: 9, public: true, body: "Could you help us, please?" },
        ]),
        audit(2, 1, 1, [change("assignee_id", null, "1"), change("status", "new", "open")]),
        audit(3, 2, 1, [change("status", "open", "solved"), { type: "Comment", public: true, body: "Done" }]),
        audit(4, 3, 9, [change("status", "solved", "open"), { type: "Comment", public: true, body: "No" }]),
        audit(5, 4, 1, [change("assignee_id", "1", "2"), change("priority", "normal", "urgent")]),
        audit(6, 5, 1, [change("status", "open", "solved")]),
      ];
      const read = yield* readAll({ tickets: [solved], ...people }, { audits });
      const count = (type: string): number => read.types.filter((each) => each === type).length;
      assert.strictEqual(count("ticket.solved"), 2);
      assert.strictEqual(count("ticket.reopened"), 1);
      assert.strictEqual(count("ticket.replied"), 2);
      assert.strictEqual(count("ticket.assigned"), 2);
      assert.strictEqual(count("ticket.escalated"), 1);
      assert.strictEqual(dataOf(read, "holder:2")["reassignments"], 0);
      assert.strictEqual(dataOf(read, "holder:5")["reassignments"], 1);
      const alone = yield* readAll({ tickets: [solved], ...people });
      assert.strictEqual(alone.types.filter((each) => each === "ticket.solved").length, 1);
      assert.deepInclude(dataOf(alone, "reopenings:42"), { times: 1 });
      assert.deepInclude(dataOf(alone, "reassignments:42"), { reassignments: 1 });
      // Read later, the audits take back what the ticket said alone.
      for (const key of ["state:42", "reopenings:42", "reassignments:42"]) {
        assert.isAbove(read.of(key)?.revision ?? 0, alone.of(key)?.revision ?? Infinity, key);
        assert.strictEqual(dataOf(read, key)["from"], dataOf(read, key)["to"]);
      }
    }),
  );

  it.effect("reads the comments of a ticket in it, on a page or in audits, each once", () =>
    Effect.gen(function* () {
      const comments = [comment(500, 0, 9), comment(501, 2, 1), comment(502, 3, 1, { public: false })];
      const nested = yield* readAll({ ...ticket, comments }, people);
      assert.deepStrictEqual(nested.problems, []);
      assert.isUndefined(nested.of("comment:500"), "the description is no reply");
      assert.strictEqual(sideOf(nested, "comment:501"), "us");
      assert.strictEqual(dataOf(nested, "comment:502")["public"], false);
      const page = { comments, next_page: `${api}/tickets/42/comments.json?page=2`, count: 3 };
      const paged = yield* readAll({ tickets: [ticket] }, people, page);
      assert.deepStrictEqual(paged.problems, []);
      assert.deepStrictEqual(paged.of("comment:501")?.draft, nested.of("comment:501")?.draft);
      const told = audit(5, 2, 1, [
        { type: "Comment", id: 501, author_id: 1, public: true, plain_body: "Thank you" },
      ]);
      told.events[0] = { ...told.events[0]!, id: 501 };
      const audited = yield* readAll({ tickets: [ticket] }, people, { audits: [told] });
      assert.deepStrictEqual(audited.of("comment:501")?.draft, nested.of("comment:501")?.draft);
    }),
  );

  it.effect("cannot place comments of no ticket", () =>
    Effect.gen(function* () {
      const read = yield* readAll({ tickets: [ticket] }, { comments: [comment(501, 2, 1)], id: 3 });
      assert.match(read.problems[0]?.reason ?? "", /which ticket/);
    }),
  );

  it.effect("knows whose side an author is on", () =>
    Effect.gen(function* () {
      const mine = { ...ticket, id: 43, requester_id: 1, submitter_id: 1, organization_id: null };
      const comments = [
        comment(500, 0, 9),
        comment(501, 1, 1),
        comment(502, 1, -1),
        comment(503, 1, 1, { via: { channel: "rule" } }),
        comment(504, 1, 888),
        comment(505, 1, 889, { public: false }),
      ];
      const own = [comment(600, 0, 1), comment(601, 1, 1)];
      const read = yield* readAll({ ...ticket, comments }, { ...mine, comments: own }, people);
      assert.strictEqual(sideOf(read, "comment:501"), "us");
      assert.strictEqual(sideOf(read, "comment:502"), "system", "Zendesk itself");
      assert.strictEqual(sideOf(read, "comment:503"), "system", "an automatic reply");
      assert.strictEqual(sideOf(read, "comment:504"), "unknown", "a deleted user");
      assert.strictEqual(sideOf(read, "comment:505"), "us", "only agents write notes");
      assert.strictEqual(sideOf(read, "comment:601"), "them", "an agent who is the requester");
      assert.deepStrictEqual(read.of("ticket:43")?.draft.parties, ["zendesk-user:acme/1"]);
    }),
  );

  it.effect("takes who held a ticket for one of us, though his record is gone", () =>
    Effect.gen(function* () {
      const read = yield* readAll({ ...ticket, comments: [comment(500, 0, 9), comment(501, 1, 1)] });
      assert.strictEqual(sideOf(read, "comment:501"), "us");
      assert.deepStrictEqual(read.of("ticket:42")?.draft.parties, [
        "zendesk-org:acme/77",
        "zendesk-user:acme/9",
      ]);
    }),
  );

  it.effect("takes a client's words that an agent put in for him for the client's", () =>
    Effect.gen(function* () {
      const forwarded = { type: "Comment", author_id: 9, public: true, body: "As I said on the phone" };
      const read = yield* readAll({ tickets: [ticket] }, people, { audits: [audit(3, 2, 1, [forwarded])] });
      assert.strictEqual(sideOf(read, "comment:300"), "them");
    }),
  );

  it.effect("tells a ticket that an agent opened for a client from one of the client", () =>
    Effect.gen(function* () {
      const read = yield* readAll({ tickets: [{ ...ticket, submitter_id: 1 }] }, people);
      assert.deepStrictEqual(dataOf(read, "ticket:42")["actor"], {
        side: "us",
        party: "zendesk-user:acme/1",
      });
      assert.include(read.of("ticket:42")?.draft.parties ?? [], "email:ann@client.example");
    }),
  );

  it.effect("lets what knows more of a ticket hold, in whatever order it comes", () =>
    Effect.gen(function* () {
      const page = { ...ticket, comments: [comment(500, 0, 9), comment(501, 1, 1)] };
      const poor = yield* readAll(page);
      const rich = yield* readAll(page, people);
      for (const key of ["ticket:42", "comment:501"])
        assert.isAbove(rich.of(key)?.revision ?? 0, poor.of(key)?.revision ?? Infinity);
    }),
  );

  it.effect("lets the latest version of a ticket hold, by Zendesk's own clock where it has one", () =>
    Effect.gen(function* () {
      const early = { ...ticket, priority: "low", updated_at: time(2) };
      const late = { ...ticket, priority: "high", updated_at: time(3) };
      const touched = { ...early, priority: "urgent", generated_timestamp: Date.parse(time(4)) / 1000 };
      for (const order of [
        [early, late],
        [late, early],
      ]) {
        const read = yield* readAll({ tickets: order });
        assert.strictEqual(dataOf(read, "ticket:42")["priority"], "high");
      }
      for (const order of [
        [touched, late],
        [late, touched],
      ]) {
        const read = yield* readAll({ tickets: order });
        assert.strictEqual(dataOf(read, "ticket:42")["priority"], "urgent");
      }
    }),
  );

  it.effect("marks deleted tickets, and takes them back when they are restored with their audits", () =>
    Effect.gen(function* () {
      const gone = { ...ticket, status: "deleted", updated_at: time(5) };
      const deleted = yield* readAll({ tickets: [ticket, gone] }, people);
      assert.strictEqual(deleted.of("state:42")?.draft.type, "ticket.deleted");
      const back = { ...ticket, updated_at: time(7) };
      const restored = yield* readAll({ tickets: [gone, back] }, { audits: [audit(2, 6, 1, [])] });
      assert.strictEqual(restored.of("state:42")?.draft.type, "ticket.status_changed");
      const listed = yield* readAll(
        { tickets: [ticket] },
        { deleted_tickets: [{ id: 42, deleted_at: time(9), actor: { id: 1, name: "x" } }] },
      );
      assert.strictEqual(listed.of("state:42")?.draft.type, "ticket.deleted");
    }),
  );

  it.effect("follows merges from either side and counts what they copy as nobody's reply", () =>
    Effect.gen(function* () {
      const merged = { ...ticket, id: 41, status: "closed", tags: ["closed_by_merge"] };
      const via = { channel: "web", source: { rel: "merge", from: { ticket_ids: [41] }, to: {} } };
      const copied = {
        type: "Comment",
        author_id: 1,
        public: true,
        body: "Request #41 was closed and merged",
      };
      const read = yield* readAll({ tickets: [ticket, merged] }, people, {
        audits: [audit(7, 4, 1, [copied], { via })],
      });
      assert.strictEqual(dataOf(read, "merged:41")["into"], "zendesk:acme:42");
      assert.strictEqual(sideOf(read, "comment:700"), "system");
      assert.isUndefined(read.of("merged:42"));
      const alone = yield* readAll({ tickets: [merged] });
      assert.strictEqual(alone.of("merged:41")?.draft.type, "ticket.merged");
    }),
  );

  it.effect("keeps a breached promise broken, in whatever order the metric events come", () =>
    Effect.gen(function* () {
      const event = (id: number, type: string, metric: string) => ({
        id,
        ticket_id: 42,
        metric,
        instance_id: 1,
        type,
        time: time(id),
      });
      const events = [
        event(1, "apply_sla", "reply_time"),
        event(2, "breach", "reply_time"),
        event(3, "fulfill", "reply_time"),
        event(4, "apply_sla", "requester_wait_time"),
        event(5, "fulfill", "requester_wait_time"),
        event(6, "fulfill", "agent_work_time"),
      ];
      for (const order of [events, events.toReversed()]) {
        const read = yield* readAll({ tickets: [ticket] }, { ticket_metric_events: order });
        assert.strictEqual(dataOf(read, "sla:42:reply_time")["kept"], false);
        assert.strictEqual(dataOf(read, "sla:42:requester_wait_time")["kept"], true);
        assert.isUndefined(read.of("sla:42:agent_work_time"), "nothing was promised");
      }
    }),
  );

  it.effect("takes the latest rating, its own record before what the ticket says", () =>
    Effect.gen(function* () {
      const rated = { ...ticket, satisfaction_rating: { score: "good", comment: "Great, thanks" } };
      const record = { id: 7, ticket_id: 42, score: "bad", created_at: time(3), requester_id: 9 };
      const read = yield* readAll({ tickets: [rated] }, people, { satisfaction_ratings: [record] });
      assert.strictEqual(dataOf(read, "rating:42")["scoreMilli"], 0);
      assert.strictEqual(dataOf(yield* readAll(rated), "rating:42")["scoreMilli"], 1000);
      const offered = yield* readAll({ ...ticket, satisfaction_rating: { score: "offered" } });
      assert.isUndefined(offered.of("rating:42"));
    }),
  );

  it.effect("reads the incremental export of ticket events as audits", () =>
    Effect.gen(function* () {
      const told = {
        id: 900,
        ticket_id: 42,
        timestamp: Date.parse(time(2)) / 1000,
        updater_id: 1,
        via: "Web form",
        child_events: [
          { id: 901, event_type: "Comment", comment_public: true, comment_present: true },
          { id: 902, event_type: "Change", status: "solved", previous_value: "open" },
        ],
      };
      const read = yield* readAll({ tickets: [ticket] }, people, { ticket_events: [told], end_time: 1 });
      assert.deepStrictEqual(read.problems, []);
      assert.strictEqual(read.of("change:902")?.draft.type, "ticket.solved");
      assert.strictEqual(sideOf(read, "comment:901"), "us");
    }),
  );

  it.effect("says which field of what is wrong, and reads the rest", () =>
    Effect.gen(function* () {
      const broken = { ...ticket, id: 44, created_at: 12, requester_id: { a: 1 } };
      const strange = { ...ticket, id: 45, status: "frozen" };
      const read = yield* readAll({ tickets: [broken, strange, ticket] });
      assert.deepStrictEqual(
        read.problems.map(({ position, code, issues }) => [position, code, issues.map(({ path }) => path)]),
        [
          ["tickets[0]", "invalid_document", ["created_at", "requester_id"]],
          ["tickets[1]", "invalid_document", ["status"]],
        ],
      );
      assert.isDefined(read.of("ticket:42"));
    }),
  );

  it.effect("takes no account from the path of a file: from the records, else none", () =>
    Effect.gen(function* () {
      const { url: _, ...unnamed } = ticket;
      const read = yield* readAll({ tickets: [unnamed] });
      assert.strictEqual(read.of("ticket:42")?.account, "default");
      const beside = yield* readAll({ tickets: [unnamed] }, people);
      assert.strictEqual(beside.of("ticket:42")?.account, "acme");
    }),
  );
});
