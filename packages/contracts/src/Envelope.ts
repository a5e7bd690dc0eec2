import { z } from "zod";

/** UTC milliseconds since the epoch. */
export const UtcMs = z.number().int();

/** UTC milliseconds from 1900 to 2299, to the last of them: what the warehouse holds and calculates with. */
export const Moment = z.number().int().min(-2_208_988_800_000).max(10_413_791_999_999);

/** How many; as much as 32 bits hold. */
export const Count = z.number().int().nonnegative().max(0xffff_ffff);

/** 32 lower-case hexadecimal digits: see `eventId`. */
export const EventId = z.string().regex(/^[0-9a-f]{32}$/);

/**
 * A party is a key of somebody outside or inside the firm, never a client: `email:ann@acme.example`,
 * `domain:acme.example`, `zendesk-org:42`, `billing:C-1007`, `project:acme-web`. Which client a party
 * belongs to is decided at read, by the directory.
 */
export const Party = z
  .string()
  .min(3)
  .max(320)
  .regex(/^[a-z][a-z-]*:.+$/);
export type Party = z.infer<typeof Party>;

/**
 * Where the event was seen: `connector` (`email`), `account` (the mailbox or tenant, as the owner names
 * it), `file` (path below the ingested root, or `-` for standard input) and `position` in it (byte
 * offset, row number or entry name). `(connector, account, file, position)` names one sighting.
 */
export const Source = z.strictObject({
  connector: z.string().min(1).max(32),
  account: z.string().min(1).max(255),
  file: z.string().max(4096),
  position: z.string().max(4096),
});
export type Source = z.infer<typeof Source>;

/**
 * What every event carries. `id` is deterministic, so the same occurrence found twice is one event.
 * `occurredAt` is the source's time, `recordedAt` ours. `parties` are on their side, `members` on ours,
 * as far as was known at ingest; reports decide anew from the directory.
 */
export const envelope = {
  id: EventId,
  source: Source,
  occurredAt: UtcMs,
  recordedAt: UtcMs,
  parties: z.array(Party).max(500),
  members: z.array(Party).max(500),
};
