import { Queue } from "effect";

interface Reader {
  readonly queue: Queue.Queue<Uint8Array>;
  /** Ends its connection, whatever still waits to be sent. */
  readonly drop: () => void;
  /** Since when what was sent to it has not been taken; null while it keeps up. */
  waitingSinceMs: number | null;
}

/**
 * Whoever listens. Each has room for one event, the latest, so that who reads slowly holds nothing up and costs nothing; who
 * has read nothing for too long is dropped.
 */
export class LiveReaders {
  readonly #readers = new Set<Reader>();
  readonly #patienceMs: number;

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  get count(): number {
    return this.#readers.size;
  }

  /** Its queue should hold one, and slide. The answer ends its subscription. */
  add(queue: Queue.Queue<Uint8Array>, drop: () => void): () => void {
    const reader: Reader = { queue, drop, waitingSinceMs: null };
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  send(bytes: Uint8Array, nowMs: number): void {
    for (const reader of this.#readers) {
      if (Queue.sizeUnsafe(reader.queue) === 0) reader.waitingSinceMs = null;
      else reader.waitingSinceMs ??= nowMs;
      if (reader.waitingSinceMs !== null && nowMs - reader.waitingSinceMs > this.#patienceMs) {
        this.#readers.delete(reader);
        reader.drop();
      } else Queue.offerUnsafe(reader.queue, bytes);
    }
  }
}
