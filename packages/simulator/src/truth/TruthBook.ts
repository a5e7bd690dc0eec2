import type { TextFile } from "../sources/TextFile.ts";
import { monthIndex, monthName } from "../time/days.ts";
import {
  type ClientMonth,
  clientMonthOf,
  emptyCell,
  emptyMoney,
  type MoneyFigures,
  type MonthCell,
} from "./MonthFigures.ts";

/** Months that may still change: answers, late time sheets and corrections come that much later. */
const openMonths = 4;
/** Where messages with an impossible time stand. */
export const undated = monthIndex(0);

const add = <T extends Record<string, number>>(into: Record<string, number>, figures: T): void => {
  for (const [name, value] of Object.entries(figures)) {
    if (!name.endsWith("MedianMs")) into[name] = (into[name] ?? 0) + value;
  }
};

/**
 * Counts what happens, per party and UTC month, apart from any code of the product, and writes each month's
 * rows when nothing can change them any more: it holds a few months of all clients, never all events.
 */
export class TruthBook {
  readonly #rows: TextFile;
  readonly #money: TextFile;
  readonly #months = new Map<number, Map<string, MonthCell>>();
  #closed = 0;
  #written = { rows: 0, money: 0 };
  readonly totals: Record<string, number> = {};
  readonly moneyTotals: Record<string, MoneyFigures> = {};
  /** Per client: true minutes, true cost, revenue and hazards of each month. */
  readonly #nature: (party: string, month: string, cell: MonthCell) => void;

  constructor(
    rows: TextFile,
    money: TextFile,
    nature: (party: string, month: string, cell: MonthCell) => void,
  ) {
    this.#rows = rows;
    this.#money = money;
    this.#nature = nature;
  }

  /** The figures of a party in the month of `ms`. */
  cell(party: string, ms: number): MonthCell {
    return this.cellOf(party, monthIndex(ms));
  }

  cellOf(party: string, month: number): MonthCell {
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

  /** The month `index` begins: those long past are written. */
  begin(index: number): void {
    for (const month of [...this.#months.keys()].toSorted((a, b) => a - b)) {
      if (month !== undated && month < index - openMonths) this.#close(month);
    }
    this.#closed = Math.max(this.#closed, index - openMonths - 1);
  }

  end(): void {
    for (const month of [...this.#months.keys()].toSorted((a, b) => a - b)) this.#close(month);
  }

  #close(month: number): void {
    const name = monthName(month);
    const cells = [...(this.#months.get(month) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [party, cell] of cells) {
      this.#write(party, name, clientMonthOf(cell));
      for (const [currency, figures] of [...cell.money].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        const row = JSON.stringify({ party, month: name, currency, ...figures });
        this.#money.write(`${this.#written.money++ === 0 ? "\n" : ",\n"}    ${row}`);
        add((this.moneyTotals[currency] ??= emptyMoney()) as unknown as Record<string, number>, {
          ...figures,
        });
      }
      this.#nature(party, name, cell);
    }
    this.#months.delete(month);
  }

  #write(party: string, month: string, figures: ClientMonth): void {
    if (Object.values(figures).every((value) => value === 0)) return;
    this.#rows.write(
      `${this.#written.rows++ === 0 ? "\n" : ",\n"}    ${JSON.stringify({ party, month, ...figures })}`,
    );
    add(this.totals, figures);
  }
}
