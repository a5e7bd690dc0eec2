import { foldEconomics, type SettingSaid } from "@rapport/domain/economics/settings/foldEconomics";
import { riskOfVerdict, type OwnWord } from "@rapport/domain/backtest/ownList";
import type { ModelWord } from "@rapport/domain/risk/score/modelInForce";
import { readWordEvents } from "@rapport/risk/sources/readWordEvents";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";

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
    const { events, words } = yield* readWordEvents(warehouse, [
      "setting.set",
      "risk_model.fitted",
      "verdict.given",
      "word.undone",
    ]);
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
