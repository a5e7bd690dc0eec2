import { z } from "zod";
import { envelope, UtcMs } from "./Envelope.ts";

export const ClientId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const MemberId = ClientId;

export const directoryEvent = <T extends string, D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({ ...envelope, type: z.literal(type), version: z.literal(1), data });

/** A span of time, UTC ms. */
export const period = {
  /** Inclusive; null = since ever. */
  validFrom: UtcMs.nullable(),
  /** Exclusive; null = for ever. */
  validTo: UtcMs.nullable(),
};
