import type { Contract, Convert } from "@rapport/domain/retention/RecurringVersion";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import { moneyTerms } from "@rapport/economics/money/moneyTerms";
import { readTerms } from "@rapport/economics/terms/readTerms";
import type { EndSpan } from "@rapport/risk/ends/EndSpan";
import { readEnds } from "@rapport/risk/read/readEnds";
import { readContracts } from "@rapport/risk/sources/readContracts";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { readRiskGround, type RiskGround } from "../risk/riskHead.ts";
import { type ClientCardRow, clientCards, type ScoreRow, scoresOfWeek } from "../risk/riskQueries.ts";

/** What retention is read from, as of a day. */
export interface RetentionGround {
  readonly risk: RiskGround;
  readonly terms: MoneyTerms;
  /** ISO 4217; null before anything says one. */
  readonly currency: string | null;
  readonly contracts: ReadonlyMap<string, ReadonlyArray<Contract>>;
  readonly cards: ReadonlyMap<string, ClientCardRow>;
  /** Who has given notice or ended as of the last day looked at, and why. */
  readonly ends: ReadonlyMap<string, EndSpan>;
  /** The last scores up to the day, by client. */
  readonly scores: ReadonlyMap<string, ScoreRow>;
}

/** Reads it; ends as of `last`. */
export const readRetentionGround = (
  warehouse: Warehouse,
  asOf: AsOf,
  last: string = asOf.day,
): Effect.Effect<RetentionGround, WarehouseError> =>
  Effect.gen(function* () {
    const risk = yield* readRiskGround(warehouse, asOf);
    const terms = moneyTerms(yield* readTerms, asOf.day);
    const contracts = yield* readContracts(terms);
    const cards = yield* warehouse.query(clientCards, { day: asOf.day });
    const { week } = risk.head;
    const scores = week === null ? [] : yield* warehouse.query(scoresOfWeek, { week });
    return {
      risk,
      terms,
      currency: terms.reportingCurrency || null,
      contracts,
      ends: yield* readEnds(last),
      cards: new Map(cards.map((card) => [card.client, card])),
      scores: new Map(scores.map((score) => [score.party, score])),
    };
  }).pipe(Effect.provideService(WarehouseReader, warehouse));

/** Makes amounts those of the reporting currency at the rates of a day. */
export const convertOn = (terms: MoneyTerms, day: string): Convert => {
  const rates = terms.ratesOn(day);
  return (minor, currency) => rates.convert(day, minor, currency, terms.reportingCurrency);
};

const orNull = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);

/** Whom a row is about. */
export const clientOf = (ground: RetentionGround, party: string) => {
  const card = ground.cards.get(party);
  return {
    id: party,
    name: card?.name ?? party,
    owner: orNull(card?.owner),
    ownerName: orNull(card?.owner_name),
    segment: orNull(card?.segment),
  };
};

/** Of a share or millionths, of a hundred with two decimals. */
export const percentOf = (share: number): number => Math.round(share * 10_000) / 100;
export const percentOfMicro = (micro: number): number => Math.round(micro / 100) / 100;
