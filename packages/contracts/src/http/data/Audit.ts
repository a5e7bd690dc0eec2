import { z } from "zod";

const Count = z.number().int().nonnegative();
const Moment = z.iso.datetime();

/** Records of the log's partition from `first` to `last`, both included, that the warehouse does not hold as it should. */
export const AuditDifference = z.strictObject({
  topic: z.string(),
  partition: Count,
  first: Count,
  last: Count,
  inLog: Count,
  inWarehouse: Count,
  /** At fault, as far as they were looked for. */
  records: z.array(z.strictObject({ offset: Count, eventId: z.string() })),
});

/** Log and warehouse compared, record by record. */
export const AuditResult = z.strictObject({
  startedAt: Moment,
  endedAt: Moment,
  /** Null of one that could not be brought to its end: `failure` says why. */
  compared: z
    .strictObject({
      records: Count,
      ranges: Count,
      agree: z.boolean(),
      differences: z.array(AuditDifference),
      /** Equal for equal logs: of everything that is a function of the set of events. */
      stateHash: z.string(),
    })
    .nullable(),
  failure: z.string().nullable(),
});
export type AuditResult = z.infer<typeof AuditResult>;

export const AuditState = z.strictObject({
  now: Moment,
  /** False where this server has no log beside it: `rapport audit` does it there. */
  canRun: z.boolean(),
  /** Since when one runs. */
  runningSince: Moment.nullable(),
  /** The last one here, by whomever. */
  last: AuditResult.nullable(),
});
export type AuditState = z.infer<typeof AuditState>;
