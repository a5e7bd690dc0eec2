import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seededRandom.ts";
import type { Category, Contribution } from "../Contribution.ts";
import { deriveMoney } from "./deriveMoney.ts";
import { type ExchangeRate, ExchangeRates } from "./ExchangeRates.ts";
import type { CreditNote, Expense, Invoice, MoneyDocument, MoneyTerms, Payment } from "./MoneyFacts.ts";

const rate = (on: string, from: string, text: string): ExchangeRate => ({
  id: `${on}${from}`,
  on,
  from,
  to: "GBP",
  rate: text,
});
const rates = new ExchangeRates([rate("2026-01-01", "EUR", "0.8"), rate("2026-03-01", "EUR", "0.9")]);
const terms: MoneyTerms = {
  reportingCurrency: "GBP",
  ratesOn: () => rates,
  settingsOn: () => new Map(),
  today: "2026-05-10",
};

const own = { books: "csv books", state: "client", party: "acme", currency: "GBP" } as const;
let told = 0;
const id = () => String(++told).padStart(32, "0");
const invoice = (over: Partial<Invoice> = {}): Invoice => ({
  ...own,
  kind: "invoice",
  eventId: id(),
  number: "1",
  revision: 1,
  day: "2026-01-31",
  dueOn: "2026-02-28",
  serviceFrom: null,
  serviceTo: null,
  netMinor: 100_000,
  totalMinor: 120_000,
  passThroughMinor: 0,
  ...over,
});
const payment = (day: string, amountMinor: number, over: Partial<Payment> = {}): Payment => ({
  ...own,
  kind: "payment",
  eventId: id(),
  day,
  invoiceNumber: "1",
  amountMinor,
  ...over,
});
const credit = (day: string, netMinor: number, over: Partial<CreditNote> = {}): CreditNote => ({
  ...own,
  kind: "credit_note",
  eventId: id(),
  day,
  invoiceNumber: "1",
  netMinor,
  totalMinor: netMinor,
  ...over,
});
const expense = (over: Partial<Expense>): Expense => ({
  ...own,
  kind: "expense",
  eventId: id(),
  day: "2026-01-09",
  amountMinor: 5_000,
  passThroughMinor: 0,
  ...over,
});

const derive = (documents: ReadonlyArray<MoneyDocument>, over: Partial<MoneyTerms> = {}) => [
  ...deriveMoney(documents, { ...terms, ...over }),
];
const of = (category: Category, from: ReadonlyArray<Contribution>) =>
  from.filter((contribution) => contribution.category === category);
const total = (from: ReadonlyArray<Contribution>) => ({
  revenueMinor: from.reduce((sum, each) => sum + each.revenueMinor, 0),
  costMinor: from.reduce((sum, each) => sum + each.costMinor, 0),
  cashMinor: from.reduce((sum, each) => sum + each.cashMinor, 0),
});
const costs = (category: Category, from: ReadonlyArray<Contribution>) =>
  of(category, from).map(({ day, costMinor }) => [day, costMinor]);

describe("revenue", () => {
  it("counts on the day of the invoice, or day by day over what it is for, across the edges of months", () => {
    const once = derive([invoice({ passThroughMinor: 25_000 })]).filter(({ costMinor }) => costMinor === 0);
    expect(once.map(({ category, day, revenueMinor }) => [category, day, revenueMinor])).toEqual([
      ["invoice", "2026-01-31", 100_000],
      ["pass_through", "2026-01-31", -25_000],
    ]);
    const spread = of(
      "invoice",
      derive([invoice({ netMinor: 100_001, serviceFrom: "2025-12-31", serviceTo: "2026-03-01" })]),
    );
    expect(spread).toHaveLength(61);
    expect([spread[0]!.day, spread.at(-1)!.day]).toEqual(["2025-12-31", "2026-03-01"]);
    const inMonth = (month: string) =>
      spread.reduce((sum, { day, revenueMinor }) => sum + (day.startsWith(month) ? revenueMinor : 0), 0);
    // 1,000.01 / 61 = 16.3936…: 16.39 after 1 day, 524.60 after 32, 983.62 after 60.
    expect(["2025-12", "2026-01", "2026-02", "2026-03"].map(inMonth)).toEqual([1_639, 50_821, 45_902, 1_639]);
    expect(spread.reduce((sum, { ownMinor }) => sum + ownMinor, 0)).toBe(100_001);
  });

  it("takes a period that ends before it begins, or lasts for decades, for the day of the invoice", () => {
    for (const period of [
      { serviceFrom: "2026-02-01", serviceTo: "2026-01-01" },
      { serviceFrom: "2026-01-01", serviceTo: "2062-01-01" },
      { serviceFrom: "2026-01-01", serviceTo: null },
    ])
      expect(of("invoice", derive([invoice(period)])).map(({ day }) => day)).toEqual(["2026-01-31"]);
  });

  it("is converted at the day of the document, once, and then spread", () => {
    const euros = invoice({
      currency: "EUR",
      netMinor: 1_001,
      serviceFrom: "2026-02-27",
      serviceTo: "2026-03-02",
    });
    const spread = of("invoice", derive([euros]));
    // 10.01 at 0.8 although half of it is earned at 0.9.
    expect(spread.map(({ revenueMinor }) => revenueMinor)).toEqual([200, 201, 200, 200]);
    expect(spread.map(({ currency, ownMinor }) => [currency, ownMinor])).toEqual([
      ["EUR", 250],
      ["EUR", 251],
      ["EUR", 250],
      ["EUR", 250],
    ]);
    const note = of("credit_note", derive([credit("2026-03-05", 1_000, { currency: "EUR" })]));
    expect(note.map(({ day, revenueMinor, ownMinor }) => [day, revenueMinor, ownMinor])).toEqual([
      ["2026-03-05", -900, -1_000],
    ]);
  });

  it("names what cannot be converted, and counts it nowhere", () => {
    const dollars = { currency: "USD" };
    const all = derive([
      invoice(dollars),
      payment("2026-03-10", 100, dollars),
      credit("2026-03-01", 50, dollars),
      expense(dollars),
    ]);
    expect(total(all)).toEqual({ revenueMinor: 0, costMinor: 0, cashMinor: 0 });
    expect(all.map(({ category, ownMinor }) => [category, ownMinor])).toEqual([
      ["unconverted", 100_000],
      ["unconverted", 100],
      ["unconverted", -50],
      ["unconverted", 5_000],
    ]);
  });
});

describe("cash", () => {
  it("comes to the net without what passes through when all is paid, in however many parts", () => {
    const paid = derive([
      invoice({ passThroughMinor: 10_001 }),
      payment("2026-02-01", 33_333),
      payment("2026-02-02", 33_333),
      payment("2026-02-03", 53_334),
    ]);
    expect(total(of("payment", paid)).cashMinor).toBe(89_999);
    expect(of("payment", paid).map(({ ownMinor }) => ownMinor)).toEqual([33_333, 33_333, 53_334]);
  });

  it("is whole on account, and where no invoice has the number", () => {
    const all = derive([payment("2026-02-01", 500, { invoiceNumber: "" }), payment("2026-02-01", 70)]);
    expect(of("payment", all).map(({ cashMinor }) => cashMinor)).toEqual([500, 70]);
  });

  it("belongs to the invoice of its own books, and to the newer of two of one number", () => {
    const all = derive([
      invoice({ books: "csv other", totalMinor: 100_000 }),
      invoice({ totalMinor: 200_000 }),
      invoice({ revision: 7 }),
      payment("2026-02-01", 60_000),
    ]);
    expect(of("payment", all).map(({ cashMinor }) => cashMinor)).toEqual([50_000]);
  });
});

describe("losses", () => {
  it("are expected by days overdue at the ends of months, and taken back by payment", () => {
    const all = derive([invoice(), payment("2026-04-20", 120_000)]);
    expect(costs("expected_loss", all)).toEqual([
      // 0.5 % while not due, 31 days overdue 5 %, paid by the end of April.
      ["2026-01-31", 500],
      ["2026-03-31", 4_500],
      ["2026-04-30", -5_000],
    ]);
  });

  it("stay until they are paid or credited, and say nothing of a month that is not over", () => {
    const open = derive([invoice()], { today: "2026-12-31" });
    expect(costs("expected_loss", open)).toEqual([
      ["2026-01-31", 500],
      ["2026-03-31", 4_500],
      ["2026-04-30", 10_000],
      ["2026-05-31", 25_000],
      ["2026-08-31", 40_000],
    ]);
    const credited = derive([invoice(), credit("2026-02-10", 60_000), credit("2026-04-02", 60_000)]);
    expect(costs("expected_loss", credited)).toEqual([
      ["2026-01-31", 500],
      ["2026-02-28", -250],
      ["2026-03-31", 2_250],
      ["2026-04-30", -2_500],
    ]);
    expect(costs("expected_loss", derive([invoice()], { today: "2026-01-31" }))).toEqual([]);
  });

  it("are of what is ours alone, come back when money goes back, and are none of what was paid too much", () => {
    // Of 1,200.00 with tax and 500.00 that passes through, 500.00 are ours.
    const passing = derive([invoice({ passThroughMinor: 50_000 })], { today: "2026-02-01" });
    expect(costs("expected_loss", passing)).toEqual([["2026-01-31", 250]]);
    const returned = derive([
      invoice(),
      payment("2026-03-31", 120_000),
      payment("2026-04-05", -120_000),
      payment("2026-04-06", 120_000),
      payment("2026-04-07", -120_000),
    ]);
    expect(costs("expected_loss", returned)).toEqual([
      ["2026-01-31", 500],
      ["2026-03-31", -500],
      ["2026-04-30", 15_000],
    ]);
    const twice = derive([invoice(), payment("2026-02-10", 120_000), payment("2026-02-11", 120_000)]);
    expect(costs("expected_loss", twice)).toEqual([
      ["2026-01-31", 500],
      ["2026-02-28", -500],
    ]);
  });

  it("come of late payment by the days that were open, also when money goes back", () => {
    const all = derive([
      invoice(),
      payment("2026-03-10", 120_000),
      payment("2026-03-12", -120_000),
      payment("2026-04-09", 120_000),
    ]);
    // 10, 12 and 40 days of 1,200.00 at 10 % a year: 38 days in all.
    expect(costs("late_payment", all)).toEqual([
      ["2026-03-10", 329],
      ["2026-03-12", -395],
      ["2026-04-09", 1_315],
    ]);
    for (const onTime of ["2026-02-28", "2026-02-03"])
      expect(costs("late_payment", derive([invoice(), payment(onTime, 120_000)]))).toEqual([]);
  });

  it("are shown negative in what is left", () => {
    const all = derive([credit("2026-02-01", 70_000), expense({ amountMinor: 5_000 })]);
    const { revenueMinor, costMinor } = total(all);
    expect(revenueMinor - costMinor).toBe(-75_000);
  });
});

it("costs what is not billed on as it is", () => {
  const all = derive([
    expense({ state: "internal", party: "" }),
    expense({ passThroughMinor: 5_000 }),
    expense({ passThroughMinor: 1_000 }),
    expense({ amountMinor: -300 }),
  ]);
  expect(all.map(({ state, costMinor }) => [state, costMinor])).toEqual([
    ["internal", 5_000],
    ["client", 4_000],
    ["client", -300],
  ]);
});

describe("any documents", () => {
  const random = seededRandom(21);
  const day = () => `2026-0${random.int(1, 4)}-${String(random.int(1, 28)).padStart(2, "0")}`;
  const any = (): MoneyDocument => {
    const number = String(random.int(1, 6));
    const common = { currency: random.pick(["GBP", "EUR", "USD"]), party: random.pick(["acme", "bolt"]) };
    const netMinor = random.int(-20_000, 200_000);
    const amountMinor = random.int(-20_000, 200_000);
    return random.pick<() => MoneyDocument>([
      () => {
        const [from, to] = [day(), day()];
        const passThroughMinor = random.int(0, 5_000);
        const totalMinor = netMinor + random.int(0, 1_000);
        const over = { number, revision: random.int(1, 3), netMinor, totalMinor, passThroughMinor };
        return invoice({ ...common, ...over, day: day(), serviceFrom: from, serviceTo: to, dueOn: day() });
      },
      () => payment(day(), amountMinor, { ...common, invoiceNumber: random.pick(["", number]) }),
      () => credit(day(), netMinor, { ...common, invoiceNumber: random.pick(["", number]) }),
      () => expense({ ...common, amountMinor, day: day(), passThroughMinor: random.pick([0, amountMinor]) }),
    ])();
  };
  const ownOf = (document: MoneyDocument): number => {
    switch (document.kind) {
      case "invoice":
        return document.netMinor - (document.currency === "USD" ? 0 : document.passThroughMinor);
      case "credit_note":
        return -document.netMinor;
      case "payment":
        return document.amountMinor;
      case "expense":
        return document.amountMinor - document.passThroughMinor;
    }
  };

  it("are each in the book with their own amount, once, in whatever order they come", () => {
    for (let round = 0; round < 100; round++) {
      const documents = Array.from({ length: random.int(1, 25) }, any);
      const book = derive(documents);
      expect(derive(random.shuffle(documents))).toEqual(book);
      const byEvent = Map.groupBy(book, ({ eventId }) => eventId);
      for (const document of documents) {
        const sum = (byEvent.get(document.eventId) ?? []).reduce((of, { ownMinor }) => of + ownMinor, 0);
        expect([document.kind, sum]).toEqual([document.kind, ownOf(document) || 0]);
      }
    }
  });

  it("expect of what is open at an end of a month exactly its part, whenever it is derived", () => {
    for (let round = 0; round < 50; round++) {
      const documents = Array.from({ length: random.int(1, 25) }, any);
      const later = derive(documents).filter(({ day }) => day <= "2026-03-31");
      const then = derive(documents, { today: "2026-04-01" }).filter(({ day }) => day <= "2026-03-31");
      expect(of("expected_loss", then)).toEqual(of("expected_loss", later));
    }
  });
});
