interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly act: () => void;
}

const before = (a: Entry, b: Entry): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/** What is going to happen, earliest first; of one moment in the order it was entered. A binary heap. */
export class Agenda {
  readonly #heap: Array<Entry> = [];
  #order = 0;
  /** The moment that is being lived through, UTC ms. */
  nowMs = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** Nothing happens in the past: an earlier time is now. */
  at(ms: number, act: () => void): void {
    const heap = this.#heap;
    const entry = { atMs: Math.max(ms, this.nowMs), order: this.#order++, act };
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!before(entry, heap[up]!)) break;
      heap[i] = heap[up]!;
      i = up;
    }
    heap[i] = entry;
  }

  #take(): Entry {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && before(heap[down + 1]!, heap[down]!)) down++;
      if (!before(heap[down]!, last)) break;
      heap[i] = heap[down]!;
      i = down;
    }
    heap[i] = last;
    return first;
  }

  /** Lives through everything before `ms`. */
  runUntil(ms: number): void {
    while (this.#heap.length > 0 && this.#heap[0]!.atMs < ms) {
      const entry = this.#take();
      this.nowMs = entry.atMs;
      entry.act();
    }
    this.nowMs = ms;
  }
}
