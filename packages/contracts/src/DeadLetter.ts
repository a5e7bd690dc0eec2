import { z } from "zod";
import { Count, EventId, Source, UtcMs } from "./Envelope.ts";

/** Machine-readable cause; `reason` says it to people, with what to do. */
export const DeadLetterCode = z.enum([
  "unreadable", // not a message, or not decodable
  "empty",
  "too_large",
  "too_many_parts",
  "too_deep",
  "header_too_long",
  "decompressed_too_large",
  "archive_broken",
  "unknown_format", // no reader knows such a file
  "invalid_document", // a part of a file that cannot be understood: a ticket, a calendar object
  "invalid_row", // a row of a table: `issues` name its columns
  "invalid_event", // a log record that no contract accepts
  "unknown_type",
]);
export type DeadLetterCode = z.infer<typeof DeadLetterCode>;

/**
 * Input that could not be used, with its reason, kept until it is replayed. `id` is deterministic over the
 * place and stage, so trying again adds nothing. Input that was refused before the log (stage `ingest`)
 * is named by its place only, because its body must not enter the log; a record that was refused after the
 * log (stage `project`) is named by topic, partition and offset, where its bytes still are.
 */
export const DeadLetterRaisedV1 = z.strictObject({
  type: z.literal("dead_letter.raised"),
  version: z.literal(1),
  id: EventId,
  recordedAt: UtcMs,
  stage: z.enum(["ingest", "project"]),
  code: DeadLetterCode,
  reason: z.string().min(1).max(2000),
  source: Source.nullable(),
  /** Absolute path to read it again from; null for standard input. */
  path: z.string().max(4096).nullable(),
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string().max(64).nullable(),
  record: z
    .strictObject({
      topic: z.string(),
      partition: z.number().int().min(0).max(0xffff),
      offset: z.number().int().nonnegative(),
    })
    .nullable(),
  /** How it was read (`from`, `map`, …), so that a replay reads it the same way. */
  readWith: z.record(z.string().max(64), z.string().max(4096)).optional(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).max(50),
  attempt: Count.min(1),
  codeVersion: z.string().max(64),
});
/** The dead letter `id` was replayed with success. */
export const DeadLetterResolvedV1 = z.strictObject({
  type: z.literal("dead_letter.resolved"),
  version: z.literal(1),
  id: EventId,
  recordedAt: UtcMs,
});
export const DeadLetterEvent = z.discriminatedUnion("type", [DeadLetterRaisedV1, DeadLetterResolvedV1]);
export type DeadLetterEvent = z.infer<typeof DeadLetterEvent>;
export type DeadLetterRaised = z.infer<typeof DeadLetterRaisedV1>;
