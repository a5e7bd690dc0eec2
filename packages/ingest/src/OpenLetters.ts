import { hash } from "node:crypto";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { Checkpoint } from "@rapport/event-log/EventLog";
import { z } from "zod";

/** A dead letter of a file that waits: its id, what it says (hashed), how often it was tried. */
const Waiting = z.tuple([z.string(), z.string(), z.number()]);
type Waiting = z.infer<typeof Waiting>;
const Page = z.array(Waiting);

const pageLetters = 256;

/** Holds how many pages of waiting letters a file has; absent for most files. */
export const pagesName = (place: string): string => `letters:${place}`;
const pageName = (place: string, page: number): string => `letters:${place}:${page}`;

const decodePage = (text: string | undefined): ReadonlyArray<Waiting> => {
  try {
    return Page.parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
};

const hashOf = (letter: DeadLetterRaised): string =>
  hash("sha256", JSON.stringify([letter.reason, letter.issues, letter.readWith]), "hex").slice(0, 12);

interface Place {
  pages: Array<Array<Waiting>>;
  readonly changed: Set<number>;
  /** Page of each letter, by id. */
  readonly pageOf: Map<string, number>;
}

const newPlace = (pages: Array<Array<Waiting>>): Place => ({
  pages,
  changed: new Set(),
  pageOf: new Map(pages.flatMap((letters, page) => letters.map(([id]) => [id, page] as const))),
});

/**
 * The dead letters of the files of one reading that wait from earlier readings, so that the same letter is not
 * raised twice, and that those whose place can be read now are resolved.
 */
export class OpenLetters {
  readonly #places = new Map<string, Place>();
  readonly #seen = new Set<string>();

  /** Names to look up first: how many pages each place has. */
  static countNames(places: ReadonlyArray<string>): ReadonlyArray<string> {
    return places.map(pagesName);
  }

  /** Names to look up then. */
  static pageNames(
    places: ReadonlyArray<string>,
    counts: ReadonlyMap<string, string>,
  ): ReadonlyArray<string> {
    return places.flatMap((place) =>
      Array.from({ length: Number(counts.get(pagesName(place)) ?? 0) }, (_, page) => pageName(place, page)),
    );
  }

  load(
    places: ReadonlyArray<string>,
    counts: ReadonlyMap<string, string>,
    pages: ReadonlyMap<string, string>,
  ): void {
    for (const place of places) {
      const count = Number(counts.get(pagesName(place)) ?? 0);
      if (count === 0) continue;
      const read = Array.from({ length: count }, (_, page) => [
        ...decodePage(pages.get(pageName(place, page))),
      ]);
      this.#places.set(place, newPlace(read));
    }
  }

  /** The letter as it is to be appended; null when it waits already and says the same. */
  raise(place: string, letter: DeadLetterRaised): DeadLetterRaised | null {
    this.#seen.add(letter.id);
    const at = this.#places.get(place) ?? newPlace([]);
    this.#places.set(place, at);
    const says = hashOf(letter);
    const waits = at.pageOf.get(letter.id);
    if (waits !== undefined) return this.#raiseAgain(at, waits, says, letter);
    let page = at.pages.length - 1;
    if (page < 0 || at.pages[page]!.length >= pageLetters) page = at.pages.push([]) - 1;
    at.pages[page]!.push([letter.id, says, letter.attempt]);
    at.pageOf.set(letter.id, page);
    at.changed.add(page);
    return letter;
  }

  #raiseAgain(at: Place, page: number, says: string, letter: DeadLetterRaised): DeadLetterRaised | null {
    const waiting = at.pages[page]!;
    const index = waiting.findIndex(([id]) => id === letter.id);
    const [id, saidBefore, attempts] = waiting[index]!;
    if (saidBefore === says) return null;
    waiting[index] = [id, says, attempts + 1];
    at.changed.add(page);
    return { ...letter, attempt: attempts + 1 };
  }

  /** What is to be kept of the letters raised since it was asked last. */
  takeChanged(): ReadonlyArray<Checkpoint> {
    const changed: Array<Checkpoint> = [];
    for (const [place, { pages, changed: numbers }] of this.#places) {
      if (numbers.size === 0) continue;
      changed.push({ name: pagesName(place), value: String(pages.length) });
      for (const page of numbers)
        changed.push({ name: pageName(place, page), value: JSON.stringify(pages[page]) });
      numbers.clear();
    }
    return changed;
  }

  /** At the end of a reading: the ids of letters that were not raised again, which wait no more. */
  settle(): ReadonlyArray<string> {
    const settled: Array<string> = [];
    for (const place of this.#places.values()) {
      const still = place.pages.flat().filter(([id]) => this.#seen.has(id));
      const gone = place.pages.flat().filter(([id]) => !this.#seen.has(id));
      if (gone.length === 0) continue;
      settled.push(...gone.map(([id]) => id));
      place.pages = [];
      for (let from = 0; from < still.length; from += pageLetters)
        place.pages.push(still.slice(from, from + pageLetters));
      if (place.pages.length === 0) place.pages.push([]);
      place.changed.clear();
      for (const page of place.pages.keys()) place.changed.add(page);
    }
    return settled;
  }
}
