import { z } from "zod";
import { SourceFigures } from "../SourceFigures.ts";

const Count = z.number().int().nonnegative();

/** How far one source has been read. `lagSeconds`: since its last record, by our clock. */
export const SourceFreshness = z.strictObject({
  connector: z.string(),
  account: z.string(),
  records: Count,
  lastEventAt: z.iso.datetime().nullable(),
  lastRecordedAt: z.iso.datetime(),
  lagSeconds: z.number().nonnegative(),
});

/** `projectorLagRecords`: log records not yet in the warehouse; null when the log cannot be asked. */
export const FreshnessAnswer = z.strictObject({
  now: z.iso.datetime(),
  sources: z.array(SourceFreshness),
  projectorLagRecords: Count.nullable(),
});
export type FreshnessAnswer = z.infer<typeof FreshnessAnswer>;

/** The figures over everything read, and of each source by itself. */
export const SourcesAnswer = z.strictObject({
  total: SourceFigures,
  sources: z.array(z.strictObject({ connector: z.string(), account: z.string(), figures: SourceFigures })),
});
export type SourcesAnswer = z.infer<typeof SourcesAnswer>;

/** `ready` with every check passed; else what is missing, for people. */
export const ReadyAnswer = z.strictObject({ status: z.literal("ready"), warehouse: z.literal("ok") });
