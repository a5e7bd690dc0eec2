import { z } from "zod";
import { Count, envelope } from "./Envelope.ts";

/**
 * Why a message is not a person's contact; `none` when it may be one.
 * `list` RFC 2369 / List-Id, `bulk` Precedence or bulk headers, `auto_reply` RFC 3834, `bounce`
 * multipart/report or an empty return path, `spam` marked so by a filter or shaped like it.
 */
export const Automatic = z.enum(["none", "list", "bulk", "auto_reply", "bounce", "spam"]);
export type Automatic = z.infer<typeof Automatic>;

/** `person`, or an address nobody reads or several share. */
export const AddressKind = z.enum(["person", "no_reply", "role"]);
export type AddressKind = z.infer<typeof AddressKind>;

/**
 * One address in a message. `organisation` is the registrable domain by the public-suffix list, null for
 * free-mail providers and for addresses without a public domain.
 */
export const Participant = z.strictObject({
  role: z.enum(["from", "to", "cc", "bcc"]),
  address: z.string().min(3).max(320),
  organisation: z.string().max(253).nullable(),
  kind: AddressKind,
});
export type Participant = z.infer<typeof Participant>;

/** `date`: the Date header. `received`: the newest Received line, for want of a readable Date. */
export const TimeSource = z.enum(["date", "received", "none"]);

/**
 * What the text said, counted over the author's own words (quotes and signatures stripped). `toneMilli`
 * is -1000 to 1000, null where no words carried tone; `toneErrorMilli` its standard error.
 */
export const Signals = z.strictObject({
  words: Count,
  questions: Count,
  toneMilli: z.number().int().min(-1000).max(1000).nullable(),
  toneErrorMilli: z.number().int().min(0).max(1000).nullable(),
  asks: z.boolean(),
  complaint: z.boolean(),
  urgency: z.boolean(),
  scopeRequest: z.boolean(),
  escalation: z.boolean(),
  thanks: z.boolean(),
});
export type Signals = z.infer<typeof Signals>;

/** Message ids are as in the header, without angle brackets. Bodies and subjects are never carried. */
export const EmailDataV1 = z.strictObject({
  messageId: z.string().min(1).max(998).nullable(),
  /** The first id of In-Reply-To, else null. */
  inReplyTo: z.string().max(998).nullable(),
  /** In header order, oldest first; the last 100 are kept. */
  references: z.array(z.string().max(998)).max(100),
  /** Hash of the base subject (RFC 5256, lower case) and the people; null without a subject. */
  conversationKey: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  timeSource: TimeSource,
  /** False before 1990 or later than the day of recording: kept, left out of time statistics. */
  timePlausible: z.boolean(),
  /** The sender's own offset from the Date header; null when there is none or `-0000` (RFC 5322 3.3). */
  utcOffsetMinutes: z.number().int().min(-1440).max(1440).nullable(),
  participants: z.array(Participant).max(500),
  automatic: Automatic,
  sizeBytes: z.number().int().nonnegative(),
  attachments: Count,
  signals: Signals,
});
export type EmailData = z.infer<typeof EmailDataV1>;

export const EmailReceivedV1 = z.strictObject({
  ...envelope,
  type: z.literal("email.received"),
  version: z.literal(1),
  data: EmailDataV1,
});
export const EmailSentV1 = z.strictObject({ ...EmailReceivedV1.shape, type: z.literal("email.sent") });

export const EmailEvent = z.discriminatedUnion("type", [EmailReceivedV1, EmailSentV1]);
/** `email.sent` when the sender is one of ours by what was known at ingest, else `email.received`. */
export type EmailEvent = z.infer<typeof EmailEvent>;
