import { encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { projectRecord } from "../ProjectRecord.ts";
import type { ProjectionBatch, ProjectionStore } from "../ProjectionStore.ts";
import type { ShadowProjection } from "../ShadowProjection.ts";

export type Store = ProjectionStore["Service"];
export type Ports = ProjectionStore | ShadowProjection;

/** One test over an empty store of its own. */
export type Test = (says: string, body: Effect.Effect<void, WarehouseError, Ports>) => void;
/** The state hash of a store of its own after these batches. */
export type HashOfFresh = (batches: ReadonlyArray<ProjectionBatch>) => Effect.Effect<string, WarehouseError>;

export const interactions = topics.interactions.name;
export const directory = topics.directory.name;

/** Events as consecutive records of one partition, from offset `lo` on. */
export const batchOf = (
  events: ReadonlyArray<RapportEvent>,
  at: { topic?: string; partition?: number; lo?: number; attempt?: number; epoch?: number } = {},
): ProjectionBatch => {
  const { topic = interactions, partition = 0, lo = 0, attempt = 1, epoch = 1 } = at;
  const records = events.map((event, i) =>
    projectRecord(
      topic,
      partition,
      { key: "k", offset: lo + i, appendedAt: 0, value: encodeEvent(event) },
      "test",
    ),
  );
  return { topic, partition, lo, hi: lo + records.length - 1, epoch, attempt, records };
};

/** One batch for each topic that the events stand in. */
export const batchesOf = (
  events: ReadonlyArray<RapportEvent>,
  at: { partition?: number; lo?: number; epoch?: number } = {},
): ReadonlyArray<ProjectionBatch> =>
  [...Map.groupBy(events, (event) => eventContracts.get(event.type)?.topic ?? "")].map(([topic, some]) =>
    batchOf(some, { ...at, topic }),
  );

export const put = (store: Store, batch: ProjectionBatch) =>
  Effect.andThen(store.write(batch), store.rollUp(batch));

/** All batches, everything derived that they touch, and the hash of it. */
export const hashOf = (store: Store, batches: ReadonlyArray<ProjectionBatch>) =>
  Effect.gen(function* () {
    for (const batch of batches) yield* put(store, batch);
    if (batches.some(({ topic }) => topic === directory)) yield* store.refreshDirectory;
    if (batches.some(({ topic }) => topic === interactions)) yield* store.refreshConversations;
    return yield* store.stateHash;
  });

/** Cuts events into batches of 1 to 19 over `partitions` partitions of their topic, offsets counting up in each. */
export const cutAtRandom = (events: ReadonlyArray<RapportEvent>, seed: number, partitions: number) => {
  const random = seededRandom(seed);
  const next = new Map<string, number>();
  const batches: Array<ProjectionBatch> = [];
  for (let i = 0; i < events.length;) {
    const size = random.int(1, 19);
    const partition = random.int(0, partitions - 1);
    for (const { topic, records } of batchesOf(events.slice(i, i + size))) {
      const lo = next.get(`${topic}/${partition}`) ?? 0;
      next.set(`${topic}/${partition}`, lo + records.length);
      const moved = records.map((record, n) => ({ ...record, offset: lo + n }));
      batches.push({
        topic,
        partition,
        lo,
        hi: lo + moved.length - 1,
        epoch: 1,
        attempt: 1,
        records: moved,
      });
    }
    i += size;
  }
  return batches;
};
