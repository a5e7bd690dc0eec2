import { describe, expect, it } from "@effect/vitest";
import { emptyDirectory } from "@rapport/domain/directory/InForce";
import { Effect } from "effect";
import { planImport } from "./planImport.ts";
import { readRows } from "./readFiles.ts";

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Files by name, a line of text per row. */
type Files = Readonly<Record<string, ReadonlyArray<string>>>;

/** A directory that files are imported into one after the other: what each import says, and refuses. */
const importer = () => {
  const now = emptyDirectory();
  return (files: Files) =>
    Effect.gen(function* () {
      const read = yield* Effect.forEach(Object.entries(files), ([file, lines]) =>
        readRows(file, bytesOf(lines.join("\n"))),
      );
      const { changes, problems } = yield* planImport(read, now);
      return {
        said: changes.map(({ text }) => text),
        refused: problems.map(({ file, line, column, reason }) => `${file}:${line} ${column}: ${reason}`),
      };
    });
};

const clients = (...rows: ReadonlyArray<string>) => ["client,name,domains,addresses,tier", ...rows];
const contacts = (...rows: ReadonlyArray<string>) => ["email,client,title,from,to", ...rows];
const owners = (...rows: ReadonlyArray<string>) => ["client,role,member,from,to", ...rows];
const members = [
  "member,name,emails",
  "eve,Eve,eve@firm.example",
  "fay,Fay,fay@firm.example;fay@home.example",
];
const two = clients("acme,Acme,acme.example,,", "bolt,Bolt,bolt.example,,gold");

describe("a changed row changes what it names, and nothing else", () => {
  it.effect("names, profiles, domains that move", () =>
    Effect.gen(function* () {
      const run = importer();
      yield* run({ "clients.csv": two });
      const { said } = yield* run({ "clients.csv": clients("bolt,Bolt GmbH,acme.example,,") });
      expect(said).toEqual([
        "client bolt is called Bolt GmbH now, no longer Bolt",
        "domain:acme.example does not count for Acme any more",
        "domain:acme.example counts for Bolt GmbH",
      ]);
      expect((yield* run({ "clients.csv": clients("bolt,,,,silver") })).said).toEqual([
        "Bolt GmbH: tier silver",
      ]);
      expect((yield* run({ "clients.csv": clients("bolt,Bolt GmbH,acme.example,,silver") })).said).toEqual(
        [],
      );
    }),
  );

  it.effect("the days of a contact; other people's days stay", () =>
    Effect.gen(function* () {
      const run = importer();
      const ann = (from: string, to: string, client = "acme") =>
        `ann@web.example,${client},CEO,${from},${to}`;
      yield* run({ "clients.csv": two, "contacts.csv": contacts(ann("2024-01-01", "2025-01-01")) });
      const moved = contacts(ann("2024-01-01", "2024-07-01"), ann("2024-07-01", "", "bolt"));
      expect((yield* run({ "contacts.csv": moved })).said).toEqual([
        "email:ann@web.example from 2024-01-01 to 2025-01-01 does not count for Acme any more",
        "email:ann@web.example counts for Acme from 2024-01-01 to 2024-07-01",
        "email:ann@web.example counts for Bolt from 2024-07-01",
      ]);
      expect((yield* run({ "contacts.csv": moved })).said).toEqual([]);
      // Rows of one client say nothing about the time with the other.
      expect((yield* run({ "contacts.csv": contacts(ann("2024-07-01", "", "bolt")) })).said).toEqual([]);
    }),
  );

  it.effect("an address of a client for ever lies below its dated exceptions, whichever came first", () =>
    Effect.gen(function* () {
      const run = importer();
      const exception = contacts("ann@web.example,bolt,,2024-07-01,");
      yield* run({ "clients.csv": two, "contacts.csv": exception });
      const address = clients("acme,Acme,,ann@web.example,");
      expect((yield* run({ "clients.csv": address })).said).toEqual([
        "email:ann@web.example counts for Acme",
        "email:ann@web.example counts for Bolt from 2024-07-01",
      ]);
      expect((yield* run({ "clients.csv": address, "contacts.csv": exception })).said).toEqual([]);
    }),
  );

  it.effect("owners, and the time that an owner no longer has", () =>
    Effect.gen(function* () {
      const run = importer();
      yield* run({ "m.csv": members, "c.csv": two, "o.csv": owners("acme,owner,eve,2024-01-01,") });
      expect((yield* run({ "o.csv": owners("acme,,fay,2025-01-01,") })).said).toEqual([
        "fay is owner of Acme from 2025-01-01",
      ]);
      // Since she is named, her days are what the file says; whatever it does not name stays.
      expect((yield* run({ "o.csv": owners("Acme,owner,fay@home.example,2025-07-01,") })).said).toEqual([
        "nobody is owner of Acme from 2025-01-01 to 2025-07-01",
        "fay is owner of Acme from 2025-07-01",
      ]);
      expect((yield* run({ "o.csv": owners("acme,owner,eve,2024-01-01,2025-01-01") })).said).toEqual([]);
    }),
  );

  it.effect("the order of the files makes no difference", () =>
    Effect.gen(function* () {
      const files = { "o.csv": owners("acme,owner,eve,,"), "c.csv": two, "m.csv": members };
      const forth = yield* importer()(files);
      const back = yield* importer()(Object.fromEntries(Object.entries(files).toReversed()));
      expect(forth.refused).toEqual([]);
      expect(forth.said).toEqual(back.said);
    }),
  );
});

describe("rows are refused with file, line, column and reason", () => {
  const refusal = (says: string, files: Files, ...expected: ReadonlyArray<string>) =>
    it.effect(says, () =>
      Effect.gen(function* () {
        const { refused } = yield* importer()({ "m.csv": members, ...files });
        expect(refused).toEqual(expected.map((one) => expect.stringContaining(one)));
      }),
    );
  refusal(
    "free mail",
    { "c.csv": clients("a,A,gmail.com,,") },
    "c.csv:2 domains: gmail.com is no organisation's",
  );
  refusal(
    "a member's address",
    { "c.csv": clients("a,A,,fay@home.example,") },
    "c.csv:2 addresses: fay@home.example is the firm's own",
  );
  refusal(
    "a robot",
    { "c.csv": two, "k.csv": contacts("no-reply@acme.example,acme,,,") },
    "k.csv:2 email: no-reply@acme.example is a robot's",
  );
  refusal(
    "a domain of two clients",
    { "c.csv": clients("a,A,x.example,,", "b,B,x.example,,") },
    "c.csv:3 domains: domain:x.example stands with the client in c.csv, line 2",
  );
  refusal("an id", { "c.csv": clients("A b,A,,,") }, 'c.csv:2 client: "A b" cannot be an id');
  refusal(
    "a client twice",
    { "c.csv": clients("a,A,,,", "a,B,,,") },
    'c.csv:3 client: "a" stands in c.csv, line 2',
  );
  refusal(
    "a client nobody knows",
    { "c.csv": two, "k.csv": contacts("x@y.example,acmee,,,") },
    'k.csv:2 client: there is no client "acmee"',
  );
  refusal(
    "days that are none, and backwards",
    {
      "c.csv": two,
      "k.csv": contacts("x@y.example,acme,,2024-02-30,", "z@y.example,acme,,2024-02-01,2024-02-01"),
    },
    'k.csv:2 from: "2024-02-30" is not a date',
    "k.csv:3 to: It is not after from",
  );
  refusal(
    "a member nobody knows",
    { "c.csv": two, "o.csv": owners("acme,owner,gus,,") },
    'o.csv:2 member: there is no member "gus"',
  );
  refusal(
    "a circle of merges",
    { "c.csv": two, "x.csv": ["client,into", "acme,bolt", "bolt,acme"] },
    "x.csv:3 into: Bolt would be counted as itself",
  );
  refusal(
    "a firm's own domain",
    { "f.csv": ["domains", "own.example"], "c.csv": clients("a,A,own.example,,") },
    "c.csv:2 domains: own.example is the firm's own",
  );
  refusal(
    "values without a column",
    { "c.csv": clients("a,A,,,,,x") },
    "c.csv:2 null: The row has 7 values, the header 5",
  );
});

it.effect("headers tell what a file is, whatever their case, order and other columns", () =>
  Effect.gen(function* () {
    const kind = (header: string) =>
      Effect.map(readRows("x.csv", bytesOf(`${header}\n`)), (file) => file.kind);
    expect(yield* kind("Name,CLIENT,Notes")).toBe("clients");
    expect(yield* kind("from,client,email,name")).toBe("contacts");
    expect(yield* kind("client;role;member")).toBe("owners");
    expect(yield* kind("domains")).toBe("firm");
    expect(yield* kind("calendar,time zone")).toBe("calendars");
    const refused = yield* Effect.flip(kind("a,b"));
    expect(refused.what).toContain("of no file of the directory");
    expect((yield* Effect.flip(kind("client,name,client"))).what).toContain('"client" stands there twice');
    expect((yield* Effect.flip(readRows("x.csv", bytesOf("")))).what).toContain("no header");
  }),
);

it.effect("cells that a spreadsheet export guards with an apostrophe lose it", () =>
  Effect.gen(function* () {
    const { said } = yield* importer()({ "c.csv": clients("a,'=SUM(1),,,", "b,'tis,,,") });
    expect(said).toEqual(["client a: =SUM(1)", "client b: 'tis"]);
  }),
);
