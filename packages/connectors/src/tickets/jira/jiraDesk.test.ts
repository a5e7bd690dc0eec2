import { assert, describe, it } from "@effect/vitest";
import { latestDocuments } from "@rapport/testing/latestDocuments";
import { Effect } from "effect";
import { TicketFiles } from "../readTicketFiles.ts";
import { jiraDesk } from "./jiraDesk.ts";
import { jiraText } from "./jiraText.ts";
import { jiraStatus } from "./statuses.ts";

const readAll = (...pages: ReadonlyArray<unknown>) =>
  Effect.promise(() => latestDocuments((files) => new TicketFiles(files, [jiraDesk], {}).read(), pages));

const api = "https://acme.atlassian.net/rest/api/2";
const reporter = { accountId: "c1", accountType: "customer", emailAddress: "ann@client.example" };
const agent = { accountId: "a1", accountType: "atlassian", emailAddress: "ben@firm.example" };
const app = { accountId: "x1", accountType: "app" };
const category = (key: string) => ({ statusCategory: { key } });
const status = (id: string, name: string, key: string) => ({ id, name, ...category(key) });

const history = (id: string, at: string, items: ReadonlyArray<object>, author: object = agent) => ({
  id,
  created: at,
  author,
  items,
});
const item = (
  field: string,
  from: string | null,
  fromString: string,
  to: string | null,
  toString: string,
) => ({
  field,
  from,
  fromString,
  to,
  toString,
});
const comment = (id: string, author: object | undefined, more: object = {}) => ({
  id,
  self: `${api}/issue/10042/comment/${id}`,
  author,
  body: "Thanks",
  created: "2024-03-04T02:00:00.000-0800",
  ...more,
});
const issue = (more: object = {}, fields: object = {}) => ({
  id: "10042",
  key: "SD-42",
  self: `${api}/issue/10042`,
  fields: {
    created: "2024-03-04T01:00:00.000-0800",
    updated: "2024-03-05T01:00:00.000-0800",
    resolutiondate: null,
    status: status("3", "Waiting for customer", "indeterminate"),
    priority: { name: "High" },
    issuetype: { name: "Incident" },
    project: { key: "SD" },
    reporter,
    creator: reporter,
    assignee: agent,
    description: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Why?" }] }] },
    ...fields,
  },
  ...more,
});

describe("Jira", () => {
  it.effect("tells an issue, its zone's offset without a colon read", () =>
    Effect.gen(function* () {
      const organisations = {
        customfield_10002: [{ id: "7", name: "Client", _links: { self: `${api}/organization/7` } }],
      };
      const read = yield* readAll({ startAt: 0, total: 1, issues: [issue({}, organisations)] });
      assert.deepStrictEqual(read.problems, []);
      const opened = read.latest.get("ticket:SD-42")!;
      assert.strictEqual(opened.account, "acme.atlassian.net");
      assert.strictEqual(opened.draft.occurredAt, Date.UTC(2024, 2, 4, 9));
      assert.deepStrictEqual(opened.draft.parties, [
        "jira-org:acme.atlassian.net/7",
        "jira-project:acme.atlassian.net/SD",
        "jira-user:acme.atlassian.net/c1",
        "email:ann@client.example",
        "domain:client.example",
      ]);
      assert.deepInclude(read.dataOf("ticket:SD-42"), {
        priority: "high",
        kind: "Incident",
        assignee: "jira-user:acme.atlassian.net/a1",
      });
      assert.deepInclude(read.dataOf("ticket:SD-42")["signals"] as object, { questions: 1, words: 1 });
      assert.deepInclude(read.dataOf("state:SD-42"), { from: null, to: "waiting" });
    }),
  );

  it.effect("takes changes from the changelog, statuses by their category", () =>
    Effect.gen(function* () {
      const histories = [
        history("1", "2024-03-04T02:00:00.000-0800", [
          item("status", "1", "Open", "3", "Waiting for customer"),
          item("assignee", null, "", "a1", "Ben"),
        ]),
        history("2", "2024-03-04T03:00:00.000-0800", [
          item("status", "3", "Waiting for customer", "9", "Answered"),
          item("assignee", "a1", "Ben", "a2", "Cleo"),
          item("priority", "3", "Medium", "1", "Highest"),
          item("summary", null, "a", null, "b"),
        ]),
        history(
          "3",
          "2024-03-04T04:00:00.000-0800",
          [item("status", "9", "Answered", "1", "Open")],
          reporter,
        ),
      ];
      const changelog = { total: 3, histories };
      const answered = issue({ id: "1", key: "SD-1" }, { status: status("9", "Answered", "done") });
      const read = yield* readAll({ issues: [issue({ changelog }), answered] });
      assert.deepStrictEqual(read.problems, []);
      assert.deepInclude(read.dataOf("change:1:0"), { from: "open", to: "waiting" });
      assert.deepInclude(read.dataOf("change:1:1"), { reassignments: 0 });
      assert.strictEqual(read.latest.get("change:2:0")?.draft.type, "ticket.solved");
      assert.deepInclude(read.dataOf("change:2:1"), { reassignments: 1 });
      assert.deepInclude(read.dataOf("change:2:2"), { level: "Highest" });
      assert.strictEqual(read.latest.get("change:3:0")?.draft.type, "ticket.reopened");
      assert.strictEqual(read.sideOf("change:3:0"), "them");
      assert.isNull(read.dataOf("ticket:SD-42")["assignee"], "who holds it now did not at its opening");
      assert.deepInclude(read.dataOf("state:SD-42"), { from: "waiting", to: "waiting" });
    }),
  );

  it.effect("reads pages of one issue's changelog and comments, by key or number", () =>
    Effect.gen(function* () {
      const histories = [
        history("5", "2024-03-04T02:00:00.000-0800", [item("status", "1", "Open", "4", "Done")]),
      ];
      const nested = yield* readAll({ issues: [issue({ changelog: { total: 1, histories } })] });
      const paged = yield* readAll(
        { issues: [issue()] },
        { self: `${api}/issue/SD-42/changelog?startAt=0`, total: 1, values: histories },
      );
      const byNumber = yield* readAll(
        { issues: [issue()] },
        { self: `${api}/issue/10042/changelog`, total: 1, values: histories },
        { total: 1, comments: [comment("8", agent)] },
      );
      assert.deepStrictEqual(paged.problems, []);
      for (const read of [paged, byNumber])
        assert.deepStrictEqual(read.latest.get("change:5:0")?.draft, nested.latest.get("change:5:0")?.draft);
      assert.deepInclude(byNumber.dataOf("state:SD-42"), { from: "waiting", to: "waiting" });
      assert.strictEqual(byNumber.dataOf("comment:8")["ticket"], "jira:acme.atlassian.net:SD-42");
    }),
  );

  it.effect("tells what the client sees from what he does not, and who wrote it", () =>
    Effect.gen(function* () {
      const comments = [
        comment("1", agent, { jsdPublic: true }),
        comment("2", agent, { jsdPublic: false }),
        comment("3", reporter),
        comment("4", app),
        comment("5", undefined),
        comment("6", { accountId: "c2", accountType: "customer" }),
        comment("7", agent, { visibility: { type: "role", value: "Developers" } }),
      ];
      const read = yield* readAll({ issues: [issue({}, { comment: { total: 7, comments } })] });
      assert.deepStrictEqual(
        comments.map(({ id }) => [read.sideOf(`comment:${id}`), read.dataOf(`comment:${id}`)["public"]]),
        [
          ["us", true],
          ["us", false],
          ["them", true],
          ["system", true],
          ["unknown", true],
          ["them", true],
          ["us", false],
        ],
      );
    }),
  );

  it.effect("assesses promises by their cycles, and reads stars", () =>
    Effect.gen(function* () {
      const cycle = (breached: boolean) => ({ breached, stopTime: { epochMillis: 1_709_600_000_000 } });
      const fields = {
        customfield_1: { id: "1", name: "Time to first response", completedCycles: [cycle(false)] },
        customfield_2: { name: "Time to resolution", completedCycles: [cycle(true), cycle(false)] },
        customfield_3: { name: "Running", completedCycles: [], ongoingCycle: { breached: false } },
        customfield_4: { rating: 4 },
      };
      const read = yield* readAll({ issues: [issue({}, fields)] });
      assert.deepInclude(read.dataOf("sla:SD-42:Time to first response"), { kept: true });
      assert.deepInclude(read.dataOf("sla:SD-42:Time to resolution"), { kept: false });
      assert.isUndefined(read.latest.get("sla:SD-42:Running"));
      assert.strictEqual(read.dataOf("rating:SD-42")["scoreMilli"], 750);
    }),
  );

  it.effect("says so when part of a changelog was left behind, and follows an issue that moved", () =>
    Effect.gen(function* () {
      const histories = [
        history("9", "2024-03-04T02:00:00.000-0800", [item("Key", null, "OLD-7", null, "SD-42")]),
      ];
      const read = yield* readAll({ issues: [issue({ changelog: { total: 40, histories } })] });
      assert.match(read.problems[0]?.reason ?? "", /1 of 40/);
      assert.strictEqual(read.dataOf("merged:OLD-7")["into"], "jira:acme.atlassian.net:SD-42");
    }),
  );

  it("tells statuses of anybody's making apart", () => {
    const cases: ReadonlyArray<readonly [string, string | null, string]> = [
      ["Waiting for customer", "indeterminate", "waiting"],
      ["Needs info", "indeterminate", "waiting"],
      ["Waiting for support", "indeterminate", "open"],
      ["Pending vendor", "indeterminate", "on_hold"],
      ["Blocked", "indeterminate", "on_hold"],
      ["In Progress", "indeterminate", "open"],
      ["To Do", "new", "new"],
      ["Released", "done", "solved"],
      ["Closed", "done", "closed"],
      ["Resolved", null, "solved"],
      ["Canceled", null, "solved"],
      ["Reopened", null, "open"],
      ["Backlog", null, "new"],
    ];
    for (const [name, of, expected] of cases) assert.strictEqual(jiraStatus(name, of), expected, name);
  });

  it("reads no quotes, and is not drawn into endless documents", () => {
    const deep: { type: string; content: Array<unknown> } = { type: "doc", content: [] };
    let inner = deep;
    for (let i = 0; i < 100_000; i++) {
      const next = { type: "paragraph", content: [] };
      inner.content.push(next);
      inner = next;
    }
    assert.isAtMost(jiraText(deep)?.length ?? 0, 20_000);
    const quoted = {
      type: "doc",
      content: [{ type: "blockquote", content: [{ type: "text", text: "old" }] }],
    };
    assert.strictEqual(jiraText(quoted), "");
    assert.isNull(jiraText(7));
  });
});
