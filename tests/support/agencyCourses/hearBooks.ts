import type { Books } from "@rapport/simulator/sources/Books";
import type { Keepers } from "@rapport/simulator/sources/Keepers";
import { penceOn, shareUntil } from "@rapport/simulator/world/Exchange";
import { costOfSeconds, hourlyPenceOn } from "@rapport/simulator/world/Pay";
import type { World } from "@rapport/simulator/world/types";
import { type ClientTally, dayMs } from "./WeekTally.ts";

type Cells = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An invoice with what has been paid of it, in pence. */
export interface HeardInvoice {
  readonly client: number;
  issuedDay: number;
  dueDay: number;
  currency: string;
  totalMinor: number;
  ownMinor: number;
  service: { readonly from: number; readonly to: number } | null;
  posted: boolean;
  disputed: boolean;
  readonly paid: Array<{ readonly day: number; readonly minor: number }>;
}
/** What a contract said from a day on. */
export interface HeardContract {
  readonly client: number;
  readonly saidDay: number;
  readonly endsDay: number | null;
  readonly renewsDay: number | null;
  readonly feePence: number | null;
  readonly noticeDays: number;
}

const day = (text: unknown): number => Math.round(Date.parse(String(text).slice(0, 10)) / dayMs);
const dayOrNull = (text: unknown): number | null => (text === null || text === undefined ? null : day(text));
const client = (cells: Cells): number => Number(String(cells["client"]).slice(1)) - 1001;
const minorOf = (amount: unknown, currency: string): number =>
  Math.round(Number(amount ?? 0) * (currency === "JPY" ? 1 : 100));

const secondsOf = (hours: string): number => {
  const clock = /^(\d+):(\d\d)$/.exec(hours);
  return clock === null ? Math.round(Number(hours) * 3600) : Number(clock[1]) * 3600 + Number(clock[2]) * 60;
};

/** Hears the books. Invoices and contracts are kept until the end, as they change; hours are counted at once. */
export const hearBooks = (world: World, tallyOf: (client: number) => ClientTally) => {
  const invoices = new Map<string, HeardInvoice>();
  const contracts: Array<HeardContract> = [];
  const nothing = { row: () => {} };
  const members = new Map(world.members.flatMap((one) => [[one.id, one] as const, [one.email, one] as const]));
  const pence = (onDay: number, minor: number, currency: string) => penceOn(world.exchange, onDay, minor, currency);
  const invoice = (cells: Cells): void => {
    const currency = String(cells["currency"]);
    const [net, through] = [minorOf(cells["net"], currency), minorOf(cells["pass_through"], currency)];
    const said = {
      client: client(cells),
      issuedDay: day(cells["issued_on"]),
      dueDay: day(cells["due_on"]),
      currency,
      totalMinor: net + minorOf(cells["tax"], currency),
      ownMinor: net - through,
      service: cells["service_from"] == null ? null : { from: day(cells["service_from"]), to: day(cells["service_to"]) },
      posted: cells["status"] === "posted",
      disputed: cells["disputed"] === true,
    };
    const before = invoices.get(String(cells["invoice"]));
    invoices.set(String(cells["invoice"]), { ...said, paid: before?.paid ?? [] });
  };
  const time = (cells: Cells): void => {
    const member = members.get(String(cells["member"]));
    if (member === undefined || !String(cells["client"]).startsWith("C")) return;
    const onDay = day(cells["worked_on"]);
    const seconds = secondsOf(String(cells["hours"]));
    const week = tallyOf(client(cells)).at(onDay * dayMs);
    week.loggedSeconds += seconds;
    week.effortSeconds += seconds;
    week.costMinor += costOfSeconds(seconds, hourlyPenceOn(world.pay, world.exchange, member, onDay));
    if (cells["billable"] === false) week.unbilledSeconds += seconds;
  };
  const books: Keepers["books"] = {
    invoices: { row: invoice },
    corrections: { row: invoice },
    payments: {
      row: (cells: Cells) => {
        const one = invoices.get(String(cells["invoice"]))!;
        one.paid.push({ day: day(cells["paid_on"]), minor: minorOf(cells["amount"], one.currency) });
      },
    },
    creditNotes: nothing,
    expenses: nothing,
    time: { row: time },
    lateTime: { row: time },
    costRates: nothing,
    overhead: nothing,
    exchangeRates: nothing,
    contracts: {
      row: (cells: Cells) => {
        const saidDay = day(cells["updated_at"]);
        const currency = String(cells["currency"]);
        contracts.push({
          client: client(cells),
          saidDay,
          endsDay: dayOrNull(cells["ends_on"]),
          renewsDay: dayOrNull(cells["renews_on"]),
          feePence: cells["fee"] == null ? null : pence(saidDay, minorOf(cells["fee"], currency), currency),
          noticeDays: Number(cells["notice_days"]),
        });
      },
    },
  } satisfies Record<Exclude<keyof Books, "close">, unknown>;
  /** Revenue by the day, and what was received. */
  const end = (): void => {
    for (const one of invoices.values()) {
      if (!one.posted) continue;
      const tally = tallyOf(one.client);
      const { from, to } = one.service ?? { from: one.issuedDay, to: one.issuedDay };
      const own = pence(one.issuedDay, one.ownMinor, one.currency);
      for (let on = from; on <= to && on < world.endDay; on++)
        tally.at(on * dayMs).revenueMinor += shareUntil(own, on - from + 1, to - from + 1) - shareUntil(own, on - from, to - from + 1);
      tally.at(one.issuedDay * dayMs).invoicesIssued++;
      if (one.disputed) tally.at(one.issuedDay * dayMs).disputes++;
      for (const paid of one.paid)
        if (paid.day < world.endDay) tally.at(paid.day * dayMs).cashMinor += pence(paid.day, paid.minor, one.currency);
    }
  };
  return { books, invoices, contracts, end, pence };
}; // prettier-ignore
