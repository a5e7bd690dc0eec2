import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import {
  cleanUp,
  type Ended,
  json,
  rapport,
  repository,
  succeed,
  temporaryFolder,
} from "./support/rapport.ts";

afterAll(cleanUp);

const lines = (text: string): ReadonlyArray<string> => text.split("\n").filter((line) => line !== "");

/** A refusal in words: nothing on standard output, no stack, and this exit code. */
const expectRefusal = (done: Ended, code: number, ...said: ReadonlyArray<string>): void => {
  for (const part of said) expect(done.stderr).toContain(part);
  expect(done.stdout).toBe("");
  expect(lines(done.stderr).length).toBeLessThanOrEqual(3);
  expect(done.stderr).not.toMatch(/\n\s+at |node:internal|Error:|Warning/);
  expect(done.code).toBe(code);
};

const put = (folder: string, name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
};

const head = "invoice,client,issued_on,due_on,currency,net,tax,status";
const good = "INV-1,C1,2026-03-31,2026-04-30,GBP,1000.00,200.00,posted";
const dayFirst = "INV-2,C1,31/03/2026,2026-04-30,GBP,100.00,20.00,posted";

it.concurrent("books: a look, a dry run, an ingest, a mended row, a corrected row", async () => {
  const folder = temporaryFolder();
  const data = join(folder, "data");
  const invoices = put(folder, "books/invoices.csv", `${head}\n${good}\n${dayFirst}\n`);
  const books = join(folder, "books");
  const at = ["--data", data];

  const dry = await succeed(["ingest", "ledger", books, "--dry-run", ...at]);
  expect(dry.stdout).toMatch(/invoice +posted +1 +GBP +1200\.00 +1000\.00/);
  expect(dry.stdout).toContain('line 3: Column issued_on: "31/03/2026"');
  expect(dry.stderr).toContain("Nothing was written");
  expectRefusal(await rapport(["dead-letters", "list", ...at]), 2, "holds no Rapport data");

  const read = await succeed(["ingest", "ledger", books, ...at]);
  expect(read.stdout).toMatch(/^Read 1 document from 1 file in \d+\.\d s: 1 new\.\n1 item could not be read/);
  expect(read.stdout).toContain("books/invoices.csv at line 3: Column issued_on");
  const again = await succeed(["ingest", "ledger", books, ...at]);
  expect(again.stdout).toBe("Nothing to do: 1 file was read before and did not change.\n");

  const [letter] = await json<ReadonlyArray<{ id: string }>>(["dead-letters", "list", ...at]);
  const shown = await succeed(["dead-letters", "show", letter!.id.slice(0, 8), ...at]);
  expect(shown.stdout).toContain(`read again from ${invoices}`);
  expect(shown.stdout).toMatch(/read with +ledger/);
  const refused = await rapport(["dead-letters", "replay", "--all", ...at]);
  expect([refused.code, refused.stdout]).toEqual([
    1,
    expect.stringContaining("refused again: Column issued_on"),
  ]);
  put(folder, "books/invoices.csv", `${head}\n${good}\n${dayFirst.replace("31/03/2026", "2026-03-31")}\n`);
  expect((await succeed(["dead-letters", "replay", "--all", ...at])).stdout).toContain("resolved");

  put(folder, "books/invoices.csv", `${head}\n${good.replace("1000.00", "1100.00")}\n`);
  const corrected = await json(["ingest", "ledger", books, ...at]);
  expect(corrected).toMatchObject({ documents: 1, newRecords: 1, revisions: 1, deadLetters: 0 });
  const piped = await succeed(["ingest", "ledger", "-", ...at], { stdin: readFileSync(invoices, "utf8") });
  expect(piped.stdout).toContain("0 new, 1 known already");
});

const calendar = (...events: ReadonlyArray<string>): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//acme//example//EN", ...events, "END:VCALENDAR", ""].join(
    "\r\n",
  );
const standing = [
  "BEGIN:VEVENT",
  "UID:weekly@acme.example",
  "DTSTAMP:20260101T000000Z",
  "DTSTART;TZID=Europe/London:20260302T090000",
  "DTEND;TZID=Europe/London:20260302T093000",
  "RRULE:FREQ=WEEKLY",
  "EXDATE;TZID=Europe/London:20260309T090000",
  "END:VEVENT",
].join("\r\n");

it.concurrent("meetings: the figures, and each occurrence between two days in its zone", async () => {
  const folder = temporaryFolder();
  const file = put(folder, "ann.ics", calendar(standing));
  const window = ["--from", "2026-03-01", "--to", "2026-04-01"];
  const seen = await json<Record<string, unknown>>(["inspect", "meetings", file, ...window, "--list"]);
  expect(seen).toEqual({
    calendars: 1,
    series: 1,
    occurrences: 4,
    cancelled: 0,
    moved: 0,
    unknownTimeZones: 0,
    unreadable: 0,
    list: [
      ["2026-03-02T09:00:00.000Z", "2026-03-02T09:30:00.000Z"],
      ["2026-03-16T09:00:00.000Z", "2026-03-16T09:30:00.000Z"],
      ["2026-03-23T09:00:00.000Z", "2026-03-23T09:30:00.000Z"],
      // Summer time has begun.
      ["2026-03-30T08:00:00.000Z", "2026-03-30T08:30:00.000Z"],
    ].map(([start, end]) =>
      expect.objectContaining({ start, end, zone: "Europe/London", status: "confirmed" }),
    ),
  });
  const text = await succeed(["inspect", "meetings", file, ...window, "--list"]);
  expect(text.stdout).toMatch(/2026-03-30T08:00:00\S* +2026-03-30T08:30:00\S* +Europe\/London +confirmed/);

  const data = join(folder, "data");
  const read = await json(["ingest", "meetings", file, "--horizon", "30", "--data", data]);
  expect(read).toMatchObject({ files: 1, deadLetters: 0 });
  const further = await json<{ newRecords: number }>(["ingest", "meetings", file, "--data", data]);
  expect(further.newRecords).toBeGreaterThan(40);
});

it.concurrent("tickets: the figures of an export with a mapping, the same read twice", async () => {
  const folder = temporaryFolder();
  const map = join(repository, "tests/fixtures/tickets/servicenow/mapping.json");
  expect(Object.keys(await json<object>(["inspect", "tickets", map, "--from", "zendesk"]))).toEqual([
    "tickets",
    "events",
    "deleted",
    "reopenedTickets",
    "reopenings",
    "reassignedTickets",
    "slaMade",
    "slaMissed",
    "responseMedianHours",
    "openToResolvedMedianHours",
    "unreadable",
  ]);
  const page = {
    tickets: [
      {
        url: "https://acme.zendesk.com/api/v2/tickets/7.json",
        id: 7,
        created_at: "2026-03-02T09:00:00Z",
        updated_at: "2026-03-02T09:00:00Z",
        status: "open",
        subject: "The plan",
        description: "Could you send the plan?",
        requester_id: 5,
        organization_id: 9,
      },
    ],
    count: 1,
  };
  const file = put(folder, "export/tickets.json", JSON.stringify(page));
  const data = join(folder, "data");
  const read = await succeed(["ingest", "tickets", join(folder, "export"), "--data", data]);
  expect(read.stdout).toMatch(/^Read \d+ ticket events? from 1 file in \d+\.\d s: \d+ new\.\n$/);
  const copy = put(folder, "copy/again.json", readFileSync(file, "utf8"));
  expect(await json(["ingest", "tickets", copy, "--data", data])).toMatchObject({
    newRecords: 0,
    deadLetters: 0,
  });
});

it.concurrent("bad options and files that are not there are refused in words", async () => {
  const folder = temporaryFolder();
  const file = put(folder, "x.csv", `${head}\n${good}\n`);
  const wrongMap = put(folder, "map.json", '{"kind":"invoice"}');
  const noMap = put(folder, "cut.json", "{");
  const at = ["--data", join(folder, "data")];
  const all = await Promise.all([
    rapport(["ingest", "ledger", join(folder, "none.csv"), ...at]),
    rapport(["ingest", "ledger", file, "--from", "excel", ...at]),
    rapport(["ingest", "ledger", file, "--map", wrongMap, ...at]),
    rapport(["inspect", "tickets", file, "--map", noMap]),
    rapport(["inspect", "meetings", file, "--from", "March"]),
    rapport(["ingest", "meetings", file, "--horizon", "0", ...at]),
    rapport(["ingest", "calendars", file]),
  ]);
  expectRefusal(all[0], 1, "none.csv: It does not exist");
  expectRefusal(all[1], 2, "excel", "harvest", "rapport ingest ledger --help");
  expectRefusal(all[2], 2, "map.json", "fields", "docs/sources/ledger.md");
  expectRefusal(all[3], 2, "cut.json", "JSON");
  expectRefusal(all[4], 2, '--from: "March" is no day', "2026-03-01");
  expectRefusal(all[5], 2, "--horizon must be from 1 to");
  expectRefusal(all[6], 2, "calendars");
});

it.concurrent("a file of another kind is a dead letter that says what to do, not a failure", async () => {
  const folder = temporaryFolder();
  const at = ["--data", join(folder, "data")];
  const table = put(folder, "odd.csv", "colour,size\nred,1\n");
  const text = put(folder, "note.ics", "Dear all,\n");
  const ledger = await succeed(["ingest", "ledger", table, ...at]);
  expect(ledger.stdout).toContain("1 item could not be read");
  expect(ledger.stdout).toContain("odd.csv");
  expect(ledger.stdout).toContain("--map");
  const meetings = await succeed(["ingest", "meetings", text, ...at]);
  expect(meetings.stdout).toMatch(/note\.ics.*: .{20,}/);
  expect(await json<ReadonlyArray<object>>(["dead-letters", "list", ...at])).toHaveLength(2);
});
