import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { eventId } from "@rapport/contracts/EventId";
import { client, directoryEvents, firm, linked, mail } from "./reporting.ts";

const me = "me@rapport.example";
const ann = "ann@acme.example";

/**
 * Eleven messages whose figures are worked out by hand in the tests. Office hours are those of Berlin (UTC+1
 * in winter), Monday to Friday, 9:00 to 17:00.
 */
export const officeMails = [
  // Friday 16:00 in Berlin.
  mail({ id: "m1", at: "2024-01-05T15:00:00Z", from: ann, to: [me], asks: true, tone: 100 }),
  // Monday 10:00 in Berlin.
  mail({ id: "m2", at: "2024-01-08T09:00:00Z", from: me, to: [ann], re: "m1" }),
  // The same Monday, 20:00 in Berlin.
  mail({ id: "m3", at: "2024-01-08T19:00:00Z", from: ann, to: [me], re: "m2", tone: 200 }),
  // A Saturday at noon in Berlin.
  mail({
    id: "m4",
    at: "2024-01-13T11:00:00Z",
    from: me,
    to: ["bob@acme.example"],
    cc: ["carol@beta.example"],
  }),
  mail({ id: "m5", at: "2024-01-20T09:00:00Z", from: "news@acme.example", to: [me], automatic: "list" }),
  mail({ id: "m6", at: "2024-01-25T09:00:00Z", from: "dan@gmail.com", to: [me] }),
  mail({ id: "m7", at: "2024-01-26T09:00:00Z", from: "x@oneway.example", to: [me] }),
  mail({ id: "m8", at: "2024-01-27T09:00:00Z", from: "no-reply@shop.example", to: [me] }),
  mail({ id: "m9", at: "2024-01-28T09:00:00Z", from: me, to: ["you@rapport.example"] }),
  // Dated in the future when it was recorded, on 10 February.
  mail({ id: "m10", at: "2050-01-01T09:00:00Z", from: ann, to: [me], plausible: false }),
  // Thursday; its Date names no offset.
  mail({ id: "m11", at: "2024-01-18T09:00:00Z", from: ann, to: [me], offset: null }),
];

export const unreadableMail: DeadLetterRaised = {
  type: "dead_letter.raised",
  version: 1,
  id: eventId("dead_letter", "inbox/broken.eml", 1),
  recordedAt: Date.parse("2024-02-10T00:00:00Z"),
  stage: "ingest",
  code: "unreadable",
  reason: "not a message",
  source: { connector: "email", account: "office", file: "inbox/broken.eml", position: "" },
  path: null,
  sizeBytes: 10,
  sha256: null,
  record: null,
  issues: [],
  attempt: 1,
  codeVersion: "test",
};

export const officeDirectory = directoryEvents([
  firm(),
  client("acme", "Acme & Söhne <b>"),
  client("zero", "=Zero"),
  linked("acme", "domain:acme.example"),
]);
