import { Effect, Layer } from "effect";
import { client, direct, directoryEvents, firm, linked, mail, projectSources } from "../reporting.ts";
import { booked, books } from "../sourceEvents.ts";
import { type MonthTold, type Told, writeEdition, writeMonths } from "./handmadeBooks.ts";

/*
 * Two clients, an organisation, what nobody claims, ourselves and unused capacity over January and February 2024, with
 * contributions made by hand, so that every figure can be reckoned in one's head. Draws are four.
 */

/** Events that some of the contributions come of. */
export const invoice = booked(
  "invoice:1",
  "2024-01-15",
  ["billing:c-1"],
  books.invoice("INV-1", "2024-01-15", "GBP", 34_000),
);
const entry = booked("time:1", "2024-01-05", ["billing:c-1"], books.time("2024-01-05", 2, true));
export const written = mail({
  id: "m1",
  at: "2024-01-10T09:00:00Z",
  from: "me@rapport.example",
  to: ["ann@acme.example"],
  file: "jan.mbox",
});

const of = (
  state: Told["state"],
  party: string,
  day: string,
  category: Told["category"],
  what: Partial<Told>,
): Told => ({
  state,
  party,
  day,
  category,
  ...what,
});
const acme = (day: string, category: Told["category"], what: Partial<Told>) =>
  of("client", "acme", day, category, what);

/** The first hold no longer and the last not yet. */
const superseded = [acme("2024-01-05", "time", { costMinor: 999_999, seconds: 9 })];
const underWay = [acme("2024-02-06", "time", { costMinor: 888_888, seconds: 9 })];
const contributions: ReadonlyArray<Told> = [
  acme("2024-01-05", "time", { eventId: entry.id, seconds: 7_200, costMinor: 10_000 }),
  acme("2024-01-10", "meeting", { eventId: "f".repeat(32), seconds: 3_600, costMinor: 5_000 }),
  acme("2024-01-10", "mail_written", { eventId: written.id, seconds: 1_200, costMinor: 2_000 }),
  acme("2024-01-10", "mail_written", { eventId: written.id, seconds: 100, costMinor: 400 }),
  acme("2024-01-10", "interruption", { eventId: written.id, seconds: 500, costMinor: 600 }),
  acme("2024-01-31", "overhead", { eventId: "e".repeat(32), costMinor: 1_500 }),
  acme("2024-02-06", "time", { eventId: "d".repeat(32), seconds: 3_600, costMinor: 6_000 }),
  acme("2024-01-15", "invoice", {
    eventId: invoice.id,
    revenueMinor: 40_000,
    currency: "GBP",
    ownMinor: 34_000,
  }),
  acme("2024-01-15", "pass_through", {
    eventId: invoice.id,
    revenueMinor: -5_000,
    currency: "GBP",
    ownMinor: -4_250,
  }),
  acme("2024-01-31", "expected_loss", { eventId: invoice.id, costMinor: 200, measured: false }),
  acme("2024-02-01", "credit_note", {
    eventId: "c".repeat(32),
    revenueMinor: -2_000,
    currency: "EUR",
    ownMinor: -2_000,
  }),
  acme("2024-02-20", "payment", {
    eventId: "b".repeat(32),
    cashMinor: 30_000,
    currency: "EUR",
    ownMinor: 30_000,
  }),
  acme("2024-02-20", "late_payment", { eventId: "b".repeat(32), costMinor: 55, measured: false }),
  acme("2024-02-10", "unconverted", { eventId: "a".repeat(32), currency: "XAF", ownMinor: 5_000 }),
  of("client", "beta", "2024-01-20", "time", { seconds: 1_800, costMinor: 4_000 }),
  of("client", "beta", "2024-01-25", "invoice", { revenueMinor: 3_000 }),
  of("organisation", "domain:gamma.example", "2024-01-12", "mail_read", { seconds: 300, costMinor: 400 }),
  of("unattributed", "domain:gamma.example", "2024-02-12", "mail_read", { seconds: 60, costMinor: 80 }),
  of("unattributed", "billing:c-9", "2024-01-18", "invoice", { revenueMinor: 1_000 }),
  of("internal", "", "2024-01-19", "time", { seconds: 3_600, costMinor: 5_000 }),
  of("internal", "", "2024-01-19", "expense", { costMinor: 700 }),
  of("unused", "", "2024-01-19", "unused_capacity", { seconds: -1_000, costMinor: -1_700 }),
];

const one = [1_000_000, 1_000_000, 1_000_000, 1_000_000];
const month = (over: Partial<MonthTold>): MonthTold => ({
  month: "2024-01",
  calibrationMicro: 1_500_000,
  sdMicro: 30_000,
  spreadMicro: 40_000,
  marginTargetMicro: 200_000,
  comparisons: [],
  draws: { mail: one, meeting: one, ticket: one, time: one, calibration: one },
  ...over,
});
const months = [
  month({
    comparisons: [
      { party: "acme", day: "2024-01-05", logged: 7_200, estimated: 6_000 },
      { party: "acme", day: "2024-01-20", logged: 0, estimated: 400 },
    ],
    draws: {
      mail: [500_000, 1_000_000, 2_000_000, 3_000_000],
      meeting: one,
      ticket: one,
      time: [900_000, 1_000_000, 1_000_000, 1_100_000],
      calibration: [1_000_000, 1_000_000, 1_000_000, 2_000_000],
    },
  }),
  month({ month: "2024-02", marginTargetMicro: 500_000 }),
];

/** What a restatement said. */
export const restated = {
  currency: "EUR",
  seconds: 18_300,
  costMinor: 28_100,
  revenueMinor: 39_000,
  cashMinor: 0,
};
const directory = [
  firm(),
  client("acme", "Acme"),
  client("beta", "Beta"),
  linked("acme", "billing:c-1"),
  linked("acme", "domain:acme.example"),
  {
    type: "client.profiled" as const,
    data: {
      clientId: "acme",
      segment: "retail",
      tier: null,
      currency: null,
      timeZone: null,
      calendarId: null,
    },
  },
  {
    type: "ownership.changed" as const,
    data: {
      clientId: "acme",
      role: "owner",
      memberId: "eve",
      validFrom: null,
      validTo: Date.parse("2024-02-15"),
    },
  },
  {
    type: "month.restated" as const,
    data: {
      month: "2024-01",
      reason: "a rate was wrong",
      calibrationMicro: 1_500_000,
      calibrationSdMicro: 30_000,
      calibrationSpreadMicro: 40_000,
      calibrationClientMonths: 3,
      before: restated,
      totals: { ...restated, costMinor: 30_000 },
    },
  },
];

/** The events, the directory and the books, in the warehouse. */
export const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* projectSources([written], [invoice, entry]);
    yield* direct(0, directoryEvents(directory));
    yield* writeEdition(1, superseded);
    yield* writeEdition(2, contributions);
    yield* writeEdition(9, underWay, false);
    yield* writeMonths(2, "EUR", months);
  }),
);
