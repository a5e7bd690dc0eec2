import type { Run } from "../Run.ts";
import { majorUnits } from "../sources/csv.ts";
import { isClosed } from "../time/closedDays.ts";
import { dayMs, firstDayOf, isoDay, isoTime } from "../time/days.ts";
import type { ClientState } from "./State.ts";

/** Pounds for one unit, minor to minor; JPY has no minor units. */
const inPounds: Readonly<Record<string, number>> = { GBP: 1, EUR: 0.85, USD: 0.78, JPY: 0.53 };
const mixed = ["GBP", "EUR", "JPY"] as const;
export const poundsMinor = (minor: number, currency: string): number => minor * inPounds[currency]!;

const dayRoom = 30;
interface Bill {
  readonly number: string;
  readonly issuedDay: number;
  readonly dueDay: number;
  readonly currency: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly passThroughMinor: number;
  readonly status: "posted" | "draft" | "void";
  readonly disputed: boolean;
}

const write = (run: Run, state: ClientState, bill: Bill, updatedMs: number, corrected: boolean): void => {
  const { client } = state;
  const money = (minor: number) => majorUnits(minor, bill.currency);
  (corrected ? run.books.corrections : run.books.invoices).row({
    invoice: bill.number,
    client: client.billing,
    project: client.projects[0]!,
    issued_on: isoDay(bill.issuedDay),
    due_on: isoDay(bill.dueDay),
    currency: bill.currency,
    net: money(bill.netMinor),
    tax: money(bill.taxMinor),
    pass_through: bill.passThroughMinor === 0 ? null : money(bill.passThroughMinor),
    status: bill.status,
    disputed: bill.disputed,
    updated_at: isoTime(updatedMs),
  });
};

const pay = (run: Run, state: ClientState, bill: Bill): void => {
  const { client, chance } = state;
  const lateDays =
    client.rates.paysLateDays + 3 * chance.normal() + (bill.disputed ? 25 : 0) - 7 * state.mood;
  const totalMinor = bill.netMinor + bill.taxMinor;
  const first = chance.chance(0.06) ? Math.round(totalMinor * 0.6) : totalMinor;
  let day = Math.max(bill.issuedDay + 2, Math.round(bill.dueDay + lateDays));
  const parts = first === totalMinor ? [totalMinor] : [first, totalMinor - first];
  for (const amountMinor of parts) {
    const paidDay = day;
    run.agenda.at(paidDay * dayMs, () => {
      run.books.payments.row({
        payment: `P${run.numbers.next("payment")}`,
        invoice: bill.number,
        client: client.billing,
        paid_on: isoDay(paidDay),
        currency: bill.currency,
        amount: majorUnits(amountMinor, bill.currency),
      });
      run.counts.payments++;
      run.truth.money(client.id, paidDay * dayMs, bill.currency).paidMinor += amountMinor;
    });
    day += 20;
  }
};

const credit = (run: Run, state: ClientState, bill: Bill): void => {
  const day = bill.issuedDay + 12;
  const netMinor = Math.round(bill.netMinor * 0.15);
  run.agenda.at(day * dayMs, () => {
    run.books.creditNotes.row({
      credit_note: `CN${run.numbers.next("credit")}`,
      invoice: bill.number,
      client: state.client.billing,
      issued_on: isoDay(day),
      currency: bill.currency,
      net: majorUnits(netMinor, bill.currency),
      tax: majorUnits(bill.taxMinor === 0 ? 0 : Math.round(netMinor * 0.2), bill.currency),
      status: "posted",
    });
    run.truth.money(state.client.id, day * dayMs, bill.currency).creditedNetMinor += netMinor;
    run.truth.cell(state.client.id, day * dayMs).revenueMinor -= poundsMinor(netMinor, bill.currency);
  });
};

/** The invoice goes out, is corrected, paid, credited, or comes to nothing. */
const issue = (run: Run, state: ClientState, bill: Bill): void => {
  const { chance, client } = state;
  const issuedMs = bill.issuedDay * dayMs;
  run.counts.invoices++;
  if (bill.status === "posted" && chance.chance(0.02)) {
    const off = {
      ...bill,
      netMinor: Math.round(bill.netMinor * 1.1),
      taxMinor: Math.round(bill.taxMinor * 1.1),
    };
    write(run, state, off, issuedMs + dayMs / 2, false);
    write(run, state, bill, issuedMs + 6 * dayMs, true);
  } else write(run, state, bill, issuedMs + dayMs / 2, false);
  if (bill.status !== "posted") return;
  const figures = run.truth.money(client.id, issuedMs, bill.currency);
  figures.invoicedNetMinor += bill.netMinor;
  figures.invoicedTotalMinor += bill.netMinor + bill.taxMinor;
  figures.passThroughMinor += bill.passThroughMinor;
  run.truth.cell(client.id, issuedMs).revenueMinor += poundsMinor(
    bill.netMinor - bill.passThroughMinor,
    bill.currency,
  );
  if (bill.disputed) state.pains++;
  if (chance.chance(0.02)) credit(run, state, bill);
  pay(run, state, bill);
};

/** What a client owes for a month, minor units of `currency`; 0 where nothing is due. */
const dueMinor = (state: ClientState, month: number, currency: string): number => {
  const { client, chance } = state;
  const scale = inPounds[client.currency]! / inPounds[currency]!;
  if (client.plan === "retainer") return client.feeMinor * scale;
  const worth = state.unbilledHours * client.hourlyMinor;
  if (client.plan === "project" && month % 2 === client.index % 2) return 0;
  state.unbilledHours = 0;
  return worth * scale * chance.logNormal(1, 0.05);
};

/** The month `month` (index) is over: its invoices are written on its last working day. */
export const billMonth = (run: Run, state: ClientState, month: number): void => {
  const { client, chance } = state;
  let day = firstDayOf(month + 1) - 1;
  while (isClosed(day)) day--;
  const currency = client.plants.includes("currency mix") ? mixed[month % 3]! : client.currency;
  const feeMinor = Math.round(dueMinor(state, month, currency));
  if (feeMinor < 1_000) return;
  const passThroughMinor = chance.chance(0.12) ? Math.round(feeMinor * 0.2) : 0;
  const netMinor = feeMinor + passThroughMinor;
  issue(run, state, {
    number: `INV-${10_000 + run.numbers.next("invoice")}`,
    issuedDay: day,
    dueDay: day + dayRoom,
    currency,
    netMinor,
    taxMinor: client.currency === "GBP" && currency === "GBP" ? Math.round(netMinor / 5) : 0,
    passThroughMinor,
    status: chance.chance(0.015) ? "void" : chance.chance(0.01) ? "draft" : "posted",
    disputed: chance.chance(0.03 - 0.02 * state.mood),
  });
  if (chance.chance(0.3)) expense(run, state, day, currency);
};

const expense = (run: Run, state: ClientState, before: number, currency: string): void => {
  const { client, chance } = state;
  const day = before - chance.int(0, 15);
  const amountMinor = chance.int(1_500, 40_000);
  run.books.expenses.row({
    expense: `E${run.numbers.next("expense")}`,
    client: client.billing,
    project: client.projects[0]!,
    member: run.world.members[state.team[0]!]!.id,
    spent_on: isoDay(day),
    category: chance.pick(["travel", "media", "licences"]),
    currency,
    amount: majorUnits(amountMinor, currency),
    pass_through: chance.chance(0.4),
    billable: chance.chance(0.6),
  });
  run.truth.money(client.id, day * dayMs, currency).expenseMinor += amountMinor;
};
