import { z } from "zod";

/**
 * What every answer says of itself: the last day counted, the moment whose knowledge it was read with (null for the
 * present), and whether the firm has named its own domains.
 */
export const answerHead = {
  asOf: z.iso.date(),
  knownAt: z.iso.datetime().nullable(),
  firmConfigured: z.boolean(),
};
