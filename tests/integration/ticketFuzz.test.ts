import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assert, describe, it } from "@effect/vitest";
import { TimeLoggedV1 } from "@rapport/contracts/Ledger";
import { TicketEvent } from "@rapport/contracts/Ticket";
import { readMapping } from "@rapport/connectors/tables/TableMapping";
import type { HelpDeskName, TicketDocument } from "@rapport/connectors/tickets/TicketItem";
import { TicketFiles, type TicketReadOptions } from "@rapport/connectors/tickets/readTicketFiles";
import { TicketMapping } from "@rapport/connectors/tickets/table/TicketMapping";
import { memoryFile } from "@rapport/testing/memoryFile";
import { seededRandom, type SeededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { desks } from "@rapport/ingest-tickets/desks";

const fixtures = fileURLToPath(new URL("../fixtures/tickets", import.meta.url));
const textOf = (name: string): string => readFileSync(`${fixtures}/${name}`, "utf8");
const read = readMapping(textOf("servicenow/mapping.json"), TicketMapping);
const mapping = read.ok ? read.mapping : undefined;

/** The event a document becomes must be one that its contract takes. */
const check = ({ draft, key, revision, connector, account }: TicketDocument): void => {
  assert.isTrue(Number.isSafeInteger(revision) && revision >= 0, `${key} ${revision}`);
  const event = {
    id: "0".repeat(32),
    version: 1,
    source: { connector, account, file: "f", position: "p" },
    recordedAt: 0,
    ...draft,
    data: { document: { key, revision }, ...draft.data },
  };
  const parsed = (draft.type === "time.logged" ? TimeLoggedV1 : TicketEvent).safeParse(event);
  if (!parsed.success) assert.fail(`${key}: ${JSON.stringify(parsed.error.issues)}`);
};

/** Reads bytes as a file: every document fits its contract, every problem says something, and it ends. */
const outcome = async (bytes: Uint8Array, options: TicketReadOptions, chunkBytes = 1_000) => {
  const count = { documents: 0, problems: 0, entries: 0 };
  let ended = false;
  const files = [memoryFile("f", bytes, chunkBytes)];
  for await (const { item } of new TicketFiles(files, desks, options).read()) {
    assert.isFalse(ended);
    if (item.kind === "document") {
      check(item);
      count.documents++;
    } else if (item.kind === "problem") {
      assert.isAbove(item.reason.length, 10);
      assert.isAtMost(item.reason.length, 2_000);
      // A reader that throws is kept from doing harm, but it should not.
      assert.notInclude(item.reason, "It could not be understood (");
      count.problems++;
    } else if (item.kind === "entry") count.entries++;
    else ended = true;
  }
  assert.isTrue(ended);
  return count;
};

const ticket = {
  id: 42,
  status: 2,
  priority: 3,
  responder_id: 1,
  requester_id: 9,
  created_at: "2024-03-04T09:00:00Z",
  updated_at: "2024-03-05T09:00:00Z",
  stats: { reopened_at: "2024-03-05T09:00:00Z" },
};
const issue = {
  id: "1",
  key: "AB-1",
  self: "https://acme.atlassian.net/rest/api/2/issue/1",
  fields: {
    created: "2024-03-04T01:00:00.000-0800",
    status: { id: "1", name: "Done", statusCategory: { key: "done" } },
    reporter: { accountId: "r", emailAddress: "ann@client.example" },
    comment: { total: 1, comments: [{ id: "3", created: "2024-03-04T01:00:00.000-0800", body: "x" }] },
  },
  changelog: {
    total: 1,
    histories: [
      {
        id: "7",
        created: "2024-03-04T02:00:00.000-0800",
        items: [{ field: "status", from: "2", fromString: "Open", to: "1", toString: "Done" }],
      },
    ],
  },
};
const onGithub = {
  number: 4,
  url: "https://api.github.com/repos/acme/web/issues/4",
  state: "closed",
  created_at: "2024-03-04T09:00:00Z",
  closed_at: "2024-03-05T09:00:00Z",
  user: { login: "ann" },
  author_association: "NONE",
  timeline: [{ id: 1, event: "closed", created_at: "2024-03-05T09:00:00Z", actor: { login: "ben" } }],
};

const seeds: ReadonlyArray<readonly [name: HelpDeskName, text: string]> = [
  ...readdirSync(`${fixtures}/zendesk`).map((name) => ["zendesk", textOf(`zendesk/${name}`)] as const),
  ["zendesk", `{"id":1,"status":"open","created_at":"2024-03-04T09:00:00Z","requester_id":1}\n`.repeat(30)],
  ["freshdesk", JSON.stringify([ticket, { ...ticket, id: 43, conversations: [{ id: 1 }] }])],
  ["jira", JSON.stringify({ issues: [issue, { ...issue, key: "AB-2" }] })],
  ["github", JSON.stringify([onGithub, { action: "closed", issue: onGithub, sender: { login: "ben" } }])],
  ["csv", textOf("servicenow/incidents.csv").split("\n").slice(0, 40).join("\n")],
];

const nasty: ReadonlyArray<unknown> = [
  null, true, -1, 1e308, 5e-324, 9_007_199_254_740_991, -0.5, "", "\0", "\ud800", "x".repeat(70_000), [], {}, [[[]]],
  { __proto__: 1 }, "=1+1", "9999-99-99T99:99:99Z", "-271821-04-20T00:00:00Z", "constructor", "__proto__", "NaN",
]; // prettier-ignore

/** Changes one value somewhere in a document, or repeats or drops one. */
const twisted = (random: SeededRandom, value: unknown): unknown => {
  if (random.chance(0.1)) return random.pick(nasty);
  if (Array.isArray(value)) {
    if (value.length === 0) return [random.pick(nasty)];
    const at = random.int(0, value.length - 1);
    return random.chance(0.1)
      ? [...value, value[at], random.pick(nasty)]
      : value.with(at, twisted(random, value[at]));
  }
  if (typeof value !== "object" || value === null) return random.pick(nasty);
  const names = Object.keys(value);
  const name = random.chance(0.05) || names.length === 0 ? "__proto__" : random.pick(names);
  const changed = twisted(random, (value as Record<string, unknown>)[name]);
  return Object.fromEntries([...Object.entries(value), [name, changed]]);
};

const damaged = (random: SeededRandom, bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  for (let n = random.int(1, 8); n > 0; n--) {
    const at = random.int(0, copy.length - 1);
    copy[at] = random.chance(0.5) ? copy[at]! ^ (1 << random.int(0, 7)) : random.int(0, 255);
  }
  return random.chance(0.3) ? copy.subarray(0, random.int(0, copy.length)) : copy;
};

const optionsOf = (name: HelpDeskName): TicketReadOptions =>
  name === "csv" && mapping !== undefined ? { mapping } : {};

describe("fuzzed help-desk exports", () => {
  it.effect("give something of every sound seed", () =>
    Effect.promise(async () => {
      for (const [name, text] of seeds) {
        const { documents, entries, problems } = await outcome(Buffer.from(text), optionsOf(name));
        const people = text.includes('"users"');
        if (!people) assert.isAbove(documents + entries + problems, 0, name);
      }
    }),
  );

  it.effect("cut or with wrong bits: documents or problems, never a crash", () =>
    Effect.promise(async () => {
      const random = seededRandom(1);
      for (let i = 0; i < 600; i++) {
        const [name, text] = random.pick(seeds);
        const bytes = damaged(random, Buffer.from(text.slice(0, 20_000)));
        const from = random.chance(0.3) ? { from: name } : {};
        await outcome(bytes, { ...optionsOf(name), ...from }, random.int(1, 3_000));
      }
    }),
  );

  it.effect("with any value in any place: documents or problems, never a crash", () =>
    Effect.promise(async () => {
      const random = seededRandom(2);
      for (let i = 0; i < 1_000; i++) {
        const [name, text] = random.pick(seeds.filter(([each]) => each !== "csv"));
        const lines = text.startsWith("{") && text.includes("}\n{");
        const value: unknown = lines ? JSON.parse(text.split("\n")[0]!) : JSON.parse(text);
        let changed = value;
        for (let n = random.int(1, 4); n > 0; n--) changed = twisted(random, changed);
        await outcome(Buffer.from(JSON.stringify(changed)), { from: name });
      }
      assert.notProperty({}, "polluted");
    }),
  );

  it.effect("in the wrong encoding: the same tickets in UTF-16, others told as problems", () =>
    Effect.promise(async () => {
      const text = textOf("zendesk/tickets-1.json");
      const plain = await outcome(Buffer.from(text), {});
      const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
      assert.deepStrictEqual(await outcome(wide, {}), plain);
      const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
      assert.deepStrictEqual(await outcome(marked, {}), plain);
      const latin = Buffer.from(text.replace("Buy now", "Möbel für Sie"), "latin1");
      assert.deepStrictEqual(await outcome(latin, {}), plain);
      const swapped = await outcome(Buffer.from(text).subarray(1), {});
      assert.isAbove(swapped.problems, 0);
    }),
  );

  it.effect("with formulas in their cells: taken as text, never run or changed", () =>
    Effect.promise(async () => {
      const [header, first] = textOf("servicenow/incidents.csv").split("\n");
      const row = first!.replace("INC0000045", '=HYPERLINK("x")').replace(/"/g, "");
      const names: Array<string> = [];
      const files = [memoryFile("a.csv", `${header}\n${row}\n`)];
      for await (const { item } of new TicketFiles(files, desks, optionsOf("csv")).read())
        if (item.kind === "document") names.push(item.key);
      assert.include(names, "ticket:=HYPERLINK(x)");
    }),
  );

  it.effect("of hostile sizes and depths: told in bounded time", () =>
    Effect.promise(async () => {
      const deep = `{"id":1,"status":"open","created_at":"2024-03-04T09:00:00Z","requester_id":9,"tags":${"[".repeat(300_000)}${"]".repeat(300_000)}}`;
      const wide = { ...ticket, description_text: "word ".repeat(400_000), tags: Array(100_000).fill("x") };
      const html = { ...ticket, description: "<div>".repeat(100_000), description_text: "" };
      for (const text of [`[${deep}]`, `${deep}\n${deep}\n`, "[".repeat(500_000), "{".repeat(500_000)])
        await outcome(Buffer.from(text), { from: "zendesk" }, 65_536);
      for (const value of [wide, html]) {
        const { documents } = await outcome(Buffer.from(JSON.stringify([value])), {}, 65_536);
        assert.isAbove(documents, 0);
      }
    }),
  );
});
