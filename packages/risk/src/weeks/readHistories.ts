import { Effect } from "effect";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { resolveSettings } from "@rapport/domain/economics/settings/resolveSettings";
import { moneyTerms } from "@rapport/economics/money/moneyTerms";
import type { Terms } from "@rapport/economics/terms/readTerms";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import type { EndSpan } from "../ends/EndSpan.ts";
import { endsOfClient } from "../ends/endsOfClient.ts";
import { readSources } from "../sources/readSources.ts";
import { readWho } from "../sources/readWho.ts";
import { readWords, type RiskWords } from "../sources/readWords.ts";
import { firstSign } from "./firstSign.ts";
import { weeksOfClient } from "./weeksOfClient.ts";

/** All weeks of a client, whatever has become of it, and its ends as they hold from day to day. */
export interface ClientHistory {
  readonly party: string;
  readonly segment: string;
  readonly tier: string;
  readonly leftTruncated: boolean;
  /** The number of its first week. */
  readonly first: number;
  readonly weeks: ReadonlyArray<ClientWeek>;
  readonly ends: ReadonlyArray<EndSpan>;
}

/** Every client with a sign of life up to `lastWeek`, by id, with what was said. `today` is the day of deriving. */
export const readHistories = (
  terms: Terms,
  today: string,
  lastWeek: number,
): Effect.Effect<
  { readonly histories: ReadonlyArray<ClientHistory>; readonly words: RiskWords },
  WarehouseError,
  WarehouseReader
> =>
  Effect.gen(function* () {
    const words = yield* readWords;
    const who = yield* readWho;
    const money = moneyTerms(terms, today);
    const sources = yield* readSources(lastWeek, money);
    const byContracts = resolveSettings(terms.said.settings, today).get("churn.definition") === "contracts";
    const context = { sources, who, breaks: words.breaks, terms: money, lastWeek };
    const histories = [...who.clients].flatMap(([party, card]): ReadonlyArray<ClientHistory> => {
      const begun = firstSign(party, sources, lastWeek);
      if (begun === null) return [];
      const { segment, tier } = card;
      const contracts = byContracts ? (sources.contracts.get(party) ?? []) : [];
      return [
        {
          party,
          segment,
          tier,
          leftTruncated: begun.leftTruncated,
          first: begun.week,
          weeks: weeksOfClient(party, card, begun.week, context),
          ends: endsOfClient(words.ends.get(party) ?? [], contracts),
        },
      ];
    });
    return { histories, words };
  });
