import type { LedgerAmount } from "@rapport/connectors/ledger/LedgerItem";
import type { UnreadableTotal } from "@rapport/contracts/LedgerFigures";
import { safeMinor } from "@rapport/domain/ledger/Totals";
import { MinorSum } from "@rapport/domain/money/Minor";

interface Line {
  readonly of: LedgerAmount;
  count: number;
  readonly sum: MinorSum | null;
}

/** Adds up what refused rows are worth. */
export class UnreadableTally {
  readonly #lines = new Map<string, Line>();

  add(amount: LedgerAmount): void {
    const currency = amount.minor === null ? null : amount.currency;
    const name = `${amount.kind ?? ""} ${currency ?? ""}`;
    const sum = currency === null ? null : new MinorSum(currency);
    const line = this.#lines.get(name) ?? { of: { ...amount, currency }, count: 0, sum };
    this.#lines.set(name, line);
    line.count++;
    line.sum?.add(amount.minor ?? 0);
  }

  totals(): ReadonlyArray<UnreadableTotal> {
    return [...this.#lines]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { of, count, sum }]) => ({
        kind: of.kind,
        currency: of.currency,
        count,
        sumMinor: sum === null ? null : safeMinor(sum.minor),
        sum: sum?.text ?? null,
      }));
  }
}
