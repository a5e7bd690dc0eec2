import { z } from "zod";

/** What the answer to anything said has in common. */
export const said = {
  /** The event that says it, and its type. */
  eventId: z.string(),
  type: z.string(),
  saidAt: z.iso.datetime(),
  /** The session's name. */
  by: z.string(),
  /** What it changes, in one line. */
  text: z.string(),
  /** How it is taken back, in words. */
  takeBackText: z.string(),
  /** True where the same `requestId` had said it before: nothing was said again. */
  repeated: z.boolean(),
  /** Where it stands in the log. */
  position: z.strictObject({
    topic: z.string(),
    partition: z.number().int().nonnegative(),
    offset: z.number().int().nonnegative(),
  }),
  /**
   * True when reports have it by now. The answer waits a few seconds for that; false: ask again when `GET /v1/live` tells
   * of words or the directory.
   */
  workedIn: z.boolean(),
};
