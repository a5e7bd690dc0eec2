import { z } from "zod";

/** 64-bit integers come as strings; these counts and milliseconds fit 2^53. */
export const integer = z.coerce.number().int();
export const flag = z.union([z.boolean(), z.number().transform((n) => n !== 0)]);

/** See `AsOf`. */
export const untilParam = { until: z.string() };
