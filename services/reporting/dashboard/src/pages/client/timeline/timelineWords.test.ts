import type { TimelineEvent } from "@rapport/contracts/http/Timeline";
import { expect, it } from "vitest";
import { timelineWords } from "./timelineWords.ts";

const common = {
  id: "1",
  type: "",
  occurredAt: "2026-10-30T10:00:00.000Z",
  timePlausible: true,
  sources: [],
};
const signals = {
  words: 53,
  questions: 1,
  toneMilli: -250,
  toneErrorMilli: 400,
  asks: true,
  complaint: true,
  urgency: false,
  scopeRequest: false,
  escalation: false,
  thanks: false,
};
const of = (event: TimelineEvent) => {
  const { what, who, details } = timelineWords(event);
  return [what, who, details.join(" · ")];
};

it("says what passed: who wrote to whom, what of it is marked, what it came to", () => {
  const person = (role: "from" | "to", address: string) => ({
    role,
    address,
    organisation: null,
    kind: "person" as const,
  });
  expect(
    of({
      ...common,
      kind: "message",
      direction: "in",
      messageId: null,
      thread: "t",
      participants: [
        person("from", "a@x.example"),
        ...["b", "c", "d", "e"].map((name) => person("to", `${name}@y.example`)),
      ],
      signals,
    }),
  ).toEqual([
    "They wrote",
    "a@x.example → b@y.example c@y.example d@y.example +1",
    "53 words · tone −0.25 · asks · complaint",
  ]);
  expect(
    of({
      ...common,
      kind: "ticket",
      type: "ticket.status_changed",
      ticket: "T-1",
      by: "us",
      status: "solved",
      previousStatus: "open",
      public: null,
      times: null,
      scoreMilli: null,
      slaKept: false,
      signals: null,
    }),
  ).toEqual(["Ticket T-1 status changed", null, "by us · open → solved · promise missed"]);
  expect(
    of({
      ...common,
      kind: "money",
      what: "payment",
      status: "posted",
      number: null,
      invoiceNumber: "INV-1",
      currency: "EUR",
      netMinor: 120_450,
      totalMinor: 120_450,
      dueOn: null,
      disputed: false,
    }),
  ).toEqual(["Payment", "for INV-1", "EUR 1,204.50"]);
});
