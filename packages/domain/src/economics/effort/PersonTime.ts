import { HolderMap, type HolderName } from "./HolderMap.ts";

/** Time entries of a day for one holder: the ms that stand for no estimate yet, negative by corrections. */
export interface Pool {
  leftMs: number;
}

interface Segment {
  readonly startMs: number;
  readonly endMs: number;
  /** The entries whose time it still is; null once an estimate stands in it. */
  readonly pool: Pool | null;
}

/**
 * Who owns the time of one person, so that no second is counted twice. Entries come first (`log`), then estimates
 * that have a place, the most important first (`take`); last, what entries have left covers estimates for the same
 * holder that have no place (`cover`). Order of calls is the order of priority.
 */
export class PersonTime {
  /** Disjoint, in order of time. */
  readonly #segments: Array<Segment> = [];
  readonly #pools = new Map<string, HolderMap<Pool>>();

  /**
   * A time entry; a negative one takes back from the others of its day and holder. An interval that is longer than
   * the entry holds no more than its seconds, from its start.
   */
  log(
    day: string,
    holder: HolderName,
    seconds: number,
    interval: { readonly startMs: number; readonly endMs: number } | null,
  ): void {
    let ofDay = this.#pools.get(day);
    if (ofDay === undefined) this.#pools.set(day, (ofDay = new HolderMap(() => ({ leftMs: 0 }))));
    const pool = ofDay.of(holder);
    const ms = seconds * 1000;
    pool.leftMs += ms;
    if (interval === null) return;
    const { startMs } = interval;
    const endMs = Math.min(interval.endMs, startMs + ms);
    // An entry over another one: both count whole, each second stands for estimates once.
    const first = this.#firstAfter(startMs);
    const free: Array<Segment> = [];
    let at = startMs;
    let next = first;
    for (; next < this.#segments.length && this.#segments[next]!.startMs < endMs; next++) {
      const segment = this.#segments[next]!;
      if (segment.startMs > at) free.push({ startMs: at, endMs: segment.startMs, pool });
      free.push(segment);
      at = Math.max(at, segment.endMs);
    }
    if (at < endMs) free.push({ startMs: at, endMs, pool });
    this.#segments.splice(first, next - first, ...free);
  }

  /** Takes a place for an estimate; gives how much of it was free, ms. What is not is somebody else's already. */
  take(startMs: number, endMs: number): number {
    if (endMs <= startMs) return 0;
    const first = this.#firstAfter(startMs);
    const kept: Array<Segment> = [];
    let freeMs = endMs - startMs;
    let next = first;
    let takenFrom = startMs;
    let takenTo = endMs;
    for (; next < this.#segments.length && this.#segments[next]!.startMs < endMs; next++) {
      const segment = this.#segments[next]!;
      const overlapMs = Math.min(endMs, segment.endMs) - Math.max(startMs, segment.startMs);
      freeMs -= overlapMs;
      if (segment.pool === null) {
        takenFrom = Math.min(takenFrom, segment.startMs);
        takenTo = Math.max(takenTo, segment.endMs);
        continue;
      }
      segment.pool.leftMs -= overlapMs;
      if (segment.startMs < startMs) kept.push({ ...segment, endMs: startMs });
      if (segment.endMs > endMs) kept.push({ ...segment, startMs: endMs });
    }
    const taken: Segment = { startMs: takenFrom, endMs: takenTo, pool: null };
    const before = kept.filter((segment) => segment.startMs < startMs);
    const after = kept.filter((segment) => segment.startMs >= endMs);
    this.#segments.splice(first, next - first, ...before, taken, ...after);
    return freeMs;
  }

  /** Of `seconds` for this holder on this day, those that its entries stand for; they are used up by it. */
  cover(day: string, holder: HolderName, seconds: number): number {
    if (seconds <= 0 || this.#pools.size === 0) return 0;
    const pool = this.#pools.get(day)?.get(holder);
    if (pool === undefined || pool.leftMs < 1000) return 0;
    const covered = Math.min(seconds, Math.floor(pool.leftMs / 1000));
    pool.leftMs -= covered * 1000;
    return covered;
  }

  /** Where the first segment is that ends after this moment. */
  #firstAfter(ms: number): number {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#segments[middle]!.endMs > ms) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
