import { Deferred, Effect } from "effect";
import type { EventLogSubject, LogUnderTest, SubjectBatch } from "./eventLogSubject.ts";

/** A bug that an adapter could have, and the promise of the contract that must notice it. */
export interface PlantedBug {
  readonly bug: string;
  readonly breaks: string;
  readonly plant: (log: EventLogSubject) => EventLogSubject;
}

const withBatches = (
  log: EventLogSubject,
  change: (batch: SubjectBatch) => SubjectBatch,
): EventLogSubject => ({
  ...log,
  consume: (options, handle) => log.consume(options, (batch) => handle(change(batch))),
});

const withAppend = (log: EventLogSubject, append: EventLogSubject["append"]): EventLogSubject => ({
  ...log,
  append,
});

/** Adapters that are broken on purpose: a contract that passes one of them proves nothing. */
export const plantedBugs: ReadonlyArray<PlantedBug> = [
  {
    bug: "loses the last record of a batch",
    breaks: "keeps the order of a key, a key's partition, and offsets without gaps",
    plant: (log) =>
      withAppend(log, (topic, records, checkpoints) =>
        log.append(topic, records.length > 1 ? records.slice(0, -1) : records, checkpoints),
      ),
  },
  {
    bug: "writes a batch back to front",
    breaks: "keeps the order of a key, a key's partition, and offsets without gaps",
    plant: (log) =>
      withAppend(log, (topic, records, checkpoints) => log.append(topic, records.toReversed(), checkpoints)),
  },
  {
    bug: "writes a batch again after an answer was slow",
    breaks: "takes many appends at once, each producer in its order, waiting when too much is under way",
    plant: (log) =>
      withAppend(log, (topic, records, checkpoints) =>
        Effect.andThen(log.append(topic, records), log.append(topic, records, checkpoints)),
      ),
  },
  {
    bug: "acknowledges before anything is written",
    breaks: "has everything acknowledged after a restart, keys in the same partitions",
    plant: (log) =>
      withAppend(log, (topic, records, checkpoints) =>
        Effect.as(Effect.forkDetach(Effect.delay(log.append(topic, records, checkpoints), "50 millis")), {
          partitions: [],
        }),
      ),
  },
  {
    bug: "moves the checkpoint before the records",
    breaks: "moves checkpoints with their records or not at all",
    plant: (log) =>
      withAppend(log, (topic, records, checkpoints) =>
        Effect.andThen(log.append(topic, [], checkpoints), log.append(topic, records)),
      ),
  },
  {
    bug: "forgets the metadata of a commit",
    breaks:
      "keeps metadata with the committed position, also for a commit of the present position, over a restart",
    plant: (log) => withBatches(log, (batch) => ({ ...batch, commit: (offset) => batch.commit(offset) })),
  },
  {
    bug: "commits one record too many",
    breaks: "starts again at the committed position, and repeats what was not committed only then",
    plant: (log) =>
      withBatches(log, (batch) => ({
        ...batch,
        commit: (offset, metadata) => batch.commit(offset + 1, metadata),
      })),
  },
  {
    bug: "says yes to a stale commit",
    breaks: "takes a silent member's partition away and refuses its late commit and heartbeat",
    plant: (log) =>
      withBatches(log, (batch) => ({
        ...batch,
        commit: (offset, metadata) => Effect.ignore(batch.commit(offset, metadata)),
      })),
  },
  {
    bug: "all groups share one position",
    breaks: "gives every group everything, whatever other groups committed",
    plant: (log) => ({
      ...log,
      consume: (options, handle) => log.consume({ ...options, group: "all" }, handle),
      committed: (_, topic) => log.committed("all", topic),
    }),
  },
  {
    bug: "lets everybody work at once",
    breaks: "runs work of one name one at a time, whichever opening asked, and gives back what it made of it",
    plant: (log) => ({ ...log, exclusively: (_, work) => work }),
  },
  {
    bug: "keeps all work apart, whatever its name",
    breaks:
      "keeps work waiting while its name is taken, hands over at once, and lets other names run beside it",
    plant: (log) => ({ ...log, exclusively: (_, work) => log.exclusively("all", work) }),
  },
  {
    bug: "trusts a hold for ever",
    breaks: "interrupts work whose process was silent for longer than a session, and says that it was stale",
    plant: (log) => ({
      ...log,
      exclusively: (name, work) =>
        Effect.scoped(
          Effect.gen(function* () {
            const held = yield* Deferred.make<void>();
            yield* Effect.forkScoped(
              log.exclusively(name, Effect.andThen(Deferred.succeed(held, undefined), Effect.never)),
            );
            yield* Deferred.await(held);
            return yield* work;
          }),
        ),
    }),
  },
  {
    bug: "leaves the first checkpoint of a page out",
    breaks: "gives all checkpoints page by page in the order of their names",
    plant: (log) => ({
      ...log,
      checkpointsAfter: (after, max) => Effect.map(log.checkpointsAfter(after, max), (page) => page.slice(1)),
    }),
  },
];

/** The log with the bug in it. */
export const withBug = ({ plant }: PlantedBug, { open }: LogUnderTest): LogUnderTest => ({
  open: Effect.map(open, plant),
});
