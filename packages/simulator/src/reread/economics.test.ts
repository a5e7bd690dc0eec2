import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Agency, makeAgency, plainRows, Tally, tidied } from "./rereadAgency.ts";

type Row = Readonly<Record<string, string>>;

let agency: Agency;
const books = new Map<string, ReadonlyArray<Row>>();
const clients = new Map<string, string>();
const bands = new Map<string, string>();
const members = new Map<string, string>();
beforeAll(() => {
  agency = makeAgency();
  for (const { name, text } of agency.files("books"))
    books.set(name.replace(".csv", ""), parse(text, { columns: true }) as ReadonlyArray<Row>);
  for (const row of plainRows(agency, "directory/clients.csv")) clients.set(row["billing"]!, row["client"]!);
  for (const row of plainRows(agency, "directory/members.csv")) {
    bands.set(row["member"]!, row["band"]!);
    for (const name of [row["member"]!, ...row["emails"]!.split(";")]) members.set(name, row["member"]!);
  }
});
afterAll(() => agency.remove());

const dayMs = 86_400_000;
const rows = (name: string): ReadonlyArray<Row> => books.get(name)!;
const minor = (text: string, currency: string): number =>
  Math.round(Number(text) * (currency === "JPY" ? 1 : 100));
/** Half away from zero, of a product of decimals that floating point may hold a hair below its half. */
const rounded = (value: number): number => Math.sign(value) * Math.round(Math.abs(value) + 1e-6);

/** The newest of the rows that say it on or before a day. */
const lastOn = (found: ReadonlyArray<Row>, column: string, day: string): Row | undefined =>
  found
    .filter((row) => row[column]! <= day)
    .toSorted((a, b) => (a[column]! < b[column]! ? -1 : 1))
    .at(-1);
const quote = (from: string, to: string, day: string): number => {
  const found = rows("exchange-rates").filter((row) => row["from"] === from && row["to"] === to);
  return Number(lastOn(found, "on", day)!["rate"]);
};
const pence = (amount: number, currency: string, day: string): number => {
  if (currency === "GBP") return amount;
  if (currency === "EUR") return rounded(amount * quote("EUR", "GBP", day));
  if (currency === "USD") return rounded(amount / quote("GBP", "USD", day));
  return rounded((amount * 100 * quote("EUR", "GBP", day)) / quote("EUR", "JPY", day));
};

const hourlyPence = (member: string, day: string): number => {
  const own = rows("cost-rates").filter((row) => row["member"] === member);
  const found = own.length > 0 ? own : rows("cost-rates").filter((row) => row["band"] === bands.get(member));
  const rate = lastOn(found, "valid_from", day)!;
  return pence(minor(rate["hourly"]!, rate["currency"]!), rate["currency"]!, rate["valid_from"]!);
};

const partyOf = (row: Row): string => clients.get(row["client"]!) ?? `billing:${row["client"]!}`;
const secondsOf = (hours: string): number =>
  hours
    .split(":")
    .map(Number)
    .reduce((sum, part, i) => sum + Math.round(part * (i === 0 ? 3600 : 60)), 0);

const addTime = (tally: Tally): void => {
  for (const row of [...rows("time"), ...rows("time-late")]) {
    const party = row["client"] === "" ? "internal" : partyOf(row);
    const day = row["worked_on"]!;
    const seconds = secondsOf(row["hours"]!);
    tally.add(party, Date.parse(day), "loggedSeconds", seconds);
    const cost = rounded((seconds * hourlyPence(members.get(row["member"]!)!, day)) / 3600);
    tally.add(party, Date.parse(day), "loggedCostMinor", cost);
    if (["Correspondence", "Meeting", "Support"].includes(row["activity"]!))
      tally.add(party, Date.parse(day), "communicationLoggedSeconds", seconds);
  }
};

/** An amount over the days it is for, one after the other. */
const addSpread = (tally: Tally, row: Row, amount: number): void => {
  const from = Date.parse(row["service_from"]! || row["issued_on"]!);
  const days = (Date.parse(row["service_to"]! || row["issued_on"]!) - from) / dayMs + 1;
  let before = 0;
  for (let i = 0; i < days; i++) {
    const until = rounded((amount * (i + 1)) / days);
    const ms = from + i * dayMs;
    if (ms <= Date.parse("2026-04-30")) tally.add(partyOf(row), ms, "recognisedRevenueMinor", until - before);
    before = until;
  }
};

const addInvoices = (tally: Tally): void => {
  const newest = new Map<string, Row>();
  for (const row of [...rows("invoices"), ...rows("invoices-corrected")]) newest.set(row["invoice"]!, row);
  for (const row of newest.values()) {
    if (row["status"] !== "posted") continue;
    const converted = (name: string) =>
      pence(minor(row[name]!, row["currency"]!), row["currency"]!, row["issued_on"]!);
    addSpread(tally, row, converted("net"));
    addSpread(tally, row, -converted("pass_through"));
  }
};

/** Payments as they came, and their part that is neither tax nor passes through. */
const addPayments = (tally: Tally): void => {
  const paid = new Map<string, number>();
  const bills = new Map(
    [...rows("invoices"), ...rows("invoices-corrected")].map((row) => [row["invoice"]!, row]),
  );
  for (const row of rows("payments").toSorted((a, b) => (a["paid_on"]! < b["paid_on"]! ? -1 : 1))) {
    const bill = bills.get(row["invoice"]!)!;
    const [currency, day] = [row["currency"]!, row["paid_on"]!];
    const [net, tax, passed] = ["net", "tax", "pass_through"].map((name) => minor(bill[name]!, currency));
    const ours = (amount: number) => rounded((amount * (net! - passed!)) / (net! + tax!));
    const before = paid.get(row["invoice"]!) ?? 0;
    const amount = minor(row["amount"]!, currency);
    paid.set(row["invoice"]!, before + amount);
    const cash = pence(ours(before + amount) - ours(before), currency, day);
    tally.add(partyOf(row), Date.parse(day), "cashMinor", cash);
    const late = (Date.parse(day) - Date.parse(bill["due_on"]!)) / dayMs;
    // Of a million times the amount, so that nothing is rounded before the end.
    const exact = pence(amount * 1_000_000, currency, day) / 1_000_000;
    if (late > 0) tally.add(partyOf(row), Date.parse(day), "lateMinor", rounded((exact * late * 0.1) / 365));
  }
};

it("cost, revenue and communication equal those of the files", () => {
  const tally = new Tally();
  addTime(tally);
  addInvoices(tally);
  addPayments(tally);
  const add = (
    name: string,
    day: string,
    column: string,
    figure: string,
    only: (row: Row) => boolean = () => true,
  ) => {
    for (const row of rows(name).filter(only)) {
      const amount = minor(row[column]!, row["currency"]!);
      tally.add(partyOf(row), Date.parse(row[day]!), figure, pence(amount, row["currency"]!, row[day]!));
    }
  };
  add("credit-notes", "issued_on", "net", "creditMinor");
  add("expenses", "spent_on", "amount", "expenseMinor", (row) => row["pass_through"] === "false");
  const expected = agency.truth.economicMonths.map((row) => {
    const {
      loggedSeconds, loggedCostMinor, recognisedRevenueMinor, creditMinor, expenseMinor, cashMinor, lateMinor,
      communicationLoggedSeconds,
    } = row; // prettier-ignore
    return [
      `${row.party} ${row.month}`,
      {
        loggedSeconds, loggedCostMinor, recognisedRevenueMinor, creditMinor, expenseMinor, cashMinor, lateMinor,
        communicationLoggedSeconds,
      },
    ] as const; // prettier-ignore
  });
  expect(expected.length).toBeGreaterThan(150);
  expect(tidied(tally.rows)).toEqual(tidied(expected));
});

it("the agency has what this is about: raises, bills ahead and their credits, four currencies", () => {
  expect(new Set(rows("cost-rates").map((row) => row["valid_from"])).size).toBeGreaterThan(2);
  const days = (row: Row) => (Date.parse(row["service_to"]!) - Date.parse(row["service_from"]!)) / dayMs;
  const served = rows("invoices").filter((row) => row["service_from"] !== "");
  expect(served.some((row) => days(row) > 80)).toBe(true);
  expect(served.some((row) => days(row) < 32)).toBe(true);
  expect(rows("invoices").some((row) => row["service_from"] === "")).toBe(true);
  expect(new Set(rows("invoices").map((row) => row["currency"]))).toEqual(
    new Set(["GBP", "EUR", "USD", "JPY"]),
  );
});

it("capacity is the paid days' 6.8 hours of everybody, at the rates of these days", () => {
  // Of 2026 in England: Good Friday and Easter Monday fall on 3 and 6 April.
  const april = agency.truth.capacityMonths.find(({ month }) => month === "2026-04")!;
  expect(april.capacitySeconds).toBe(20 * 8 * 6.8 * 3600);
  let cost = 0;
  for (let date = 1; date <= 30; date++) {
    const day = `2026-04-${String(date).padStart(2, "0")}`;
    if ([0, 6].includes(new Date(day).getUTCDay()) || [3, 6].includes(date)) continue;
    for (const member of bands.keys()) cost += rounded(6.8 * hourlyPence(member, day));
  }
  expect(april.capacityCostMinor).toBe(cost);
  const overheads = rows("overhead").filter((row) => row["month"] === "2026-04-01");
  expect(april.overheadMinor).toBe(
    overheads.reduce((sum, row) => sum + minor(row["amount"]!, row["currency"]!), 0),
  );
  const { economicTotals, capacityMonths } = agency.truth;
  expect(economicTotals["capacitySeconds"]).toBe(
    capacityMonths.reduce((sum, row) => sum + row.capacitySeconds, 0),
  );
});
