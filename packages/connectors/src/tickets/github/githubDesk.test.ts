import { assert, describe, it } from "@effect/vitest";
import { latestDocuments } from "@rapport/testing/latestDocuments";
import { memoryFile } from "@rapport/testing/memoryFile";
import { Effect } from "effect";
import { TicketFiles } from "../readTicketFiles.ts";
import { githubDesk } from "./githubDesk.ts";

const readAll = (...pages: ReadonlyArray<unknown>) =>
  Effect.promise(() => latestDocuments((files) => new TicketFiles(files, [githubDesk], {}).read(), pages));

const api = "https://api.github.com/repos/Acme/Web";
const ann = { login: "Ann", type: "User" };
const ben = { login: "Ben", type: "User" };
const issue = (number: number, more: object = {}) => ({
  number,
  url: `${api}/issues/${number}`,
  repository_url: api,
  state: "open",
  created_at: "2024-03-04T09:00:00Z",
  updated_at: "2024-03-05T09:00:00Z",
  closed_at: null,
  user: ann,
  author_association: "NONE",
  assignee: null,
  body: "Why is it broken?",
  ...more,
});
const comment = (id: number, user: object | null, association: string, more: object = {}) => ({
  id,
  issue_url: `${api}/issues/42`,
  html_url: `https://github.com/Acme/Web/issues/42#issuecomment-${id}`,
  user,
  author_association: association,
  created_at: "2024-03-04T10:00:00Z",
  updated_at: "2024-03-04T10:00:00Z",
  body: "Thanks",
  ...more,
});
const event = (id: number, name: string, hour: number, more: object = {}) => ({
  id,
  event: name,
  actor: ben,
  created_at: `2024-03-04T${hour}:00:00Z`,
  issue: issue(42),
  url: `${api}/issues/events/${id}`,
  ...more,
});

/** As a timeline has it: nothing in it says which issue it is of. */
const bare = (told: object) =>
  Object.fromEntries(Object.entries(told).filter(([name]) => name !== "issue" && name !== "url"));

describe("GitHub", () => {
  it.effect("tells an issue; closed alone is solved when it was closed", () =>
    Effect.gen(function* () {
      const closed = issue(7, { state: "closed", closed_at: "2024-03-04T12:00:00Z" });
      const read = yield* readAll([issue(42), closed, issue(8, { pull_request: {} })]);
      assert.deepStrictEqual(read.problems, []);
      assert.deepStrictEqual(read.latest.get("ticket:42")?.draft.parties, [
        "github-repo:acme/web",
        "github-user:ann",
      ]);
      assert.strictEqual(read.dataOf("ticket:42")["ticket"], "github:acme/web:42");
      assert.strictEqual(read.latest.get("state:7")?.draft.type, "ticket.solved");
      assert.strictEqual(read.latest.get("state:7")?.draft.occurredAt, Date.UTC(2024, 2, 4, 12));
      assert.isUndefined(read.latest.get("ticket:8"), "a pull request is no ticket");
    }),
  );

  it.effect("takes its changes from events, the timeline in it and webhooks as the same ones", () =>
    Effect.gen(function* () {
      const closed = issue(42, { state: "closed", closed_at: "2024-03-04T12:00:00Z" });
      const events = [
        event(1, "closed", 12),
        event(2, "assigned", 11, { assignee: ben }),
        event(3, "labeled", 13),
      ];
      const listed = yield* readAll([closed], events);
      const kept = yield* readAll([{ ...closed, timeline: events.map(bare) }]);
      const repository = { full_name: "Acme/Web" };
      const hooked = yield* readAll([{ action: "closed", issue: closed, repository, sender: ben }]);
      const key = `change:42:closed::${Date.UTC(2024, 2, 4, 12) / 1000}`;
      for (const read of [listed, kept, hooked]) {
        assert.deepStrictEqual(read.problems, []);
        assert.strictEqual(read.latest.get(key)?.draft.type, "ticket.solved");
        assert.deepStrictEqual(read.latest.get(key)?.draft, listed.latest.get(key)?.draft);
        assert.strictEqual(read.latest.get("state:42")?.draft.type, "ticket.status_changed");
      }
    }),
  );

  it.effect("lets the telling hold that says who did it", () =>
    Effect.gen(function* () {
      const known = event(1, "closed", 12);
      const unknown = event(1, "closed", 12, { actor: null });
      const key = `change:42:closed::${Date.UTC(2024, 2, 4, 12) / 1000}`;
      for (const order of [
        [known, unknown],
        [unknown, known],
      ])
        assert.strictEqual((yield* readAll([issue(42)], order)).sideOf(key), "them");
    }),
  );

  it.effect("counts taking an issue from somebody as a reassignment", () =>
    Effect.gen(function* () {
      const read = yield* readAll(
        [issue(42)],
        [
          event(1, "assigned", 11, { assignee: ben }),
          event(2, "unassigned", 12, { assignee: ben }),
          event(3, "reopened", 13),
        ],
      );
      const counts = [...read.latest.values()].flatMap(({ draft }) =>
        draft.type === "ticket.assigned" ? [draft.data.reassignments] : [],
      );
      assert.deepStrictEqual(counts, [0, 1]);
      assert.include(
        [...read.latest.values()].map(({ draft }) => draft.type),
        "ticket.reopened",
      );
    }),
  );

  it.effect("knows owners, members and collaborators as ours, bots as nobody", () =>
    Effect.gen(function* () {
      const comments = [
        comment(1, ben, "MEMBER"),
        comment(2, ann, "NONE"),
        comment(3, { login: "stale[bot]", type: "Bot" }, "NONE"),
        comment(4, null, "NONE"),
        comment(5, { login: "cleo" }, "CONTRIBUTOR"),
      ];
      const read = yield* readAll([issue(42), ...comments]);
      assert.deepStrictEqual(
        comments.map(({ id }) => read.sideOf(`comment:${id}`)),
        ["us", "them", "system", "unknown", "them"],
      );
      const own = yield* readAll([issue(42, { user: ben, author_association: "OWNER" })]);
      assert.strictEqual(own.sideOf("ticket:42"), "us");
      assert.deepStrictEqual(own.latest.get("ticket:42")?.draft.parties, ["github-repo:acme/web"]);
    }),
  );

  it.effect("leaves deleted, transferred and spam issues out", () =>
    Effect.gen(function* () {
      const repository = { full_name: "Acme/Web" };
      const hook = (action: string, number: number, more: object = {}) => ({
        action,
        issue: issue(number),
        repository,
        sender: ben,
        ...more,
      });
      const moved = { new_issue: { number: 3, repository_url: "https://api.github.com/repos/acme/api" } };
      const read = yield* readAll([
        hook("deleted", 1),
        hook("transferred", 2, { changes: moved }),
        issue(3, { active_lock_reason: "spam" }),
        issue(1, { updated_at: "2025-01-01T00:00:00Z" }),
      ]);
      assert.deepInclude(read.dataOf("state:1"), { reason: "deleted" });
      assert.strictEqual(read.dataOf("merged:2")["into"], "github:acme/api:3");
      assert.deepInclude(read.dataOf("state:3"), { reason: "spam" });
    }),
  );

  it.effect("keeps repositories apart in one input", () =>
    Effect.gen(function* () {
      const other = issue(42, {
        url: "https://api.github.com/repos/other/one/issues/42",
        repository_url: null,
      });
      const read = yield* readAll([issue(42)], [other]);
      assert.strictEqual(read.problems.length, 0);
      const files = [[issue(42)], [other]].map((page, i) => memoryFile(`${i}.json`, JSON.stringify(page)));
      const accounts = new Set<string>();
      yield* Effect.promise(async () => {
        for await (const { item } of new TicketFiles(files, [githubDesk], {}).read())
          if (item.kind === "document") accounts.add(item.account);
      });
      assert.deepStrictEqual([...accounts], ["acme/web", "other/one"]);
    }),
  );
});
