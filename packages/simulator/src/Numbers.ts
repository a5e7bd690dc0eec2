/** Running numbers of documents, one row per kind, as bookkeeping keeps them. */
export class Numbers {
  readonly #last = new Map<string, number>();

  /** The next number of a kind, from 1. */
  next(kind: "mail" | "ticket" | "meeting" | "invoice" | "payment" | "credit" | "expense"): number {
    const number = (this.#last.get(kind) ?? 0) + 1;
    this.#last.set(kind, number);
    return number;
  }
}
