import { describe, it } from "@effect/vitest";
import { Effect, type Layer } from "effect";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { copiesContract } from "./contract/copies.ts";
import { countingContract } from "./contract/counting.ts";
import { hashingContract } from "./contract/hashing.ts";
import { rollUpContract } from "./contract/rollingUp.ts";
import { shadowContract, takeOverContract } from "./contract/shadow.ts";
import { sourcesContract } from "./contract/sources.ts";
import { hashOf, type HashOfFresh, type Ports, type Test } from "./contract/support.ts";
import { ProjectionStore } from "./ProjectionStore.ts";

/**
 * What every projection store must do, whichever engine is below. `fresh` gives an empty store, once per
 * test.
 */
export const projectionStoreContract = (
  name: string,
  fresh: () => Layer.Layer<Ports, WarehouseError>,
): void => {
  const test: Test = (says, body) => it.live(says, () => Effect.provide(body, fresh()));
  const hashOfFresh: HashOfFresh = (batches) =>
    Effect.flatMap(ProjectionStore, (store) => hashOf(store, batches)).pipe(Effect.provide(fresh()));

  describe(`${name} keeps the projection store's contract`, () => {
    countingContract(test);
    rollUpContract(test, hashOfFresh);
    hashingContract(test, hashOfFresh);
    copiesContract(test, hashOfFresh);
    sourcesContract(test, hashOfFresh);
    shadowContract(test);
    takeOverContract(test);
  });
};
