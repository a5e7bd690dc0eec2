import { Effect } from "effect";
import type { MemoryProjection } from "@rapport/projector/MemoryProjectionStore";
import type { ProjectionBatch, ProjectionStore } from "@rapport/projector/ProjectionStore";
import { digestOf } from "@rapport/projector/RangeDigest";
import type { Shadow, ShadowProjection } from "@rapport/projector/ShadowProjection";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { addDays, type Bugs, keepWrongCopies } from "./bugs.ts";
import type { History, Insert } from "./History.ts";
import { type Faults, kill, type Life, oneAwait, strikes, warehouseFailure } from "./Life.ts";
import {
  refreshConversationsInSteps,
  refreshDirectoryInSteps,
  rollUpInSteps,
} from "./simulatedStatements.ts";

type Store = ProjectionStore["Service"];

/** The engine below all processes: what it holds, and the tokens it has seen. These outlive processes, and sometimes their own rows. */
export interface Engine {
  readonly projection: MemoryProjection;
  readonly tokens: Set<string>;
  readonly faults: Faults;
  readonly history: History;
  readonly bugs: Bugs;
  /** Tables that a refresh is filling; a fence drops them. */
  readonly halfMade: Set<object>;
  /** The engine's own clock: each look is later than the last. */
  clock: number;
  shadows: number;
}

const tokenOf = (into: Insert["into"], batch: ProjectionBatch, bugs: Bugs): string => {
  const { epoch, topic, partition, lo, hi, attempt } = batch;
  const range = `${into}:${epoch}:${topic}:${partition}:${lo}-${hi}`;
  return bugs.tokenOnly ? range : `${range}:a${attempt}`;
};

const insert = (engine: Engine, life: Life, into: Insert["into"], store: Store, batch: ProjectionBatch) =>
  Effect.gen(function* () {
    const { tokens, faults, history, bugs } = engine;
    const token = tokenOf(into, batch, bugs);
    if (tokens.has(token)) return;
    // Hazard 03 1.1: the token is kept before the rows are.
    tokens.add(token);
    const { topic, partition, lo, hi } = batch;
    history.inserts.push({ into, topic, partition, lo, hi });
    if (strikes(faults, faults.rates.crash * 3)) {
      // Some rows are in, some not; no count of them proves that the rest is.
      const torn = faults.random.chance(0.5) ? batch.records.filter(() => faults.random.chance(0.5)) : [];
      if (torn.length > 0) yield* store.write({ ...batch, records: torn });
      return yield* kill(faults, life, "a torn write");
    }
    yield* store.write(batch);
    if (into === "live") keepWrongCopies(engine.projection.tables(), batch, bugs);
  });

/** A store as one process sees it: torn and failing, with tokens as the engine has them. */
const storeOf = (engine: Engine, life: Life, into: Insert["into"], store: Store): Store => {
  const { faults, bugs, projection } = engine;
  const on = <A>(at: string, effect: Effect.Effect<A, WarehouseError>) =>
    oneAwait(faults, life, at, warehouseFailure(at), effect);
  const believed = new Map<string, ReturnType<typeof digestOf>>();
  return {
    write: (batch) => {
      believed.set(`${batch.topic}/${batch.partition}/${batch.lo}`, digestOf(batch.records));
      return on("write", insert(engine, life, into, store, batch));
    },
    rollUp: (batch) => {
      if (bugs.addsRollUps) return on("rollUp", addDays(projection.tables, batch));
      return into === "live"
        ? rollUpInSteps(engine, on, projection.tables, batch)
        : on("rollUp", store.rollUp(batch));
    },
    rollUpAll: on("rollUpAll", store.rollUpAll),
    digest: (topic, partition, lo, hi) => {
      const trusted = bugs.tokenOnly ? believed.get(`${topic}/${partition}/${lo}`) : undefined;
      return on(
        "digest",
        trusted === undefined ? store.digest(topic, partition, lo, hi) : Effect.succeed(trusted),
      );
    },
    refreshDirectory:
      into === "live" ? refreshDirectoryInSteps(engine, on) : on("refreshDirectory", store.refreshDirectory),
    refreshConversations:
      into === "live"
        ? refreshConversationsInSteps(engine, on)
        : on("refreshConversations", store.refreshConversations),
    refreshBooks: (due) => on("refreshBooks", store.refreshBooks(due)),
    standing: on("standing", store.standing),
    stateHash: store.stateHash,
  };
};

export const simulatedStore = (engine: Engine, life: Life): Store =>
  storeOf(engine, life, "live", engine.projection.store);

/** The shadow tables as one process sees them. */
export const simulatedShadow = (engine: Engine, life: Life): ShadowProjection["Service"] => {
  const { faults, history, projection, halfMade, bugs } = engine;
  const on = <A>(at: string, effect: Effect.Effect<A, WarehouseError>) =>
    oneAwait(faults, life, at, warehouseFailure(at), effect);
  const begin = Effect.map(projection.shadow.begin, (shadow): Shadow => {
    const into = `shadow ${(engine.shadows += 1)}` as const;
    const exchange = Effect.tap(shadow.exchange, () => Effect.sync(() => history.exchanged(into)));
    return {
      store: storeOf(engine, life, into, shadow.store),
      exchange: on("exchange", exchange),
      discard: on("discard", shadow.discard),
    };
  });
  const fence = Effect.andThen(
    projection.shadow.fence,
    Effect.sync(() => halfMade.clear()),
  );
  return { begin: on("begin", begin), fence: on("fence", bugs.neverFences ? Effect.void : fence) };
};
