import { Effect } from "effect";
import type { AgreedBreak } from "@rapport/domain/activity/businessDays";
import type { ModelWord } from "@rapport/domain/risk/score/modelInForce";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { type EndWord, isEndWord } from "../ends/endsOfClient.ts";
import { readWordEvents } from "./readWordEvents.ts";

/** What was said that weeks, ends and scores depend on. */
export interface RiskWords {
  /** By client, in the order in which they were said. */
  readonly ends: ReadonlyMap<string, ReadonlyArray<EndWord>>;
  readonly breaks: (client: string) => ReadonlyArray<AgreedBreak>;
  /** In the order of their announcement. */
  readonly models: ReadonlyArray<ModelWord>;
}

/** The words as the warehouse holds them now, of clients as they are counted now. */
export const readWords: Effect.Effect<RiskWords, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const { events, words } = yield* readWordEvents(yield* WarehouseReader, [
    "client.ended",
    "client.resumed",
    "break.agreed",
    "risk_model.fitted",
  ]);
  const order = new Map(events.map(({ id }, i) => [id, i] as const));
  const ends = words.all
    .flatMap(({ event, clientId }) => (isEndWord(event) ? [{ event, clientId }] : []))
    .toSorted((a, b) => (order.get(a.event.id) ?? 0) - (order.get(b.event.id) ?? 0));
  return {
    ends: new Map(
      [...Map.groupBy(ends, ({ clientId }) => clientId)].map(
        ([client, of]) => [client, of.map(({ event }) => event)] as const,
      ),
    ),
    breaks: (client) => words.clients.get(client)?.breaks ?? [],
    models: events.flatMap((event) => (event.type === "risk_model.fitted" ? [event.data] : [])),
  };
});
