/** So many at once, and so many a second after that. */
export interface Bound {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Bounds {
  /** Requests of one session or token. */
  readonly reader: Bound;
  /** Requests of one network address that nobody is signed in for. */
  readonly stranger: Bound;
  /** Failed sign-ins under one name, and from one network address. */
  readonly failedName: Bound;
  readonly failedAddress: Bound;
}

/** A page asks a few dozen times when it opens; a person mistypes a password a few times. */
export const usualBounds: Bounds = {
  reader: { burst: 3_000, perSecond: 100 },
  stranger: { burst: 600, perSecond: 20 },
  failedName: { burst: 5, perSecond: 1 / 180 },
  failedAddress: { burst: 30, perSecond: 1 / 30 },
};

/** Buckets in memory beyond which those that are full again are forgotten. */
const mostBuckets = 10_000;

/** Token buckets by key. Of each process by itself: with several behind one address a bound holds for each. */
export class RateLimit {
  readonly #bound: Bound;
  readonly #buckets = new Map<string, { left: number; atMs: number }>();

  constructor(bound: Bound) {
    this.#bound = bound;
  }

  #fill(key: string, nowMs: number) {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return { left: this.#bound.burst, atMs: nowMs };
    const gained = ((nowMs - bucket.atMs) / 1000) * this.#bound.perSecond;
    return { left: Math.min(this.#bound.burst, bucket.left + gained), atMs: nowMs };
  }

  /** Seconds until there is one again; 0 where there is one now. */
  waitSeconds(key: string, nowMs: number): number {
    const { left } = this.#fill(key, nowMs);
    return left >= 1 ? 0 : Math.ceil((1 - left) / this.#bound.perSecond);
  }

  /** Takes one, whether there is one or not: seconds until there is one again, 0 where there was. */
  take(key: string, nowMs: number): number {
    const bucket = this.#fill(key, nowMs);
    if (bucket.left < 1) {
      this.#buckets.set(key, bucket);
      return Math.ceil((1 - bucket.left) / this.#bound.perSecond);
    }
    this.#buckets.set(key, { ...bucket, left: bucket.left - 1 });
    if (this.#buckets.size > mostBuckets) this.#forget(nowMs);
    return 0;
  }

  #forget(nowMs: number): void {
    for (const key of this.#buckets.keys())
      if (this.#fill(key, nowMs).left >= this.#bound.burst) this.#buckets.delete(key);
    // All of them are in use: rather let somebody ask too often than grow without end.
    if (this.#buckets.size > 2 * mostBuckets) this.#buckets.clear();
  }
}
