import { z } from "zod";
import { FreshnessAnswer } from "../Freshness.ts";

/**
 * What can move: what was read from sources; who is who and the settings; what people said of clients; the books of
 * money and effort; the book of risk.
 */
export const liveParts = ["facts", "directory", "words", "books", "risk"] as const;
export type LivePart = (typeof liveParts)[number];

const Version = z.number().int().nonnegative();

/**
 * One event of the stream: how things stand. The first says it as it is, one follows whenever something moved, and one
 * every fifteen seconds else. `versions` only grow: whoever kept those of before, on this stream or an earlier one of
 * the same warehouse, sees by them what moved since, however many events were missed. `moved`: since the event before it.
 */
export const LiveEvent = z.strictObject({
  at: z.iso.datetime(),
  moved: z.array(z.enum(liveParts)),
  versions: z.strictObject({
    facts: Version,
    directory: Version,
    words: Version,
    books: Version,
    risk: Version,
  }),
  freshness: FreshnessAnswer,
});
export type LiveEvent = z.infer<typeof LiveEvent>;
export type LiveVersions = LiveEvent["versions"];
