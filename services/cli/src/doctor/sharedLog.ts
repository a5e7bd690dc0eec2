import { EventLog } from "@rapport/event-log/EventLog";
import { projectedTopics, projectorGroup } from "@rapport/projector/config";
import { readDeadLetters } from "@rapport/projector/DeadLetters";
import { explain } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { plural } from "../sources/foundText.ts";
import { deadLettersFinding, type LogState } from "./log.ts";
import { type Finding, ok, problem } from "./Finding.ts";

/** The first and last record of each partition, which shows a log whose beginning was deleted. */
const readEdges = Effect.gen(function* () {
  const log = yield* EventLog;
  let records = 0;
  let newestMs: number | null = null;
  for (const topic of projectedTopics) {
    const ends = yield* log.endOffsets(topic);
    for (const [partition, end] of ends.entries()) {
      if (end === 0) continue;
      records += end;
      yield* log.read(topic, partition, 0, 1);
      const [last] = yield* log.read(topic, partition, end - 1, 1);
      newestMs = Math.max(newestMs ?? 0, last?.appendedAt ?? 0);
    }
  }
  return { records, newestMs };
});

/** What every service does, done once: reads, positions of the group, joining a group and leaving it. */
const mayWork = Effect.gen(function* () {
  const log = yield* EventLog;
  for (const topic of projectedTopics) yield* log.committed(projectorGroup, topic);
  yield* log.exclusively("doctor", Effect.void);
}).pipe(
  Effect.as(ok("permissions", "may read, write and take part in groups")),
  Effect.catch((error) => {
    const { what, action } = explain(error);
    return Effect.succeed<Finding>(
      problem("permissions", what, action ?? "Give this user the rights docs/distributed.md lists."),
    );
  }),
);

/** A log in Kafka, which may be long: its edges are read, not all of it. */
export const checkSharedLog: Effect.Effect<LogState, never, EventLog> = Effect.gen(function* () {
  const { records, newestMs } = yield* readEdges;
  const open = [...(yield* readDeadLetters).values()].filter((entry) => !entry.resolved).length;
  const findings = [
    ok("log", `${plural(records, "record")}, from the first on`),
    deadLettersFinding(open),
    yield* mayWork,
  ];
  return { findings, newestMs };
}).pipe(
  Effect.catch((error) =>
    Effect.succeed({
      findings: [problem("log", error.message, "See docs/distributed.md and docs/operations.md.")],
      newestMs: null,
    }),
  ),
);
