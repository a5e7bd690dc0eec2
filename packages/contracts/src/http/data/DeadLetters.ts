import { z } from "zod";
import { DeadLetterCode } from "../../DeadLetter.ts";

const Count = z.number().int().nonnegative();
const Id = z.string().regex(/^[0-9a-f]{32}$/);

/** Something that could not be read or projected, with its place. What it holds is not in here. */
export const DeadLetterRow = z.strictObject({
  id: Id,
  /** Read from a source, or refused behind the log. */
  stage: z.enum(["ingest", "project"]),
  code: DeadLetterCode,
  reason: z.string(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  recordedAt: z.iso.datetime(),
  raised: Count,
  resolved: z.boolean(),
  /** Null of what the log alone names. */
  source: z
    .strictObject({
      connector: z.string(),
      account: z.string(),
      file: z.string(),
      position: z.string(),
    })
    .nullable(),
  record: z.strictObject({ topic: z.string(), partition: Count, offset: Count }).nullable(),
  sizeBytes: Count,
  codeVersion: z.string(),
});
export type DeadLetterRow = z.infer<typeof DeadLetterRow>;

/** Newest first. `reasons` count all letters, whatever is selected. */
export const DeadLettersPage = z.strictObject({
  open: Count,
  resolved: Count,
  reasons: z.array(z.strictObject({ code: DeadLetterCode, open: Count, resolved: Count })),
  /** Of those selected. */
  total: Count,
  items: z.array(DeadLetterRow),
  nextCursor: z.string().nullable(),
});
export type DeadLettersPage = z.infer<typeof DeadLettersPage>;

/** Letters tried in one call. */
export const mostReplayed = 500;

/** Which open letters to try again: these, or all of a reason. */
export const ReplayLetters = z.strictObject({
  letters: z.union([
    z.strictObject({ ids: z.array(Id).min(1).max(mostReplayed) }),
    z.strictObject({ code: DeadLetterCode }),
  ]),
  /** Only says what would happen. */
  dryRun: z.boolean().optional(),
});
export type ReplayLetters = z.infer<typeof ReplayLetters>;

export const LettersReplayed = z.strictObject({
  dryRun: z.boolean(),
  /** In the order in which they were tried. */
  results: z.array(
    z.strictObject({
      id: Id,
      outcome: z.enum(["resolved", "still_refused", "unavailable", "blocked"]),
      /** Why not; null of what was resolved. */
      reason: z.string().nullable(),
    }),
  ),
  resolved: Count,
  /** Open letters of the reason that were not tried, because one call takes `mostReplayed`. */
  left: Count,
});
export type LettersReplayed = z.infer<typeof LettersReplayed>;
