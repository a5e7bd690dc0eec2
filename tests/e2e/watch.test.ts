import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { FreshnessAnswer } from "@rapport/contracts/http/Freshness";
import { cleanUp, json, rapport, startUp, stop, temporaryFolder, until } from "./support/rapport.ts";

afterAll(cleanUp);

const ticket = {
  url: "https://acme.zendesk.com/api/v2/tickets/7.json",
  id: 7,
  created_at: "2026-03-02T09:00:00Z",
  updated_at: "2026-03-02T09:00:00Z",
  status: "open",
  subject: "The plan",
  description: "Could you send the plan?",
  requester_id: 5,
};
const meeting = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//acme//example//EN",
  "BEGIN:VEVENT",
  "UID:one@acme.example",
  "DTSTAMP:20260101T000000Z",
  "DTSTART:20260302T090000Z",
  "DTEND:20260302T093000Z",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");
const invoices =
  "invoice,client,issued_on,currency,net,tax,status\nINV-1,C1,2026-03-31,GBP,10.00,2.00,posted\n";

it("up watches every source whose paths are set, and shows what is put there", async () => {
  const folder = temporaryFolder();
  const data = join(folder, "data");
  const of = (name: string) => join(folder, name);
  for (const name of ["export", "calendars", "books"]) mkdirSync(of(name));
  const env = {
    RAPPORT_TICKETS_PATHS: of("export"),
    RAPPORT_TICKETS_POLL: "100 millis",
    RAPPORT_MEETINGS_PATHS: of("calendars"),
    RAPPORT_MEETINGS_POLL: "100 millis",
    RAPPORT_LEDGER_PATHS: of("books"),
    RAPPORT_LEDGER_POLL: "100 millis",
  };
  const up = await startUp(data, { env });
  writeFileSync(join(of("export"), "tickets.json"), JSON.stringify({ tickets: [ticket] }));
  writeFileSync(join(of("calendars"), "ann.ics"), meeting);
  writeFileSync(join(of("books"), "invoices.csv"), invoices);
  const seen = await until(async () => {
    const answer = await up.ask("/v1/freshness");
    const { sources } = (await answer.json()) as FreshnessAnswer;
    return sources.length >= 3
      ? sources.map(({ connector, account }) => `${connector} ${account}`)
      : undefined;
  });
  expect(seen.toSorted()).toEqual(["calendar ann", "ledger books", "zendesk acme"]);
  // A file that is broken for now is a dead letter until it is whole.
  writeFileSync(join(of("books"), "payments.csv"), "payment,client,paid_on\n");
  const open = () => json<ReadonlyArray<object>>(["dead-letters", "list", "--data", data]);
  await until(async () => ((await open()).length === 1 ? true : undefined));
  const paid = "payment,invoice,client,paid_on,currency,amount\nP1,INV-1,C1,2026-04-02,GBP,12.00\n";
  writeFileSync(join(of("books"), "payments.csv"), paid);
  await until(async () => ((await open()).length === 0 ? true : undefined));
  expect((await stop(up)).code).toBe(130);
});

it("paths and horizons that cannot be used end it with 2 and their variable", async () => {
  const data = join(temporaryFolder(), "data");
  for (const [variable, value, said] of [
    ["RAPPORT_LEDGER_PATHS", "/nowhere", "does not exist"],
    ["RAPPORT_TICKETS_PATHS", "/nowhere", "does not exist"],
    ["RAPPORT_MEETINGS_PATHS", "/nowhere", "does not exist"],
  ] as const) {
    const done = await rapport(["up", "--data", data, "--port", "0"], { env: { [variable]: value } });
    expect([done.code, done.stderr]).toEqual([2, expect.stringContaining(variable)]);
    expect(done.stderr).toContain(said);
  }
});
