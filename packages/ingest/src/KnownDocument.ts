import { z } from "zod";

/** A version of a document that is in the log. `given` is the revision its source gave it, null for none. */
export interface KnownRevision {
  readonly revision: number;
  readonly given: number | null;
  readonly hash: string;
  readonly note: string | null;
}

/** What one file said of a document when it was last read: the different contents, in its order. */
export interface Telling {
  readonly place: string;
  readonly hashes: ReadonlyArray<string>;
}

/** What the ingest remembers of a document; the highest revision last, at most `maxRevisions` of them. */
export interface KnownDocument {
  readonly revisions: ReadonlyArray<KnownRevision>;
  /** At most `maxTellings`, the oldest first. */
  readonly told: ReadonlyArray<Telling>;
}

export const maxRevisions = 32;
export const maxTellings = 32;

/** Short names and lists: there is one of these for every document. */
const Stored = z.object({
  r: z.array(z.tuple([z.number(), z.number().nullable(), z.string(), z.string().nullable()])).min(1),
  t: z.array(z.tuple([z.string(), z.array(z.string())])),
});

export const encodeKnown = (known: KnownDocument): string =>
  JSON.stringify({
    r: known.revisions.map(({ revision, given, hash, note }) => [revision, given, hash, note]),
    t: known.told.map(({ place, hashes }) => [place, hashes]),
  });

/** Null for what another release wrote and this one cannot read: the document counts as new then. */
export const decodeKnown = (value: string): KnownDocument | null => {
  try {
    const { r, t } = Stored.parse(JSON.parse(value));
    return {
      revisions: r.map(([revision, given, hash, note]) => ({ revision, given, hash, note })),
      told: t.map(([place, hashes]) => ({ place, hashes })),
    };
  } catch {
    return null;
  }
};
