import { DirectoryEvent } from "@rapport/contracts/Directory";
import { foldEconomics, type SettingSaid } from "@rapport/domain/economics/settings/foldEconomics";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import { riskOfVerdict, type OwnWord } from "@rapport/domain/backtest/ownList";
import type { ModelWord } from "@rapport/domain/risk/score/modelInForce";
import { query } from "@rapport/warehouse/Query";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import type { Warehouse } from "../read/Warehouse.ts";

const eventsQuery = query({
  name: "risk-directory-events",
  sql: `
    SELECT event FROM directory_event FINAL
    WHERE JSONExtractString(event, 'type') IN ('setting.set', 'risk_model.fitted', 'verdict.given', 'word.undone')
    ORDER BY occurred_at, event_id`,
  params: z.object({}),
  row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
});

const countedAsQuery = query({
  name: "risk-read-counted-as",
  sql: `SELECT client_id AS client, canonical_id AS counted_as FROM directory_client`,
  params: z.object({}),
  row: z.object({ client: z.string(), counted_as: z.string() }),
});

/** A model as it was announced. */
export interface AnnouncedModel extends ModelWord {
  readonly reason: string;
  /** UTC ms. */
  readonly announcedAt: number;
}

/** What the directory says that risk depends on. */
export interface DirectoryWords {
  readonly settings: ReadonlyArray<SettingSaid>;
  /** In the order of their announcement. */
  readonly models: ReadonlyArray<AnnouncedModel>;
  /** People's verdicts about clients as they are counted now, without those taken back. */
  readonly verdicts: ReadonlyArray<OwnWord>;
}

/** As the database of these reports has them. */
export const readDirectoryWords = (warehouse: Warehouse): Effect.Effect<DirectoryWords, WarehouseError> =>
  Effect.gen(function* () {
    const [rows, clients] = yield* Effect.all(
      [warehouse.query(eventsQuery, {}), warehouse.query(countedAsQuery, {})],
      { concurrency: 2 },
    );
    const events = rows.map(({ event }) => event);
    const countedAs = new Map(clients.map((row) => [row.client, row.counted_as]));
    const words = foldWords(events, "2299-12-31", (client) => countedAs.get(client) ?? client);
    return {
      settings: foldEconomics(events).settings,
      models: events.flatMap((event) =>
        event.type === "risk_model.fitted"
          ? [
              {
                validFrom: event.data.validFrom,
                model: event.data.model,
                reason: event.data.reason,
                announcedAt: event.occurredAt,
              },
            ]
          : [],
      ),
      verdicts: words.all.flatMap(({ event, clientId, undone }) =>
        event.type === "verdict.given" && undone === null
          ? [
              {
                party: clientId,
                from: event.data.givenOn,
                until: event.data.expiresOn,
                risk: riskOfVerdict[event.data.verdict],
              },
            ]
          : [],
      ),
    };
  });
