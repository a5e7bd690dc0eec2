import { z } from "zod";

const Count = z.number().int().nonnegative();

/**
 * What a source of e-mail holds, in figures. The same from the files themselves (`inspect`) and from the
 * warehouse after ingest; `@rapport/domain/SourceFigures` is the definition, and both are compared to it.
 * "Unique messages" are distinct events: copies of a message in several mailboxes count once.
 */
export const SourceFigures = z.strictObject({
  /** Distinct files seen, readable or not. */
  files: Count,
  /** Messages read, copies included, unreadable ones left out. */
  messages: Count,
  uniqueMessageIds: Count,
  /** Unique messages without a usable Message-ID (`<…>` without spaces). */
  withoutMessageId: Count,
  /** `messages` less unique messages. */
  duplicates: Count,
  /** Unique messages that no person sent one by one: lists, bulk, automatic replies, bounces, spam. */
  automatic: Count,
  /** Those of `automatic` that are bounces. */
  bounces: Count,
  /** Items that could not be read and still wait among the dead letters. */
  unreadable: Count,
  /** Unique messages whose time is not from a readable Date header. */
  withoutDate: Count,
  /** Replies to another address's message of the source, not before it by their Dates. */
  replyEdges: Count,
  /** Replies dated before what they answer: a wrong clock; not among `replyEdges`. */
  negativeReplies: Count,
  /** Replies to the same address's own message; not among `replyEdges`. */
  selfReplies: Count,
  /** Over `replyEdges`, elapsed hours, 3 decimals; null without any. */
  responseMedianHours: z.number().nonnegative().nullable(),
  responseP90Hours: z.number().nonnegative().nullable(),
  /** Connected groups of unique messages with a Message-ID, single messages included. */
  threads: Count,
  threadsOfTwoOrMore: Count,
  /** Messages in the largest thread. */
  largestThread: Count,
  /**
   * Share of unique messages with a readable Date sent before 8:00, from 18:00 or on Saturday or Sunday by
   * the sender's own clock, 4 decimals; null without any.
   */
  afterHoursShareLocal: z.number().min(0).max(1).nullable(),
});
export type SourceFigures = z.infer<typeof SourceFigures>;
