import type { ControlTotal, LedgerKind } from "@rapport/contracts/LedgerFigures";
import type { PostingStatus } from "@rapport/contracts/Ledger";
import { MinorSum } from "../money/Minor.ts";
import type { LedgerDraft } from "./LedgerDraft.ts";
import { ledgerKind } from "./ledgerKind.ts";

/** What one document adds to the control totals. */
export interface Share {
  readonly kind: LedgerKind;
  readonly status: PostingStatus;
  readonly currency: string | null;
  readonly sumMinor: number;
  /** Null for kinds without tax. */
  readonly netMinor: number | null;
  readonly seconds: number;
  readonly billableSeconds: number;
}

/** What an event adds to the control totals. */
export const shareOf = ({ type, data }: LedgerDraft): Share => {
  const share = {
    kind: ledgerKind(type),
    status: data.status,
    currency: "currency" in data ? data.currency : null,
    sumMinor: 0,
    netMinor: null,
    seconds: 0,
    billableSeconds: 0,
  };
  if ("totalMinor" in data) return { ...share, sumMinor: data.totalMinor, netMinor: data.netMinor };
  if ("amountMinor" in data) return { ...share, sumMinor: data.amountMinor };
  if ("durationSeconds" in data) {
    const seconds = data.durationSeconds;
    return { ...share, seconds, billableSeconds: data.billable === true ? seconds : 0 };
  }
  if ("feeMinor" in data) return { ...share, sumMinor: data.feeMinor ?? 0 };
  return "hourlyMinor" in data ? { ...share, sumMinor: data.hourlyMinor } : share;
};

/** Null beyond what a double holds exactly. */
export const safeMinor = (minor: bigint): number | null =>
  minor >= BigInt(Number.MIN_SAFE_INTEGER) && minor <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(minor) : null;

class Line {
  readonly #share: Share;
  readonly #sum: MinorSum | null;
  readonly #net: MinorSum | null;
  #count = 0;
  #seconds = 0;
  #billableSeconds = 0;

  constructor(share: Share) {
    this.#share = share;
    this.#sum = share.currency === null ? null : new MinorSum(share.currency);
    this.#net = share.currency === null || share.netMinor === null ? null : new MinorSum(share.currency);
  }

  add(share: Share, sign: 1 | -1): void {
    this.#count += sign;
    this.#seconds += sign * share.seconds;
    this.#billableSeconds += sign * share.billableSeconds;
    this.#sum?.add(sign * share.sumMinor);
    this.#net?.add(sign * (share.netMinor ?? 0));
  }

  get total(): ControlTotal {
    const { kind, status, currency } = this.#share;
    const time = kind === "time";
    return {
      kind,
      status,
      currency,
      count: this.#count,
      sumMinor: this.#sum === null ? null : safeMinor(this.#sum.minor),
      sum: this.#sum?.text ?? null,
      netMinor: this.#net === null ? null : safeMinor(this.#net.minor),
      net: this.#net?.text ?? null,
      seconds: time ? this.#seconds : null,
      billableSeconds: time ? this.#billableSeconds : null,
    };
  }
}

const lineName = ({ kind, status, currency }: Share): string => `${kind} ${status} ${currency ?? ""}`;
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Control totals per kind, status and currency, exact, whatever the order. A document that is replaced is taken
 * out with what it had added.
 */
export class Totals {
  readonly #lines = new Map<string, Line>();

  #change(share: Share, sign: 1 | -1): void {
    const name = lineName(share);
    const line = this.#lines.get(name) ?? new Line(share);
    this.#lines.set(name, line);
    line.add(share, sign);
  }

  add(share: Share): void {
    this.#change(share, 1);
  }

  remove(share: Share): void {
    this.#change(share, -1);
  }

  /** Those with a document at least, in the order of kind, status, currency. */
  totals(): ReadonlyArray<ControlTotal> {
    return [...this.#lines]
      .toSorted(([a], [b]) => order(a, b))
      .map(([, line]) => line.total)
      .filter(({ count }) => count > 0);
  }
}
