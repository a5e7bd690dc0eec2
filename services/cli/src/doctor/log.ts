import { allTopics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { readDeadLetters } from "@rapport/projector/DeadLetters";
import { Effect } from "effect";
import { type Finding, ok, problem, warning } from "./Finding.ts";

const readAtOnce = 5_000;

/** Reads every record of the log, which checks its checksums. `newestMs` is null while it is empty. */
const readAll = Effect.gen(function* () {
  const log = yield* EventLog;
  let records = 0;
  let newestMs: number | null = null;
  for (const topic of allTopics) {
    for (let partition = 0; partition < topic.partitions; partition++) {
      for (let offset = 0; ;) {
        const page = yield* log.read(topic.name, partition, offset, readAtOnce);
        const last = page.at(-1);
        if (last === undefined) break;
        records += page.length;
        newestMs = Math.max(newestMs ?? 0, last.appendedAt);
        offset = last.offset + 1;
      }
    }
  }
  return { records, newestMs };
});

export interface LogState {
  readonly findings: ReadonlyArray<Finding>;
  readonly newestMs: number | null;
}

export const deadLettersFinding = (open: number): Finding =>
  open === 0
    ? ok("dead letters", "none")
    : warning(
        "dead letters",
        `${open} could not be used and wait`,
        "`rapport dead-letters list` says why; `rapport dead-letters replay --all` tries them again.",
      );

/** The whole log is read: every record is there and whole, or the first one that is not is named. */
export const checkLog: Effect.Effect<LogState, never, EventLog> = Effect.gen(function* () {
  const { records, newestMs } = yield* readAll;
  const count = records.toLocaleString("en");
  const open = [...(yield* readDeadLetters).values()].filter((entry) => !entry.resolved).length;
  return { findings: [ok("log", `${count} records, all whole`), deadLettersFinding(open)], newestMs };
}).pipe(
  Effect.catch((error) =>
    Effect.succeed({
      findings: [
        problem(
          "log",
          error.message,
          "Stop everything that uses the folder, keep a copy of its `log` folder, and restore that from a backup.",
        ),
      ],
      newestMs: null,
    }),
  ),
);
