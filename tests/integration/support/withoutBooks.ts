import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { Effect, Layer } from "effect";

/**
 * The store on a database that holds the projection's own tables and nothing else, so that making one is quick: it
 * keeps no books. What they are through faults is shown in `economicsBooks.test.ts`.
 */
export const withoutBooks = <A, E, R>(store: Layer.Layer<A | ProjectionStore, E, R>) =>
  Layer.effect(
    ProjectionStore,
    Effect.map(Effect.service(ProjectionStore), (one) =>
      ProjectionStore.of({ ...one, refreshBooks: () => Effect.void }),
    ),
  ).pipe(Layer.provideMerge(store));
