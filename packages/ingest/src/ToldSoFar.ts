import { hash } from "node:crypto";

/** Enough for the largest files people have; about 20 MB. */
const maxDocuments = 500_000;

/**
 * What each file of this reading told of its documents so far, as `Told.at` wants it. Bounded: of files with more
 * documents than this the later ones are taken as told for the first time, which only ever adds history.
 */
export class ToldSoFar {
  readonly #at = new Map<number, number>();

  /** The name of a document as a file tells it. */
  key(document: string, place: string): number {
    return keyOf(document, place);
  }

  /** -1 for a document the file did not speak of yet. */
  at(key: number): number {
    return this.#at.get(key) ?? -1;
  }

  set(key: number, at: number): void {
    if (at >= 0 && (this.#at.size < maxDocuments || this.#at.has(key))) this.#at.set(key, at);
  }
}

/** 52 bits: two of a million documents are taken for one with a chance of one in ten thousand, at the price above. */
const keyOf = (document: string, place: string): number =>
  Number.parseInt(hash("sha256", `${place}\u0000${document}`, "hex").slice(0, 13), 16);
