import { DirectoryEvent } from "@rapport/contracts/Directory";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import type { Words } from "@rapport/domain/decisions/words/Words";
import { query } from "@rapport/warehouse/Query";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import { neverTakenBack } from "../ends/EndSpan.ts";

const eventsQuery = query({
  name: "risk-words",
  sql: `
SELECT event FROM directory_event FINAL
WHERE JSONExtractString(event, 'type') IN {types:Array(String)}
ORDER BY occurred_at, event_id`,
  params: z.object({ types: z.array(z.string()) }),
  row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
});

const canonicalQuery = query({
  name: "risk-counted-as",
  sql: "SELECT client_id AS client, canonical_id AS countedAs FROM directory_client",
  params: z.object({}),
  row: z.object({ client: z.string(), countedAs: z.string() }),
});

/** What was said of some kinds, in the order in which it was said, and what it comes to. */
export interface WordEvents {
  readonly events: ReadonlyArray<DirectoryEvent>;
  /** Of clients as they are counted now. */
  readonly words: Words;
}

/** The words of these kinds as the warehouse holds them now. */
export const readWordEvents = (
  reader: Pick<WarehouseReader["Service"], "query">,
  types: ReadonlyArray<DirectoryEvent["type"]>,
): Effect.Effect<WordEvents, WarehouseError> =>
  Effect.gen(function* () {
    const [rows, clients] = yield* Effect.all(
      [reader.query(eventsQuery, { types: [...types] }), reader.query(canonicalQuery, {})],
      { concurrency: 2 },
    );
    const events = rows.map(({ event }) => event);
    const countedAs = new Map(clients.map((row) => [row.client, row.countedAs]));
    return { events, words: foldWords(events, neverTakenBack, (client) => countedAs.get(client) ?? client) };
  });
