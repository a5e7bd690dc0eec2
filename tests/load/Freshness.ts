/** Records that were acknowledged together: `count` from `firstOffset` on, at `ackedAt` (ms, any clock). */
interface Acknowledged {
  readonly firstOffset: number;
  readonly count: number;
  readonly ackedAt: number;
}

/**
 * How long acknowledged records took to become visible. Per partition it is told of acknowledgements and, now and
 * then, of how far is visible: all records below an offset. A record counts as visible when it was first seen to be.
 */
export class Freshness {
  readonly #waiting: ReadonlyArray<Array<Acknowledged>>;
  readonly #delaysMs: Array<readonly [delayMs: number, records: number]> = [];
  #acked = 0;
  #seen = 0;

  constructor(partitions: number) {
    this.#waiting = Array.from({ length: partitions }, () => []);
  }

  acknowledged(partition: number, firstOffset: number, count: number, ackedAt: number): void {
    this.#waiting[partition]!.push({ firstOffset, count, ackedAt });
    this.#acked += count;
  }

  /** Everything of the partition below `end` is visible at `at`. */
  visible(partition: number, end: number, at: number): void {
    const waiting = this.#waiting[partition]!;
    // Calls under way side by side may be told of out of order.
    waiting.sort((a, b) => a.firstOffset - b.firstOffset);
    while (waiting[0] !== undefined && waiting[0].firstOffset < end) {
      const { firstOffset, count, ackedAt } = waiting.shift()!;
      const seen = Math.min(count, end - firstOffset);
      this.#delaysMs.push([Math.max(0, at - ackedAt), seen]);
      this.#seen += seen;
      if (seen < count) waiting.unshift({ firstOffset: end, count: count - seen, ackedAt });
    }
  }

  get behind(): number {
    return this.#acked - this.#seen;
  }
  get acked(): number {
    return this.#acked;
  }

  /** The delay in ms that so many of 1 were not above, by records. NaN when nothing was seen. */
  percentile(share: number): number {
    const sorted = this.#delaysMs.toSorted(([a], [b]) => a - b);
    let passed = 0;
    for (const [delayMs, records] of sorted) {
      passed += records;
      if (passed >= share * this.#seen) return delayMs;
    }
    return Number.NaN;
  }
}
