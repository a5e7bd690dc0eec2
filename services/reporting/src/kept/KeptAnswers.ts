import { Effect, Semaphore } from "effect";

/** Who reads one answer, and how many wait for it. */
interface UnderWay {
  readonly one: Semaphore.Semaphore;
  readers: number;
}

/**
 * Answers of one position of the warehouse, as JSON, so that nobody can change what others get. With the first question
 * about another position all of them are dropped. A question that several ask at the same time is read once.
 */
export class KeptAnswers {
  readonly #mostCharacters: number;
  readonly #texts = new Map<string, string>();
  readonly #underWay = new Map<string, UnderWay>();
  #position = "";
  #characters = 0;

  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters;
  }

  get size(): number {
    return this.#texts.size;
  }

  /** The answer to `key` at the position that `position` finds: the kept one, else what `read` answers. */
  keep<A, E, R>(
    position: Effect.Effect<string | null>,
    key: string,
    read: Effect.Effect<A, E, R>,
  ): Effect.Effect<A, E, R> {
    return Effect.flatMap(position, (at) => {
      // What is read may be newer than the position that was asked for first, and is dropped with it then.
      if (at === null) return read;
      const ask = Effect.suspend(() => {
        const kept = this.#find(at, key);
        return kept === undefined
          ? Effect.tap(read, (answer) => Effect.sync(() => this.#put(at, key, JSON.stringify(answer))))
          : Effect.sync(() => JSON.parse(kept) as A);
      });
      return Effect.acquireUseRelease(
        Effect.sync(() => this.#enter(key)),
        ({ one }) => one.withPermits(1)(ask),
        (underWay) => Effect.sync(() => this.#leave(key, underWay)),
      );
    });
  }

  #enter(key: string): UnderWay {
    const underWay = this.#underWay.get(key) ?? { one: Semaphore.makeUnsafe(1), readers: 0 };
    underWay.readers++;
    this.#underWay.set(key, underWay);
    return underWay;
  }

  #leave(key: string, underWay: UnderWay): void {
    if (--underWay.readers === 0) this.#underWay.delete(key);
  }

  #find(position: string, key: string): string | undefined {
    if (position !== this.#position) {
      this.#texts.clear();
      this.#characters = 0;
      this.#position = position;
    }
    const text = this.#texts.get(key);
    if (text === undefined) return undefined;
    // The one asked for last is dropped last.
    this.#texts.delete(key);
    this.#texts.set(key, text);
    return text;
  }

  #put(position: string, key: string, text: string): void {
    if (position !== this.#position || text.length > this.#mostCharacters) return;
    this.#texts.set(key, text);
    this.#characters += text.length;
    for (const [oldest, { length }] of this.#texts) {
      if (this.#characters <= this.#mostCharacters) return;
      this.#texts.delete(oldest);
      this.#characters -= length;
    }
  }
}
