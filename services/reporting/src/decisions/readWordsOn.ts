import { DirectoryEvent } from "@rapport/contracts/Directory";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import { wordTypes } from "@rapport/domain/decisions/words/WordEvent";
import type { Words } from "@rapport/domain/decisions/words/Words";
import { query } from "@rapport/warehouse/Query";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import type { Warehouse } from "../read/Warehouse.ts";

const wordEvents = query({
  name: "decision-words",
  sql: `
    SELECT event FROM directory_event FINAL
    WHERE JSONExtractString(event, 'type') IN {types:Array(String)}
    ORDER BY occurred_at, event_id`,
  params: z.object({ types: z.array(z.string()) }),
  row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
});

const countedAs = query({
  name: "decision-counted-as",
  sql: `SELECT client_id AS client, canonical_id AS canonical FROM directory_client`,
  params: z.object({}),
  row: z.object({ client: z.string(), canonical: z.string() }),
});

/** What people had said of clients by a day, of clients as they are counted. */
export const readWordsOn = (warehouse: Warehouse, day: string): Effect.Effect<Words, WarehouseError> =>
  Effect.map(
    Effect.all([warehouse.query(wordEvents, { types: [...wordTypes] }), warehouse.query(countedAs, {})], {
      concurrency: "unbounded",
    }),
    ([rows, clients]) => {
      const canonical = new Map(clients.map((row) => [row.client, row.canonical] as const));
      return foldWords(
        rows.map(({ event }) => event),
        day,
        (client) => canonical.get(client) ?? client,
      );
    },
  );
