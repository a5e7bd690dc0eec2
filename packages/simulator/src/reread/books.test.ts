import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MoneyFigures } from "../truth/MonthFigures.ts";
import { type Agency, makeAgency, plainRows, Tally, tidied, truthOf } from "./rereadAgency.ts";

type Row = Readonly<Record<string, string>>;

let agency: Agency;
const books = new Map<string, ReadonlyArray<Row>>();
const clients = new Map<string, string>();
beforeAll(() => {
  agency = makeAgency();
  for (const { name, text } of agency.files("books"))
    books.set(name, parse(text, { columns: true }) as ReadonlyArray<Row>);
  for (const row of plainRows(agency, "directory/clients.csv")) clients.set(row["billing"]!, row["client"]!);
});
afterAll(() => agency.remove());

const rows = (name: string): ReadonlyArray<Row> => books.get(`${name}.csv`)!;
/** Decimal text to minor units, by its digits alone. */
const minor = (text: string, currency: string): number => {
  if (text === "") return 0;
  const places = currency === "JPY" ? 0 : 2;
  expect(text).toMatch(places === 0 ? /^-?\d+$/ : /^-?\d+\.\d\d$/);
  return Number(text.replace(".", ""));
};

it("hours equal those of the files, internal ones too", () => {
  const tally = new Tally();
  for (const row of [...rows("time"), ...rows("time-late")]) {
    const [hours, minutes] = row["hours"]!.split(":");
    const seconds =
      minutes === undefined ? Math.round(Number(hours) * 3600) : Number(hours) * 3600 + Number(minutes) * 60;
    const party = row["client"] === "" ? "internal" : (clients.get(row["client"]!) ?? "nobody");
    const ms = Date.parse(row["start"] === "" ? row["worked_on"]! : row["start"]!);
    tally.add(party, ms, "loggedSeconds", seconds);
    if (row["billable"] === "true") tally.add(party, ms, "billableSeconds", seconds);
  }
  const read = Object.entries(tidied(tally.rows));
  const internal = Object.fromEntries(read.filter(([key]) => key.startsWith("internal ")));
  expect(internal).toEqual(
    tidied(agency.truth.internalMonths.map(({ month, ...figures }) => [`internal ${month}`, figures])),
  );
  const ofClients = read.filter(([key]) => !key.startsWith("internal ") && !key.startsWith("nobody "));
  expect(Object.fromEntries(ofClients)).toEqual(truthOf(agency.truth, ["loggedSeconds", "billableSeconds"]));
  expect(read.some(([key]) => key.startsWith("nobody "))).toBe(true);
});

it("money equals that of the files, each document in its last version", () => {
  const tally = new Tally();
  const add = (row: Row, day: string, name: keyof MoneyFigures, amount: number) =>
    tally.add(`${clients.get(row["client"]!)!} ${row["currency"]!}`, Date.parse(day), name, amount);
  const invoices = new Map<string, Row>();
  for (const row of [...rows("invoices-corrected"), ...rows("invoices")]) {
    const known = invoices.get(row["invoice"]!);
    if (known === undefined || known["updated_at"]! < row["updated_at"]!) invoices.set(row["invoice"]!, row);
  }
  const status = new Set<string>();
  for (const row of invoices.values()) {
    status.add(row["status"]!);
    if (row["status"] !== "posted") continue;
    const [net, tax, passed] = ["net", "tax", "pass_through"].map((name) =>
      minor(row[name]!, row["currency"]!),
    );
    add(row, row["issued_on"]!, "invoicedNetMinor", net!);
    add(row, row["issued_on"]!, "invoicedTotalMinor", net! + tax!);
    add(row, row["issued_on"]!, "passThroughMinor", passed!);
  }
  for (const row of rows("credit-notes"))
    add(row, row["issued_on"]!, "creditedNetMinor", minor(row["net"]!, row["currency"]!));
  for (const row of rows("payments"))
    add(row, row["paid_on"]!, "paidMinor", minor(row["amount"]!, row["currency"]!));
  for (const row of rows("expenses"))
    add(row, row["spent_on"]!, "expenseMinor", minor(row["amount"]!, row["currency"]!));
  const expected = agency.truth.clientMonthMoney.map(
    ({ party, month, currency, ...figures }) => [`${party} ${currency} ${month}`, { ...figures }] as const,
  );
  expect(tidied(tally.rows)).toEqual(tidied(expected));
  expect(rows("invoices-corrected").length).toBeGreaterThan(0);
  expect(status).toContain("posted");
});

it("the totals are the sums of the rows", () => {
  const { truth } = agency;
  for (const name of ["messages", "ticketsOpened", "meetingsHeld", "loggedSeconds"] as const) {
    expect(truth.totals[name]).toBe(truth.clientMonths.reduce((sum, row) => sum + row[name], 0));
  }
  for (const [currency, totals] of Object.entries(truth.moneyTotals)) {
    const of = truth.clientMonthMoney.filter((row) => row.currency === currency);
    expect(totals.paidMinor).toBe(of.reduce((sum, row) => sum + row.paidMinor, 0));
  }
});
