import { assert, describe, it } from "@effect/vitest";
import { memoryFile } from "@rapport/testing/memoryFile";
import { Effect } from "effect";
import { TicketFiles } from "../readTicketFiles.ts";
import type { TicketDocument, TicketProblem } from "../TicketItem.ts";
import { TicketMapping } from "./TicketMapping.ts";

const states = { words: { new: "new", working: "open", asked: "waiting", done: "solved" } };
const changes = TicketMapping.parse({
  kind: "changes",
  fields: {
    ticket: "no",
    changedAt: "at",
    status: { column: "state", ...states },
    assignee: "who",
    team: "team",
    requester: "client",
    organisation: "firm",
    priority: "prio",
  },
});
const standing = TicketMapping.parse({
  kind: "tickets",
  dates: { format: "DD/MM/YYYY HH:mm", timeZone: "Europe/London" },
  missing: ["n/a"],
  fields: {
    ticket: "no",
    openedAt: "opened",
    resolvedAt: "resolved",
    firstResponseAt: "answered",
    status: { column: "state", ...states },
    reopenings: "reopened",
    reassignments: "moved",
    slaKept: "sla",
    slaPolicy: { constant: "gold" },
    score: { column: "stars", words: { "1": "0", "5": "1000" } },
    requesterAddress: "mail",
    deleted: "deleted",
    mergedInto: "merged",
  },
});

const readAll = (mapping: TicketMapping, ...tables: ReadonlyArray<ReadonlyArray<string>>) =>
  Effect.promise(async () => {
    const files = tables.map((lines, i) => memoryFile(`${i}.csv`, `${lines.join("\n")}\n`));
    const documents: Array<TicketDocument> = [];
    const problems: Array<TicketProblem> = [];
    for await (const { item } of new TicketFiles(files, [], { mapping, account: "acme" }).read()) {
      if (item.kind === "document") documents.push(item);
      if (item.kind === "problem") problems.push(item);
    }
    const of = (key: string) => documents.find((each) => each.key === key);
    return { documents, problems, of };
  });

const head = "no,at,state,who,team,client,firm,prio";
const story = [
  "T1,2024-03-04T09:00Z,new,,first,Ann,Client Ltd,low",
  "T1,2024-03-04T10:00Z,working,ben@firm.example,first,Ann,Client Ltd,low",
  "T1,2024-03-04T11:00Z,asked,ben@firm.example,first,Ann,Client Ltd,high",
  "T1,2024-03-04T12:00Z,done,Cleo,second,Ann,Client Ltd,high",
  "T1,2024-03-05T12:00Z,working,Cleo,second,Ann,Client Ltd,high",
];

describe("tables of changes", () => {
  it.effect("become what each row changed against the one before", () =>
    Effect.gen(function* () {
      const { documents, problems } = yield* readAll(changes, [head, ...story]);
      assert.deepStrictEqual(problems, []);
      const told = documents.map(({ draft }) =>
        draft.type === "ticket.assigned" ? `${draft.type} ${draft.data.reassignments}` : draft.type,
      );
      assert.deepStrictEqual(told, [
        "ticket.opened",
        "ticket.status_changed",
        "ticket.assigned 0",
        "ticket.status_changed",
        "ticket.escalated",
        "ticket.solved",
        "ticket.assigned 1",
        "ticket.reopened",
      ]);
      assert.deepStrictEqual(documents[0]?.draft.parties, [
        "helpdesk-org:acme/Client Ltd",
        "helpdesk-user:acme/Ann",
      ]);
      assert.deepStrictEqual(documents[2]?.draft.members, ["email:ben@firm.example"]);
    }),
  );

  it.effect("are the same with rows turned round, repeated and spread over files", () =>
    Effect.gen(function* () {
      const once = yield* readAll(changes, [head, ...story]);
      const other = [head, "T2,2024-03-04T09:00Z,new,,,,,", story[1]!];
      const again = yield* readAll(changes, [head, ...story.toReversed(), story[2]!], other);
      const draftsOf = ({ documents }: typeof once) =>
        documents
          .filter(({ logKey }) => logKey.endsWith("T1"))
          .map(({ key, revision, draft }) => ({ key, revision, draft }));
      assert.deepStrictEqual(draftsOf(again), draftsOf(once));
      assert.isDefined(again.of("ticket:T2"));
    }),
  );

  it.effect("take the time of resolution from its column, which says whether there was one", () =>
    Effect.gen(function* () {
      const timed = TicketMapping.parse({
        ...changes,
        fields: { ...changes.fields, resolvedAt: "prio", priority: { constant: "low" } },
      });
      const rows = (resolved: string) => [
        `T1,2024-03-04T09:00Z,new,,,,,${resolved}`,
        `T1,2024-03-04T10:00Z,done,,,,,${resolved}`,
        `T1,2024-03-05T10:00Z,working,,,,,${resolved}`,
        `T1,2024-03-06T10:00Z,done,,,,,${resolved}`,
      ];
      const solvedAt = (read: { readonly documents: ReadonlyArray<TicketDocument> }) =>
        read.documents.flatMap(({ draft }) => (draft.type === "ticket.solved" ? [draft.occurredAt] : []));
      const known = yield* readAll(timed, [head, ...rows("2024-03-07T12:00Z")]);
      assert.deepStrictEqual(solvedAt(known), [Date.UTC(2024, 2, 4, 10), Date.UTC(2024, 2, 7, 12)]);
      const unknown = yield* readAll(timed, [head, ...rows("")]);
      assert.deepStrictEqual(solvedAt(unknown), [Date.UTC(2024, 2, 4, 10)]);
    }),
  );

  it.effect("take no state that a ticket has in its first row for a change", () =>
    Effect.gen(function* () {
      const { documents } = yield* readAll(changes, [head, ...story.slice(3)]);
      assert.notInclude(
        documents.map(({ draft }) => draft.type),
        "ticket.solved",
      );
    }),
  );
});

describe("tables of tickets", () => {
  const columns = "no,opened,resolved,answered,state,reopened,moved,sla,stars,mail,deleted,merged";
  it.effect("become the opening, how it stands, and counts", () =>
    Effect.gen(function* () {
      const { of, problems } = yield* readAll(standing, [
        columns,
        "T1,01/07/2024 10:00,02/07/2024 10:00,01/07/2024 11:00,done,2,3,yes,5,ann@client.example,no,",
      ]);
      assert.deepStrictEqual(problems, []);
      // Summer time: London is an hour ahead of UTC.
      assert.strictEqual(of("ticket:T1")?.draft.occurredAt, Date.UTC(2024, 6, 1, 9));
      assert.deepStrictEqual(of("ticket:T1")?.draft.parties, [
        "email:ann@client.example",
        "domain:client.example",
      ]);
      assert.strictEqual(of("state:T1")?.draft.type, "ticket.solved");
      assert.deepInclude(of("reopenings:T1")?.draft.data, { times: 2 });
      assert.deepInclude(of("reassignments:T1")?.draft.data, { reassignments: 3 });
      assert.deepInclude(of("sla:T1")?.draft.data, { policy: "gold", kept: true });
      assert.deepInclude(of("rating:T1")?.draft.data, { scoreMilli: 1000 });
      assert.strictEqual(of("firstResponse:T1")?.draft.occurredAt, Date.UTC(2024, 6, 1, 10));
    }),
  );

  it.effect("solved without a time in the column for it are not taken for solved at another", () =>
    Effect.gen(function* () {
      const { of } = yield* readAll(standing, [columns, "T1,01/07/2024 10:00,n/a,,done,,,,,,,"]);
      assert.strictEqual(of("state:T1")?.draft.type, "ticket.status_changed");
      assert.isUndefined(of("reopenings:T1"));
    }),
  );

  it.effect("leave deleted and merged ones out", () =>
    Effect.gen(function* () {
      const { of } = yield* readAll(standing, [
        columns,
        "T1,01/07/2024 10:00,,,new,,,,,,yes,",
        "T2,01/07/2024 10:00,,,new,,,,,,,T1",
      ]);
      assert.strictEqual(of("deleted:T1")?.draft.type, "ticket.deleted");
      assert.deepInclude(of("merged:T2")?.draft.data, { into: "csv:acme:T1" });
    }),
  );

  it.effect("are refused row by row, with line, column and what was expected", () =>
    Effect.gen(function* () {
      const { problems, documents } = yield* readAll(standing, [
        columns,
        "T1,2024-07-01,,,new,,,,,,,",
        "T2,01/07/2024 10:00,,,somewhere,,,,,,,",
        "T3,01/07/1024 10:00,,,new,-1,,,,,,",
        ",01/07/2024 10:00,,,new,,,,,,,",
        "T5,01/07/2024 10:00,,,new,,,,,,,",
      ]);
      assert.deepStrictEqual(
        problems.map(({ position, code, issues }) => [position, code, issues.map(({ path }) => path)]),
        [
          ["line 2", "invalid_row", ["opened"]],
          ["line 3", "invalid_row", ["state"]],
          ["line 4", "invalid_row", ["opened", "reopened"]],
          ["line 5", "invalid_row", ["no"]],
        ],
      );
      assert.deepStrictEqual(new Set(documents.map(({ logKey }) => logKey)), new Set(["csv:acme:T5"]));
    }),
  );

  it.effect("say which columns a mapping names that the table has not got", () =>
    Effect.gen(function* () {
      const { problems } = yield* readAll(standing, ["no,opened", "T1,01/07/2024 10:00"]);
      assert.strictEqual(problems[0]?.code, "unknown_format");
      assert.match(problems[0]?.issues[0]?.message ?? "", /no column "resolved"/);
    }),
  );
});

describe("a mapping", () => {
  it("says what is missing, and what it does not know", () => {
    const wrong = TicketMapping.safeParse({ kind: "rows", fields: { ticket: "no", colour: "c" } });
    const paths = wrong.error?.issues.map(({ path }) => path.join("."));
    assert.deepStrictEqual(paths, ["kind", "fields.colour"]);
    const incomplete = TicketMapping.safeParse({ kind: "changes", fields: { ticket: "no" } });
    const missing = incomplete.error?.issues.map(({ path }) => path.join("."));
    assert.deepStrictEqual(missing, ["fields.changedAt", "fields.status"]);
  });
});
