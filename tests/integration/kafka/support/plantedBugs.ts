import type { ConsumedBatch } from "@rapport/event-log/EventLog";
import { projectorGroup } from "@rapport/projector/config";
import { ProjectionStore, type RangeDigest } from "@rapport/projector/ProjectionStore";
import { digestOf, emptyDigest } from "@rapport/projector/RangeDigest";
import { Effect, Layer } from "effect";
import type { ProjectorChildOptions } from "./childOptions.ts";
import { watchForUnfencedCommits } from "./unfencedCommits.ts";

type BatchBug = (batch: ConsumedBatch) => ConsumedBatch;

/** Commits the whole range where the intent belongs: what is not inserted by then never will be. */
const commitBeforeInsert: BatchBug = (batch) => ({
  ...batch,
  commit: (offset, metadata = "") =>
    metadata === "" ? batch.commit(offset) : batch.commit(Number(metadata.split(",")[0]) + 1),
});

/** A batch that is not ours any more is committed all the same, in the name of the generation of today. */
const noFence = (prefix: string): BatchBug => {
  const unfenced = watchForUnfencedCommits();
  return (batch) => ({
    ...batch,
    heartbeat: Effect.catchTag(batch.heartbeat, "StaleOwner", () => Effect.void),
    commit: (offset, metadata = "") =>
      Effect.catchTag(batch.commit(offset, metadata), "StaleOwner", () =>
        Effect.promise(() =>
          unfenced(prefix + projectorGroup, prefix + batch.topic, batch.partition, offset, metadata),
        ),
      ),
  });
};

/** The change that the child's bug makes to every batch; none without one. */
export const batchBugOf = ({ bug, prefix }: ProjectorChildOptions): BatchBug => {
  if (bug === "commit-before-insert") return commitBeforeInsert;
  return bug === "no-fence" ? noFence(prefix) : (batch) => batch;
};

/**
 * Trusts the insert's token alone: every attempt has the same, and what was sent counts as held without a look. (It
 * is the design's hazard 1: the engine logs a token before it renames the part.)
 */
const tokenOnly = (store: ProjectionStore["Service"]): ProjectionStore["Service"] => {
  const sent = new Map<string, RangeDigest>();
  return {
    ...store,
    write: (batch) =>
      Effect.tap(store.write({ ...batch, attempt: 1 }), () =>
        Effect.sync(() =>
          sent.set(`${batch.topic}/${batch.partition}/${batch.lo}/${batch.hi}`, digestOf(batch.records)),
        ),
      ),
    digest: (topic, partition, lo, hi) =>
      Effect.sync(() => sent.get(`${topic}/${partition}/${lo}/${hi}`) ?? emptyDigest),
  };
};

export const storeBugOf = <A, E, R>(
  layer: Layer.Layer<ProjectionStore | A, E, R>,
  { bug }: ProjectorChildOptions,
): Layer.Layer<ProjectionStore | A, E, R> =>
  bug === "token-only"
    ? Layer.effect(ProjectionStore, Effect.map(ProjectionStore, tokenOnly)).pipe(Layer.provideMerge(layer))
    : layer;
