import { z } from "zod";

/** What every answer says of itself: the last day counted, and whether the firm has named its own domains. */
export const answerHead = {
  asOf: z.iso.date(),
  firmConfigured: z.boolean(),
};
