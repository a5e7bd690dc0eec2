import { allTopics } from "@rapport/contracts/Topics";
import { type EventLogError, StaleOwner } from "@rapport/event-log/EventLog";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { type CopiedCheckpoints, copyCheckpoints } from "./copyCheckpoints.ts";
import {
  type BegunPartition,
  comparePartition,
  type CopiedPartition,
  extendPartition,
  type Log,
  type Partition,
} from "./copyPartition.ts";

export interface CopiedLog {
  readonly partitions: ReadonlyArray<CopiedPartition>;
  readonly checkpoints: CopiedCheckpoints;
}

interface CopyOptions {
  readonly source: Log;
  readonly target: Log;
  /** Compare and count; write nothing. */
  readonly dryRun: boolean;
  readonly report: ReportProgress;
}

const endsOf = (log: Log) =>
  Effect.map(
    Effect.forEach(allTopics, ({ name }) =>
      Effect.map(log.endOffsets(name), (ends) => [name, ends] as const),
    ),
    (entries) => new Map(entries),
  );

const allPartitions: ReadonlyArray<Partition> = allTopics.flatMap(({ name, partitions }) =>
  Array.from({ length: partitions }, (_, partition) => ({ topic: name, partition })),
);

/** What a dry run says of a partition: its hash is that of the records that stand in both. */
const planned = ({ topic, partition, sourceEnd, targetEnd, here }: BegunPartition): CopiedPartition => ({
  topic,
  partition,
  records: sourceEnd,
  copied: sourceEnd - targetEnd,
  hash: here.hash(),
});

const copyAll = ({ source, target, dryRun, report }: CopyOptions) =>
  Effect.gen(function* () {
    const sourceEnds = yield* endsOf(source);
    const targetEnds = yield* endsOf(target);
    const endOf = (ends: typeof sourceEnds, { topic, partition }: Partition) => ends.get(topic)![partition]!;
    const total = allPartitions.reduce((sum, at) => sum + endOf(dryRun ? targetEnds : sourceEnds, at), 0);
    let done = 0;
    const onRecords = (count: number) => {
      done += count;
      return report({ label: dryRun ? "compare" : "copy", unit: "records", done, total });
    };
    const sides = { source, target, onRecords };
    // All of it, before anything is written: a target that is no copy stays as it was.
    const begun = yield* Effect.forEach(allPartitions, (at) =>
      comparePartition(sides, at, { source: endOf(sourceEnds, at), target: endOf(targetEnds, at) }),
    );
    const partitions = dryRun
      ? begun.map(planned)
      : yield* Effect.forEach(begun, (one) => extendPartition(sides, one));
    return { partitions, checkpoints: yield* copyCheckpoints(source, target, { dryRun }) };
  });

/**
 * Copies a whole log: every record at its offset, in its partition, and how far each source was read. Everything
 * that stands in both is compared, byte by byte, so a copy that was interrupted goes on where it stopped, and one that
 * is complete is only verified. The times at which records were appended are the target's own. What is written to
 * the source meanwhile is copied by the next run.
 */
export const copyLog = (options: CopyOptions): Effect.Effect<CopiedLog, EventLogError | Refusal> =>
  options.dryRun
    ? copyAll(options)
    : Effect.catchIf(
        options.target.exclusively("log-copy", copyAll(options)),
        (error): error is StaleOwner => error instanceof StaleOwner,
        () =>
          new Refusal({
            what: "the brokers did not hear from this process for longer than a session, so another copy may have begun",
            action: "Run the command again: it goes on where the target stands.",
            code: exitCodes.failure,
          }),
      );
