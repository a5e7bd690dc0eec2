import { Effect } from "effect";
import { z } from "zod";
import type { ExchangeRate } from "@rapport/domain/economics/money/ExchangeRates";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import type { Version } from "./versions.ts";

/** The cost of an hour of a role band, or of one member, from a day on. */
export interface CostRate {
  readonly id: string;
  readonly from: string;
  readonly band: string;
  /** The key by which the source names the member; "" for a band's rate. */
  readonly member: string;
  readonly currency: string;
  readonly hourlyMinor: number;
}

/** A cost of a month that belongs to no client. */
export interface Overhead {
  readonly eventId: string;
  readonly day: string;
  readonly currency: string;
  readonly amountMinor: number;
}

const versionColumns = `
  event_id AS eventId, concat(connector, '\\n', account, '\\n', document) AS key, revision,
  toUnixTimestamp64Milli(recorded_at) AS recordedAt, status = 'posted' AS posted`;
const versionRow = {
  eventId: z.string(),
  key: z.string(),
  revision: z.coerce.number(),
  recordedAt: z.coerce.number(),
  posted: z.coerce.boolean(),
};

const ratesQuery = query({
  name: "rate-versions",
  sql: `
SELECT ${versionColumns},
  kind, toString(valid_from) AS validFrom, band, member, currency, hourly_minor AS hourlyMinor, to_currency AS toCurrency, rate
FROM facts_rate FINAL
ORDER BY key, revision, eventId`,
  params: z.object({}),
  row: z.object({
    ...versionRow,
    kind: z.string(),
    validFrom: z.string(),
    band: z.string(),
    member: z.string(),
    currency: z.string(),
    hourlyMinor: z.coerce.number(),
    toCurrency: z.string(),
    rate: z.string(),
  }),
});

const overheadsQuery = query({
  name: "overhead-versions",
  sql: `
SELECT ${versionColumns}, toString(booked_on) AS day, currency, amount_minor AS amountMinor
FROM facts_money FINAL
WHERE kind = 'overhead'
ORDER BY key, revision, eventId`,
  params: z.object({}),
  row: z.object({
    ...versionRow,
    day: z.string(),
    currency: z.string(),
    amountMinor: z.coerce.number(),
  }),
});

export interface RateVersions {
  readonly costRates: ReadonlyArray<Version<CostRate>>;
  readonly exchangeRates: ReadonlyArray<Version<ExchangeRate>>;
  readonly overheads: ReadonlyArray<Version<Overhead>>;
}

/** Every version of every cost rate, exchange rate and overhead: few, so all of them. */
export const readRates: Effect.Effect<RateVersions, WarehouseError, WarehouseReader> = Effect.gen(
  function* () {
    const reader = yield* WarehouseReader;
    const costRates: Array<Version<CostRate>> = [];
    const exchangeRates: Array<Version<ExchangeRate>> = [];
    for (const { key, revision, recordedAt, posted, eventId: id, validFrom, ...rate } of yield* reader.query(
      ratesQuery,
      {},
    )) {
      const version = { key, revision, recordedAt, posted };
      if (rate.kind === "fx") {
        const { currency: from, toCurrency: to } = rate;
        exchangeRates.push({ ...version, value: { id, on: validFrom, from, to, rate: rate.rate } });
      } else {
        const { band, member, currency, hourlyMinor } = rate;
        costRates.push({ ...version, value: { id, from: validFrom, band, member, currency, hourlyMinor } });
      }
    }
    const overheads = (yield* reader.query(overheadsQuery, {})).map(
      ({ key, revision, recordedAt, posted, ...value }) => ({ key, revision, recordedAt, posted, value }),
    );
    return { costRates, exchangeRates, overheads };
  },
);
