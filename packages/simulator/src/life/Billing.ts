import type { Run } from "../Run.ts";
import { majorUnits } from "../sources/csv.ts";
import { isClosed } from "../time/closedDays.ts";
import { dayMs, firstDayOf, isoDay, monthIndex } from "../time/days.ts";
import { penceOn } from "../world/Exchange.ts";
import type { Client } from "../world/types.ts";
import { credit, issue } from "./Invoices.ts";
import type { Issued, Service } from "./Issued.ts";
import type { ClientState } from "./State.ts";

/** Pounds for one unit, minor to minor, about; by these prices are set. JPY has no minor units. */
const inPounds: Readonly<Record<string, number>> = { GBP: 1, EUR: 0.85, USD: 0.78, JPY: 0.53 };
const mixed = ["GBP", "EUR", "JPY"] as const;

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

/** Some retainers are invoiced by the quarter, before it is worked. */
const paysAhead = (client: Client): boolean =>
  client.plan === "retainer" && client.index % 4 === 1 && !client.plants.includes("currency mix");

/** The days of the month that a retainer's bill is for, as most say. */
const serviceOf = (client: Client, month: number): Service | null =>
  client.plan !== "retainer" || client.index % 4 === 2
    ? null
    : { fromDay: Math.max(firstDayOf(month), client.startsDay), toDay: firstDayOf(month + 1) - 1 };

const bill = (
  run: Run,
  state: ClientState,
  due: { readonly day: number; readonly feeMinor: number; readonly currency: string },
  service: Service | null,
): Issued => {
  const { client, chance } = state;
  const { day, feeMinor, currency } = due;
  const passThroughMinor = chance.chance(0.12) ? Math.round(feeMinor * 0.2) : 0;
  const netMinor = feeMinor + passThroughMinor;
  return issue(run, state, {
    issuedDay: day,
    service,
    currency,
    netMinor,
    taxMinor: client.currency === "GBP" && currency === "GBP" ? Math.round(netMinor / 5) : 0,
    passThroughMinor,
    status: chance.chance(0.015) ? "void" : chance.chance(0.01) ? "draft" : "posted",
    disputed: chance.chance(0.03 - 0.02 * state.mood),
  });
};

/** The month `month` (index) is over: its invoices are written on its last working day. */
export const billMonth = (run: Run, state: ClientState, month: number): void => {
  const { client, chance } = state;
  let day = firstDayOf(month + 1) - 1;
  while (isClosed(day)) day--;
  const currency = client.plants.includes("currency mix") ? mixed[month % 3]! : client.currency;
  if (!paysAhead(client)) {
    const feeMinor = Math.round(dueMinor(state, month, currency));
    if (feeMinor < 1_000) return;
    bill(run, state, { day, feeMinor, currency }, serviceOf(client, month));
  }
  if (chance.chance(0.3)) expense(run, state, day, currency);
};

/** From `day` on the client owes for what is left of the quarter, or of its time with us. */
export const billAhead = (run: Run, state: ClientState, day: number): void => {
  const { client, leavesDay } = state;
  if (!paysAhead(client)) return;
  const month = monthIndex(day * dayMs);
  const quarter = {
    fromDay: firstDayOf(month - (month % 3)),
    toDay: firstDayOf(month - (month % 3) + 3) - 1,
  };
  const service = { fromDay: day, toDay: Math.min(quarter.toDay, (leavesDay ?? Infinity) - 1) };
  const share = (service.toDay - service.fromDay + 1) / (quarter.toDay - quarter.fromDay + 1);
  const feeMinor = Math.round(3 * client.feeMinor * share);
  let issuedDay = day;
  while (isClosed(issuedDay)) issuedDay++;
  state.ahead = bill(run, state, { day: issuedDay, feeMinor, currency: client.currency }, service);
};

/** Who goes before the end of what was invoiced ahead gets the rest back on the day. */
export const creditUnused = (run: Run, state: ClientState): void => {
  const { ahead, leavesDay } = state;
  const service = ahead?.bill.service;
  if (ahead === null || !service || leavesDay === null || ahead.bill.status !== "posted") return;
  if (leavesDay > service.toDay) return;
  const unused = (service.toDay - leavesDay + 1) / (service.toDay - service.fromDay + 1);
  credit(run, state, ahead, leavesDay, Math.round(ahead.bill.netMinor * unused));
};

const expense = (run: Run, state: ClientState, before: number, currency: string): void => {
  const { client, chance } = state;
  const day = before - chance.int(0, 15);
  const amountMinor = chance.int(1_500, 40_000);
  const category = chance.pick(["travel", "media", "licences"]);
  const passThrough = chance.chance(0.4);
  run.books.expenses.row({
    expense: `E${run.numbers.next("expense")}`,
    client: client.billing,
    project: client.projects[0]!,
    member: run.world.members[state.team[0]!]!.id,
    spent_on: isoDay(day),
    category,
    currency,
    amount: majorUnits(amountMinor, currency),
    pass_through: passThrough,
    billable: chance.chance(0.6),
  });
  run.truth.money(client.id, day * dayMs, currency).expenseMinor += amountMinor;
  if (!passThrough)
    run.truth.cell(client.id, day * dayMs).economics.expenseMinor += penceOn(
      run.world.exchange, day, amountMinor, currency,
    ); // prettier-ignore
};
