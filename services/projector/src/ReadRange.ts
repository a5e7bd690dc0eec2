import { Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { EventLog, type EventLogError, type LogRecord } from "@rapport/event-log/EventLog";
import { projectRecord } from "./ProjectRecord.ts";
import type { ProjectedRecord } from "./ProjectionStore.ts";

/** Records decoded before others get a turn: a large batch must not stop heartbeats and health checks. */
const decodeSlice = 500;

/** Decodes records in order, letting other work in between. */
export const projectRecords = Effect.fnUntraced(function* (
  topic: string,
  partition: number,
  records: ReadonlyArray<LogRecord>,
  codeVersion: string,
) {
  const projected: Array<ProjectedRecord> = [];
  for (const record of records) {
    projected.push(projectRecord(topic, partition, record, codeVersion));
    if (projected.length % decodeSlice === 0) yield* Effect.yieldNow;
  }
  return projected as ReadonlyArray<ProjectedRecord>;
});

/** Exactly the records lo to hi of the log; a log that is shorter, or has gaps, is a defect. */
export const readRange = (
  topic: string,
  partition: number,
  lo: number,
  hi: number,
): Effect.Effect<ReadonlyArray<LogRecord>, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const records: Array<LogRecord> = [];
    while (lo + records.length <= hi) {
      const next = lo + records.length;
      const page = yield* retrying(log.read(topic, partition, next, hi - next + 1));
      if (page[0]?.offset !== next)
        return yield* Effect.die(
          new Error(
            `the log of ${topic}/${partition} has no record ${next}, but records up to ${hi} were projected`,
          ),
        );
      records.push(...page);
    }
    return records.slice(0, hi - lo + 1);
  });
