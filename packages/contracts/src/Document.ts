import { z } from "zod";

/**
 * The thing in the source that an event tells of, and which version of it. `key` is the source's own name for
 * it, unique within (connector, account): `invoice:INV-7`, `audit:9001`. Of several events of one document the
 * one with the highest `revision` holds, the others are its history. `revision` is the source's own (a time of
 * change in UTC ms, a sequence number) where it gives one, else the count of the contents seen, from 1.
 * The event's id must be `documentEventId` of it, so that all copies of one event are of one revision.
 */
export const Document = z.strictObject({
  key: z.string().min(1).max(1024),
  revision: z.number().int().nonnegative(),
});
export type Document = z.infer<typeof Document>;
