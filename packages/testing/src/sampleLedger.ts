import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { SeededRandom } from "./seededRandom.ts";
import { firstDayMs, sampleDay, sampleEnvelope } from "./sampleDocuments.ts";

type Booked = LedgerEvent extends infer E
  ? E extends { readonly type: infer T; readonly data: infer D }
    ? { readonly type: T; readonly data: Omit<D, "document" | "status"> }
    : never
  : never;

const currencies = ["EUR", "GBP", "JPY"];
const hourMs = 3_600_000;

const bill = (random: SeededRandom, number: number, day: number) => {
  const netMinor = random.int(-50_000, 2_000_000);
  const taxMinor = Math.trunc(netMinor / 5);
  return {
    number: `INV-${number}`,
    issuedOn: sampleDay(day),
    currency: random.pick(currencies),
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
  };
};

const contractOf = (random: SeededRandom, number: number, day: number) => ({
  contract: `C-${number}`,
  startsOn: sampleDay(day),
  endsOn: random.chance(0.5) ? sampleDay(day + 365) : null,
  renewsOn: random.chance(0.5) ? sampleDay(day + 335) : null,
  currency: random.pick([...currencies, null]),
  feeMinor: random.chance(0.7) ? random.int(0, 900_000) : null,
  feePer: random.pick(["month", "quarter", "year", "once", null] as const),
  retainerMinutesPerMonth: random.chance(0.5) ? random.int(0, 6000) : null,
  hourlyMinor: random.chance(0.5) ? random.int(0, 30_000) : null,
  noticeDays: random.chance(0.5) ? random.int(0, 180) : null,
});

const bills = (random: SeededRandom, number: number, day: number): ReadonlyArray<Booked> => [
  {
    type: "invoice.issued",
    data: {
      ...bill(random, number, day),
      dueOn: random.chance(0.8) ? sampleDay(day + 30) : null,
      passThroughMinor: random.int(0, 1000),
      serviceFrom: random.chance(0.5) ? sampleDay(day - 30) : null,
      serviceTo: random.chance(0.5) ? sampleDay(day - 1) : null,
      disputed: random.chance(0.2),
    },
  },
  {
    type: "invoice.paid",
    data: {
      invoiceNumber: random.chance(0.8) ? `INV-${number}` : null,
      paidOn: sampleDay(day + 20),
      currency: random.pick(currencies),
      amountMinor: random.int(-1000, 100_000),
    },
  },
  {
    type: "credit_note.issued",
    data: { ...bill(random, number, day), invoiceNumber: random.chance(0.8) ? `INV-${number}` : null },
  },
];

const costs = (random: SeededRandom, day: number): ReadonlyArray<Booked> => {
  const spent = { currency: random.pick(currencies), amountMinor: random.int(-1000, 100_000) };
  const category = random.chance(0.5) ? "travel" : null;
  const flags = { passThrough: random.chance(0.5), billable: random.chance(0.5) };
  return [
    { type: "expense.logged", data: { spentOn: sampleDay(day), category, ...spent, ...flags } },
    { type: "overhead.recorded", data: { month: `${sampleDay(day).slice(0, 7)}-01`, category, ...spent } },
    {
      type: "time.logged",
      data: {
        workedOn: sampleDay(day),
        startedAt: random.chance(0.5) ? firstDayMs + day * 24 * hourMs : null,
        endedAt: random.chance(0.5) ? firstDayMs + day * 24 * hourMs + hourMs : null,
        durationSeconds: random.int(-600, 36_000),
        billable: random.pick([true, false, null]),
        activity: random.chance(0.5) ? "design" : null,
        ticket: random.chance(0.2) ? "zendesk:acme:1" : null,
      },
    },
  ];
};

const terms = (random: SeededRandom, number: number, day: number): ReadonlyArray<Booked> => [
  {
    type: "cost_rate.set",
    data: {
      band: random.chance(0.5) ? "senior" : null,
      member: random.chance(0.5) ? "member:ann" : null,
      validFrom: sampleDay(day),
      currency: "EUR",
      hourlyMinor: random.int(0, 20_000),
    },
  },
  { type: "fx_rate.set", data: { on: sampleDay(day), from: "GBP", to: "EUR", rate: `1.${number}` } },
  { type: "contract.started", data: contractOf(random, number, day) },
  { type: "contract.renewed", data: contractOf(random, number, day) },
  { type: "contract.changed", data: contractOf(random, number, day) },
  { type: "contract.ended", data: contractOf(random, number, day) },
];

/** `count` documents of the books, of every kind in turn, most of them posted, some in two versions. */
export const sampleLedger = (random: SeededRandom, count: number): ReadonlyArray<LedgerEvent> =>
  Array.from({ length: count }, (_, number) => {
    const make = (revision: number): LedgerEvent => {
      const day = random.int(0, 60);
      const kinds = [...bills(random, number, day), ...costs(random, day), ...terms(random, number, day)];
      const { type, data } = kinds[number % kinds.length]!;
      const { envelope, document } = sampleEnvelope(
        { connector: "csv", account: "books", key: `${type}:${number}`, revision },
        firstDayMs + day * 24 * hourMs,
        ["project:acme-web", "billing:C-1007"],
      );
      const status = random.chance(0.8) ? "posted" : random.pick(["draft", "void"] as const);
      const members =
        type === "time.logged" || type === "expense.logged" ? ["email:ann@rapport.example"] : [];
      return { ...envelope, members, type, data: { document, status, ...data } } as LedgerEvent;
    };
    return number % 7 === 0 ? [make(1), make(2)] : [make(1)];
  }).flat();
