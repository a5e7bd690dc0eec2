import { Effect, Metric } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { projectedTopics } from "./config.ts";
import { metrics } from "./Metrics.ts";
import { committedPositions } from "./Positions.ts";
import { recordId } from "./ProjectRecord.ts";
import { type ProjectedRecord, ProjectionStore, type RangeDigest } from "./ProjectionStore.ts";
import { digestOf, sameDigest } from "./RangeDigest.ts";
import { projectRecords, readRange } from "./ReadRange.ts";

/** Offsets lo to hi (included) of one partition. */
export interface AuditedRange {
  readonly topic: string;
  readonly partition: number;
  readonly lo: number;
  readonly hi: number;
}

/** A range in which log and warehouse disagree, with the records at fault as far as they were looked for. */
export interface AuditMismatch extends AuditedRange {
  readonly inLog: RangeDigest;
  readonly inWarehouse: RangeDigest;
  /** Records of the log that the warehouse lacks or holds otherwise; at most `maxNamed`, in offset order. */
  readonly records: ReadonlyArray<{ readonly offset: number; readonly eventId: string }>;
}

export interface AuditReport {
  readonly grids: number;
  readonly records: number;
  readonly mismatches: ReadonlyArray<AuditMismatch>;
  /** Hash of everything that is a function of the set of events; equal for equal logs. */
  readonly stateHash: string;
}

/** Records named per mismatch: enough to look into, few enough to read. */
export const maxNamed = 20;

export interface AuditOptions {
  readonly gridSize: number;
  readonly codeVersion: string;
}

/** Halves a range that disagrees until the single offsets at fault are found. */
const locate = Effect.fnUntraced(function* (range: AuditedRange, records: ReadonlyArray<ProjectedRecord>) {
  const store = yield* ProjectionStore;
  const named: Array<{ readonly offset: number; readonly eventId: string }> = [];
  const open: Array<ReadonlyArray<ProjectedRecord>> = [records];
  while (named.length < maxNamed) {
    const part = open.pop();
    if (part === undefined) break;
    const lo = part[0]!;
    const held = yield* retrying(store.digest(range.topic, range.partition, lo.offset, part.at(-1)!.offset));
    if (sameDigest(held, digestOf(part))) continue;
    if (part.length === 1) named.push({ offset: lo.offset, eventId: recordId(lo) });
    else {
      const middle = Math.ceil(part.length / 2);
      open.push(part.slice(middle), part.slice(0, middle));
    }
  }
  return named;
});

/** Compares one range of the log with the warehouse; null when they agree. Counts a mismatch in the metrics. */
export const auditRange = Effect.fnUntraced(function* (range: AuditedRange, codeVersion: string) {
  const store = yield* ProjectionStore;
  const { topic, partition, lo, hi } = range;
  const raw = yield* readRange(topic, partition, lo, hi);
  const records = yield* projectRecords(topic, partition, raw, codeVersion);
  const inLog = digestOf(records);
  const inWarehouse = yield* retrying(store.digest(topic, partition, lo, hi));
  if (sameDigest(inLog, inWarehouse)) return null;
  yield* Metric.update(
    Metric.withAttributes(metrics.auditMismatch, { topic, partition: String(partition) }),
    1,
  );
  const mismatch: AuditMismatch = { ...range, inLog, inWarehouse, records: yield* locate(range, records) };
  return mismatch;
});

/** The grids of a partition from `from` up to `end` (exclusive); the last one may be open. */
export const gridsBetween = (
  topic: string,
  partition: number,
  from: number,
  end: number,
  gridSize: number,
): ReadonlyArray<AuditedRange> => {
  const ranges: Array<AuditedRange> = [];
  for (let lo = Math.floor(from / gridSize) * gridSize; lo < end; lo += gridSize)
    ranges.push({ topic, partition, lo, hi: Math.min(lo + gridSize, end) - 1 });
  return ranges;
};

/**
 * Compares the whole warehouse with the log, up to the projector's committed offsets: every grid of every
 * partition by count and XOR of ids, mismatches named down to the record. Reads only, so it may run while
 * another process projects.
 */
export const audit = Effect.fn("projector.audit")(function* (options: AuditOptions) {
  const store = yield* ProjectionStore;
  const committed = yield* committedPositions;
  const mismatches: Array<AuditMismatch> = [];
  let grids = 0;
  let records = 0;
  for (const topic of projectedTopics)
    for (const [partition, end] of (committed[topic] ?? []).entries()) {
      for (const range of gridsBetween(topic, partition, 0, end, options.gridSize)) {
        const mismatch = yield* auditRange(range, options.codeVersion);
        if (mismatch !== null) mismatches.push(mismatch);
        grids += 1;
        records += range.hi - range.lo + 1;
      }
    }
  const report: AuditReport = { grids, records, mismatches, stateHash: yield* retrying(store.stateHash) };
  return report;
});

/** One line per mismatch, for people. */
export const describeMismatch = (m: AuditMismatch): string =>
  `${m.topic}/${m.partition} records ${m.lo} to ${m.hi}: ${m.inLog.count} in the log, ${m.inWarehouse.count} in the warehouse` +
  (m.records.length === 0
    ? ""
    : `; at fault: ${m.records.map((r) => `${r.offset} (${r.eventId})`).join(", ")}`);
