/** Lets at most `limit` users in at once; the others wait in order, at most `queueLimit` of them. */
export class Gate {
  #running = 0;
  readonly #waiting: Array<() => void> = [];
  readonly #limit: number;
  readonly #queueLimit: number;

  constructor(limit: number, queueLimit: number) {
    this.#limit = limit;
    this.#queueLimit = queueLimit;
  }

  get running() {
    return this.#running;
  }

  get waiting() {
    return this.#waiting.length;
  }

  /** Resolves with the call that gives the place back; undefined when the queue is full or `signal` fires. */
  enter(signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    if (this.#running < this.#limit) return Promise.resolve(this.#take());
    if (this.#waiting.length >= this.#queueLimit) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const admit = () => {
        signal.removeEventListener("abort", leave);
        resolve(this.#take());
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1);
        resolve(undefined);
      };
      this.#waiting.push(admit);
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  #take(): () => void {
    this.#running++;
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      this.#running--;
      this.#waiting.shift()?.();
    };
  }
}
