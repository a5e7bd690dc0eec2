import type { LedgerEvent } from "@rapport/contracts/Ledger";
import { booked, books } from "./sourceEvents.ts";

/*
 * Books in which each defect that was found in other reports of profitability would show, and the clients of a whale
 * curve in a month of their own.
 */

export const acme = ["billing:c-1"];
export const bolt = ["billing:c-2"];
const core = ["billing:c-3"];
const ann = "member:ann";
export const said = {
  member: {
    type: "member.registered" as const,
    data: {
      memberId: "ann",
      name: "Ann",
      parties: [],
      band: "senior",
      role: null,
      team: null,
      calendarId: null,
      joinedAt: null,
    },
  },
};
const rate = (on: string, from: string, text: string): LedgerEvent =>
  booked(`fx:${from}:${on}`, on, [], { type: "fx_rate.set", data: { on, from, to: "GBP", rate: text } });
const hourly = booked("rate:senior", "2024-01-01", [], {
  type: "cost_rate.set",
  data: { band: "senior", member: null, validFrom: "2024-01-01", currency: "GBP", hourlyMinor: 6_000 },
});
/** Hours of ann's on a day, or from one moment to another. */
const worked = (
  key: string,
  day: string,
  parties: ReadonlyArray<string>,
  hours: number,
  started: string | null = null,
  status: LedgerEvent["data"]["status"] = "posted",
): LedgerEvent => {
  const { type, data } = books.time(day, hours, true) as Extract<LedgerEvent, { type: "time.logged" }>;
  const startedAt = started === null ? null : Date.parse(started);
  const endedAt = startedAt === null ? null : startedAt + hours * 3_600_000;
  const event = booked(key, day, parties, { type, data: { ...data, startedAt, endedAt } }, { status });
  return { ...event, members: [ann] } as LedgerEvent;
};
const retainer = (key: string, day: string, currency: string, netMinor: number, from: string, to: string) => {
  const made = booked(key, day, core, books.invoice(key, day, currency, netMinor, 0));
  return { ...made, data: { ...made.data, serviceFrom: from, serviceTo: to } } as LedgerEvent;
};

export const ledger: ReadonlyArray<LedgerEvent> = [
  hourly,
  rate("2024-01-01", "EUR", "0.80"),
  rate("2024-03-01", "EUR", "0.90"),
  // A client that costs more than it brings, and one that only takes back.
  booked("invoice:1", "2024-01-10", acme, books.invoice("1", "2024-01-10", "GBP", 10_000, 2_000)),
  booked("expense:1", "2024-01-11", acme, books.expense("2024-01-11", "GBP", 25_000)),
  worked("time:1", "2024-01-12", acme, 2),
  booked("credit:1", "2024-02-05", bolt, books.credit("CN1", "2024-02-05", "GBP", 4_000, null)),
  // One client in two currencies, before and after the rate moved.
  booked("invoice:2", "2024-01-20", bolt, books.invoice("2", "2024-01-20", "EUR", 100_000)),
  booked("invoice:3", "2024-01-21", bolt, books.invoice("3", "2024-01-21", "GBP", 50_000)),
  booked("invoice:4", "2024-03-02", bolt, books.invoice("4", "2024-03-02", "EUR", 100_000)),
  booked("invoice:5", "2024-03-03", bolt, books.invoice("5", "2024-03-03", "USD", 7_700)),
  // Drafts and what was withdrawn, of every kind.
  booked("invoice:6", "2024-01-22", bolt, books.invoice("6", "2024-01-22", "GBP", 90_000), {
    status: "draft",
  }),
  booked("invoice:7", "2024-01-23", bolt, books.invoice("7", "2024-01-23", "GBP", 80_000)),
  booked("invoice:7", "2024-01-23", bolt, books.invoice("7", "2024-01-23", "GBP", 80_000), {
    revision: 2,
    status: "void",
  }),
  booked("expense:2", "2024-01-24", bolt, books.expense("2024-01-24", "GBP", 700), { status: "draft" }),
  booked("payment:1", "2024-01-25", bolt, books.payment("2024-01-25", "GBP", 800, "3"), { status: "draft" }),
  worked("time:2", "2024-01-26", bolt, 3, null, "draft"),
  // Work over midnight into the next month, and a retainer over three months and a leap day.
  worked("time:3", "2024-01-31", core, 4, "2024-01-31T22:00:00Z"),
  retainer("invoice:8", "2024-01-05", "GBP", 100_001, "2024-01-16", "2024-03-05"),
];

/** The margins of the reference, thousands of pounds: its curve peaks at 220 % with half of the clients. */
export const margins = [120, 60, 25, 10, 5, 0, -5, -15, -40, -60];
export const whales = margins.flatMap((margin, n) => {
  const [party, day] = [[`billing:w-${n}`], "2023-06-05"];
  const invoice = books.invoice(`W${n}`, day, "GBP", 100_000 * Math.max(0, margin) + 700_000);
  const credit = books.credit(`WC${n}`, day, "GBP", 100_000 * Math.max(0, -margin) + 700_000, null);
  return [booked(`invoice:w${n}`, day, party, invoice), booked(`credit:w${n}`, day, party, credit)];
});
