import { join } from "node:path";
import { JsonRows } from "../sources/JsonRows.ts";
import { monthIndex, monthName } from "../time/days.ts";
import {
  addFigures,
  addMoney,
  clientMonthOf,
  economicMonthOf,
  emptyCell,
  emptyMoney,
  type MoneyFigures,
  type CapacityMonth,
  type MonthCell,
  saysNothing,
} from "./MonthFigures.ts";

/** Months that may still change: answers, late time sheets and corrections come that much later. */
const openMonths = 4;
/** Where messages with an impossible time stand. */
const undated = monthIndex(0);
/** The party of what belongs to no client. */
export const internalParty = "internal";

/** The parts of the truth that grow with time, each in a file of its own until all are put together. */
export const truthParts = (folder: string) => {
  const part = (name: string) => new JsonRows(join(folder, `truth.${name}.part`));
  return {
    clientMonths: part("clientMonths"),
    clientMonthMoney: part("clientMonthMoney"),
    internalMonths: part("internalMonths"),
    trueMonths: part("trueMonths"),
    economicMonths: part("economicMonths"),
    capacityMonths: part("capacityMonths"),
  };
};
export type TruthParts = ReturnType<typeof truthParts>;
type Rows = { readonly [Part in keyof TruthParts]: Pick<JsonRows, "add" | "close"> };

/**
 * Counts what happens, per party and UTC month, apart from any code of the product, and writes each month's
 * rows when nothing can change them any more: it holds a few months of all clients, never all events.
 */
export class TruthBook {
  readonly #parts: Rows;
  readonly #months = new Map<number, Map<string, MonthCell>>();
  #closed = 0;
  readonly totals: Record<string, number> = {};
  readonly moneyTotals: Record<string, MoneyFigures> = {};
  readonly trueTotals = { minutes: 0, costMinor: 0, revenueMinor: 0 };
  readonly economicTotals: Record<string, number> = {};

  constructor(parts: Rows) {
    this.#parts = parts;
  }

  /** The figures of a party in the month of `ms`. */
  cell(party: string, ms: number): MonthCell {
    const month = monthIndex(ms);
    if (month <= this.#closed && month !== undated) {
      throw new Error(`the truth of ${party} in ${monthName(month)} changed after it was written`);
    }
    let cells = this.#months.get(month);
    if (cells === undefined) this.#months.set(month, (cells = new Map()));
    let cell = cells.get(party);
    if (cell === undefined) cells.set(party, (cell = emptyCell()));
    return cell;
  }

  money(party: string, ms: number, currency: string): MoneyFigures {
    const { money } = this.cell(party, ms);
    let figures = money.get(currency);
    if (figures === undefined) money.set(currency, (figures = emptyMoney()));
    return figures;
  }

  /** What the firm's hours of a month were, and what they and its overhead cost. */
  capacity(index: number, figures: CapacityMonth): void {
    this.#parts.capacityMonths.add({ month: monthName(index), ...figures });
    addFigures(this.economicTotals, { ...figures });
  }

  /** The month `index` begins: those long past are written. */
  begin(index: number): void {
    this.#write((month) => month !== undated && month < index - openMonths);
    this.#closed = Math.max(this.#closed, index - openMonths - 1);
  }

  /** Nothing happens any more. */
  end(): void {
    this.#write(() => true);
    for (const part of Object.values(this.#parts)) part.close();
  }

  #write(isDue: (month: number) => boolean): void {
    for (const month of [...this.#months.keys()].toSorted((a, b) => a - b)) {
      if (!isDue(month)) continue;
      const cells = [...(this.#months.get(month) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
      for (const [party, cell] of cells) this.#writeCell(party, monthName(month), cell);
      this.#months.delete(month);
    }
  }

  #writeCell(party: string, month: string, cell: MonthCell): void {
    const figures = clientMonthOf(cell);
    const { loggedSeconds, billableSeconds } = figures;
    if (party === internalParty) this.#parts.internalMonths.add({ month, loggedSeconds, billableSeconds });
    else if (!saysNothing(figures)) {
      this.#parts.clientMonths.add({ party, month, ...figures });
      addFigures(this.totals, figures);
    }
    for (const [currency, money] of [...cell.money].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      this.#parts.clientMonthMoney.add({ party, month, currency, ...money });
      addMoney((this.moneyTotals[currency] ??= emptyMoney()), money);
    }
    const economics = economicMonthOf(cell);
    if (Object.values(economics).some((value) => value !== 0)) {
      this.#parts.economicMonths.add({ party, month, ...economics });
      addFigures(this.economicTotals, economics);
    }
    const nature = {
      minutes: Math.round(cell.trueMinutes),
      costMinor: Math.round(cell.trueCostMinor),
      revenueMinor: Math.round(cell.revenueMinor),
    };
    if (Object.values(nature).every((value) => value === 0)) return;
    this.#parts.trueMonths.add({ party, month, ...nature });
    addFigures(this.trueTotals, nature);
  }
}
