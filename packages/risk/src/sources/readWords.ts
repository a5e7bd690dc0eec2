import { Effect } from "effect";
import { z } from "zod";
import { DirectoryEvent } from "@rapport/contracts/Directory";
import type { AgreedBreak } from "@rapport/domain/activity/businessDays";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import type { ModelWord } from "@rapport/domain/risk/score/modelInForce";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { type EndWord, isEndWord } from "../ends/endsOfClient.ts";
import { neverTakenBack } from "../ends/EndSpan.ts";

/** What was said that weeks, ends and scores depend on. */
export interface RiskWords {
  /** By client, in the order in which they were said. */
  readonly ends: ReadonlyMap<string, ReadonlyArray<EndWord>>;
  readonly breaks: (client: string) => ReadonlyArray<AgreedBreak>;
  /** In the order of their announcement. */
  readonly models: ReadonlyArray<ModelWord>;
}

const wordsQuery = query({
  name: "risk-words",
  sql: `
SELECT event FROM directory_event FINAL
WHERE JSONExtractString(event, 'type') IN ('client.ended', 'client.resumed', 'break.agreed', 'risk_model.fitted')
ORDER BY occurred_at, event_id`,
  params: z.object({}),
  row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
});

const canonicalQuery = query({
  name: "risk-counted-as",
  sql: "SELECT client_id AS client, canonical_id AS countedAs FROM directory_client",
  params: z.object({}),
  row: z.object({ client: z.string(), countedAs: z.string() }),
});

/** The words as the warehouse holds them now, of clients as they are counted now. */
export const readWords: Effect.Effect<RiskWords, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const events = (yield* reader.query(wordsQuery, {})).map(({ event }) => event);
  const countedAs = new Map(
    (yield* reader.query(canonicalQuery, {})).map(({ client, countedAs: as }) => [client, as] as const),
  );
  const words = foldWords(events, neverTakenBack, (client) => countedAs.get(client) ?? client);
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
