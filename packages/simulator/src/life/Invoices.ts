import type { Run } from "../Run.ts";
import { majorUnits } from "../sources/csv.ts";
import { dayMs, firstDayOf, isoDay, isoTime, monthIndex } from "../time/days.ts";
import { penceOn, shareUntil } from "../world/Exchange.ts";
import type { Bill, Issued, Service } from "./Issued.ts";
import type { ClientState } from "./State.ts";

const dayRoom = 30;

const write = (
  run: Run,
  state: ClientState,
  number: string,
  bill: Bill,
  updatedMs: number,
  corrected: boolean,
): void => {
  const { client } = state;
  const money = (minor: number) => majorUnits(minor, bill.currency);
  (corrected ? run.books.corrections : run.books.invoices).row({
    invoice: number,
    client: client.billing,
    project: client.projects[0]!,
    issued_on: isoDay(bill.issuedDay),
    due_on: isoDay(bill.issuedDay + dayRoom),
    currency: bill.currency,
    net: money(bill.netMinor),
    tax: money(bill.taxMinor),
    pass_through: bill.passThroughMinor === 0 ? null : money(bill.passThroughMinor),
    service_from: bill.service === null ? null : isoDay(bill.service.fromDay),
    service_to: bill.service === null ? null : isoDay(bill.service.toDay),
    status: bill.status,
    disputed: bill.disputed,
    updated_at: isoTime(updatedMs),
  });
};

/** A year's capital costs a tenth of it. */
const capitalCost = 0.1;

/** What a payment comes to beside what it says: the part that is ours, and what it cost that it came late. */
const receive = (
  run: Run,
  state: ClientState,
  bill: Bill,
  paid: { readonly day: number; readonly amountMinor: number; readonly earlierMinor: number },
): void => {
  const { day, amountMinor, earlierMinor } = paid;
  const { exchange } = run.world;
  const { economics } = run.truth.cell(state.client.id, day * dayMs);
  const ours = (minor: number) =>
    shareUntil(bill.netMinor - bill.passThroughMinor, minor, bill.netMinor + bill.taxMinor);
  const cashMinor = ours(earlierMinor + amountMinor) - ours(earlierMinor);
  economics.cashMinor += penceOn(exchange, day, cashMinor, bill.currency);
  const lateDays = Math.max(0, day - bill.issuedDay - dayRoom);
  economics.lateMinor += penceOn(exchange, day, amountMinor, bill.currency, [lateDays, 365 / capitalCost]);
};

const pay = (run: Run, state: ClientState, number: string, bill: Bill): void => {
  const { client, chance } = state;
  const lateDays =
    client.rates.paysLateDays + 3 * chance.normal() + (bill.disputed ? 25 : 0) - 7 * state.mood;
  const totalMinor = bill.netMinor + bill.taxMinor;
  const first = chance.chance(0.06) ? Math.round(totalMinor * 0.6) : totalMinor;
  let day = Math.max(bill.issuedDay + 2, Math.round(bill.issuedDay + dayRoom + lateDays));
  const parts = first === totalMinor ? [totalMinor] : [first, totalMinor - first];
  let before = 0;
  for (const amountMinor of parts) {
    const [paidDay, earlierMinor] = [day, before];
    run.agenda.at(paidDay * dayMs, () => {
      run.books.payments.row({
        payment: `P${run.numbers.next("payment")}`,
        invoice: number,
        client: client.billing,
        paid_on: isoDay(paidDay),
        currency: bill.currency,
        amount: majorUnits(amountMinor, bill.currency),
      });
      run.counts.payments++;
      run.truth.money(client.id, paidDay * dayMs, bill.currency).paidMinor += amountMinor;
      receive(run, state, bill, { day: paidDay, amountMinor, earlierMinor });
    });
    day += 20;
    before += amountMinor;
  }
};

/** A part of a bill is given back on a day; it is written when that day comes. */
export const credit = (run: Run, state: ClientState, issued: Issued, day: number, netMinor: number): void => {
  const { number, bill } = issued;
  run.agenda.at(day * dayMs, () => {
    run.books.creditNotes.row({
      credit_note: `CN${run.numbers.next("credit")}`,
      invoice: number,
      client: state.client.billing,
      issued_on: isoDay(day),
      currency: bill.currency,
      net: majorUnits(netMinor, bill.currency),
      tax: majorUnits(bill.taxMinor === 0 ? 0 : Math.round(netMinor * 0.2), bill.currency),
      status: "posted",
    });
    run.truth.money(state.client.id, day * dayMs, bill.currency).creditedNetMinor += netMinor;
    const cell = run.truth.cell(state.client.id, day * dayMs);
    const pence = penceOn(run.world.exchange, day, netMinor, bill.currency);
    cell.revenueMinor -= pence;
    cell.economics.creditMinor += pence;
  });
};

/** An amount falls on the days it is for, up to the last day lived through; month by month. */
const spread = (run: Run, state: ClientState, service: Service, pence: number): void => {
  const days = service.toDay - service.fromDay + 1;
  let before = 0;
  for (let day = service.fromDay; day <= service.toDay && day < run.world.endDay;) {
    const next = firstDayOf(monthIndex(day * dayMs) + 1);
    const until = shareUntil(
      pence,
      Math.min(next, service.toDay + 1, run.world.endDay) - service.fromDay,
      days,
    );
    run.truth.cell(state.client.id, day * dayMs).economics.recognisedRevenueMinor += until - before;
    before = until;
    day = next;
  }
};

/** What is invoiced, and what of it only passes through, each converted once and spread over its days. */
const recognise = (run: Run, state: ClientState, bill: Bill): void => {
  const pence = (minor: number) => penceOn(run.world.exchange, bill.issuedDay, minor, bill.currency);
  const [net, passedThrough] = [pence(bill.netMinor), pence(bill.passThroughMinor)];
  const service = bill.service ?? { fromDay: bill.issuedDay, toDay: bill.issuedDay };
  spread(run, state, service, net);
  spread(run, state, service, -passedThrough);
  run.truth.cell(state.client.id, bill.issuedDay * dayMs).revenueMinor += net - passedThrough;
};

/** The invoice goes out, is corrected, paid, credited, or comes to nothing. */
export const issue = (run: Run, state: ClientState, bill: Bill): Issued => {
  const { chance, client } = state;
  const issued = { number: `INV-${10_000 + run.numbers.next("invoice")}`, bill };
  const { number } = issued;
  const issuedMs = bill.issuedDay * dayMs;
  run.counts.invoices++;
  if (bill.status === "posted" && chance.chance(0.02)) {
    const off = {
      ...bill,
      netMinor: Math.round(bill.netMinor * 1.1),
      taxMinor: Math.round(bill.taxMinor * 1.1),
    };
    write(run, state, number, off, issuedMs + dayMs / 2, false);
    write(run, state, number, bill, issuedMs + 6 * dayMs, true);
  } else write(run, state, number, bill, issuedMs + dayMs / 2, false);
  if (bill.status !== "posted") return issued;
  const figures = run.truth.money(client.id, issuedMs, bill.currency);
  figures.invoicedNetMinor += bill.netMinor;
  figures.invoicedTotalMinor += bill.netMinor + bill.taxMinor;
  figures.passThroughMinor += bill.passThroughMinor;
  recognise(run, state, bill);
  if (bill.disputed) state.pains++;
  if (chance.chance(0.02)) credit(run, state, issued, bill.issuedDay + 12, Math.round(bill.netMinor * 0.15));
  pay(run, state, number, bill);
  return issued;
};
