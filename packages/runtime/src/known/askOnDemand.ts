import { Context, Effect, Layer, RcMap } from "effect";
import { Installation } from "../Installation.ts";
import { eventLogLayer } from "../Platform.ts";
import type { WarehouseAddress } from "../warehouseAddress.ts";
import { type KnownOptions, knownWarehousesLayer } from "./askForKnown.ts";
import { KnownAtFailed, KnownWarehouses } from "./KnownWarehouses.ts";

/**
 * `knownWarehousesLayer` for a process that does without the log otherwise: it is opened when somebody asks, and closed
 * again later.
 */
export const knownWarehousesOnDemand = (address: WarehouseAddress, options: KnownOptions) =>
  Layer.effect(
    KnownWarehouses,
    Effect.gen(function* () {
      const place = yield* Installation;
      const opened = yield* RcMap.make({
        lookup: (known: WarehouseAddress) =>
          Effect.map(
            Layer.build(
              knownWarehousesLayer(known, options).pipe(
                Layer.provide(eventLogLayer),
                Layer.provide(Layer.succeed(Installation, place)),
              ),
            ),
            (context) => Context.get(context, KnownWarehouses),
          ),
        idleTimeToLive: "10 minutes",
      });
      return {
        at: (knownAt: string) =>
          RcMap.get(opened, address).pipe(
            Effect.catchTag("EventLogError", ({ message }) =>
              Effect.fail(new KnownAtFailed({ knownAt, detail: message })),
            ),
            Effect.flatMap((known) => known.at(knownAt)),
          ),
      };
    }),
  );
