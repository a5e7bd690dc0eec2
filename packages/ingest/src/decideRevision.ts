import {
  type KnownDocument,
  type KnownRevision,
  maxRevisions,
  maxTellings,
  type Telling,
} from "./KnownDocument.ts";

/** A document as a file tells it. */
export interface Told {
  /** The source's own revision, null where it gives none. */
  readonly given: number | null;
  readonly hash: string;
  readonly note: string | null;
  /** The file that tells it. */
  readonly place: string;
  /** How many different contents this file told of it before in this reading, less one; -1 for none. */
  readonly at: number;
}

/**
 * `known`: nothing is to be appended; `next` is to be kept where it is not null. `new`: to be appended as
 * `revision`; `before` is the note of the version before it. `at` goes into the next `Told` of this reading.
 */
export type Decision =
  | { readonly kind: "known"; readonly next: KnownDocument | null; readonly at: number }
  | {
      readonly kind: "new";
      readonly revision: number;
      readonly before: string | null;
      readonly next: KnownDocument;
      readonly at: number;
    };

const latestOf = (known: KnownDocument): KnownRevision => known.revisions[known.revisions.length - 1]!;

const withTelling = (told: ReadonlyArray<Telling>, telling: Telling): ReadonlyArray<Telling> =>
  [...told.filter(({ place }) => place !== telling.place), telling].slice(-maxTellings);

/** A file that says ever new things of one document in one go is remembered by the last alone. */
const pushed = (hashes: ReadonlyArray<string>, hash: string): ReadonlyArray<string> =>
  hashes.length < maxTellings ? [...hashes, hash] : [hash];

/** An older version by the source's own word: history, put where it belongs when there is room. */
const decideOlder = (known: KnownDocument, told: Told, given: number): Decision => {
  const { revisions } = known;
  if (revisions.some((r) => r.given === given && r.hash === told.hash))
    return { kind: "known", next: null, at: told.at };
  const newer = revisions.filter((r) => r.given !== null && r.given > given);
  const below = Math.min(...newer.map((r) => r.revision));
  let revision = given;
  while (revisions.some((r) => r.revision === revision)) revision++;
  if (revision >= below) return { kind: "known", next: null, at: told.at };
  const before = revisions.findLast((r) => r.revision < revision)?.note ?? null;
  const added = { revision, given, hash: told.hash, note: told.note };
  const sorted = [...revisions, added].toSorted((a, b) => a.revision - b.revision);
  const next = { revisions: sorted.slice(-maxRevisions), told: known.told };
  return { kind: "new", revision, before, next, at: told.at };
};

const append = (
  known: KnownDocument,
  told: Told,
  revision: number,
  tellings: KnownDocument["told"],
  at: number,
): Decision => {
  const added = { revision, given: told.given, hash: told.hash, note: told.note };
  const revisions = [...known.revisions, added].slice(-maxRevisions);
  const before = latestOf(known).note;
  return { kind: "new", revision, before, next: { revisions, told: tellings }, at };
};

/** The same version by the source's word, or a source without versions: the contents decide. */
const decideByContent = (known: KnownDocument, told: Told): Decision => {
  const { hash, place, at } = told;
  const latest = latestOf(known);
  const before = known.told.find((telling) => telling.place === place)?.hashes ?? [];
  if (at >= 0 && before[at] === hash) return { kind: "known", next: null, at };
  // The file says what it said when it was read before: nothing new, though another file may have said more since.
  if (before[at + 1] === hash) return { kind: "known", next: null, at: at + 1 };
  // What it said first was what held, which is not written down for each file of a source with revisions.
  const said = before.length === 0 && at >= 0 ? [latest.hash] : before.slice(0, at + 1);
  const hashes = pushed(said, hash);
  const tellings = withTelling(known.told, { place, hashes });
  const reached = hashes.length - 1;
  const firstOfVersion = told.given !== null && before.length === 0;
  if (latest.hash === hash) {
    const next = firstOfVersion ? null : { ...known, told: tellings };
    return { kind: "known", next, at: firstOfVersion ? 0 : reached };
  }
  if (firstOfVersion && known.revisions.some((r) => r.given === told.given && r.hash === hash))
    return { kind: "known", next: { ...known, told: tellings }, at: reached };
  return append(known, told, latest.revision + 1, tellings, reached);
};

/**
 * Decides whether a document that was found is new, and which revision it gets. Pure. The rules, in this order:
 * a document never seen is its source's revision, or 1. A higher revision of the source is appended under it, but
 * not when its content is that of the version before. A lower one is history: appended where it was not seen yet.
 * With the same revision or none, what a file said before is nothing new when it says it again; what it says
 * otherwise than before is the next revision, unless it is what holds already. So A, B, A in one file over time are
 * three revisions, while reading files that contradict each other again changes nothing.
 */
export const decideRevision = (known: KnownDocument | null, told: Told): Decision => {
  const { given, hash, note, place } = told;
  const telling = { place, hashes: [hash] };
  if (known === null) {
    const revision = given ?? 1;
    const next = { revisions: [{ revision, given, hash, note }], told: [telling] };
    return { kind: "new", revision, before: null, next, at: 0 };
  }
  const latest = latestOf(known);
  const highest = known.revisions.reduce<number | null>(
    (max, r) => (r.given === null ? max : Math.max(max ?? r.given, r.given)),
    null,
  );
  if (given !== null && highest !== null && given < highest) return decideOlder(known, told, given);
  if (given === null || given === highest) return decideByContent(known, told);
  if (latest.hash !== hash) return append(known, told, Math.max(given, latest.revision + 1), [telling], 0);
  const revisions = [...known.revisions.slice(0, -1), { ...latest, given }];
  return { kind: "known", next: { revisions, told: [telling] }, at: 0 };
};
