import type { LifetimePage } from "@rapport/contracts/http/economics/LifetimeValue";
import { dayNumber, dayOf, monthEnd } from "@rapport/domain/economics/money/days";
import { survivalDraws } from "@rapport/domain/economics/money/lifetimeDraws";
import { quarterlySurvival } from "@rapport/domain/economics/money/lifetimeValue";
import { drawCount } from "@rapport/domain/economics/effort/effortDraws";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { moneyTerms } from "@rapport/economics/money/moneyTerms";
import { readTerms } from "@rapport/economics/terms/readTerms";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { pageSize } from "../read/pageSize.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCursor } from "../ReportErrors.ts";
import { reportingCurrency } from "./headQueries.ts";
import { expectValues, mostQuarters, survivalOf, withInterval } from "./lifetimeFigures.ts";
import { clientLives, contributionDraws, quarterMargins } from "./lifetimeQueries.ts";
import { orderRows, pageOfRows } from "./orderRows.ts";

export interface LifetimeRequest {
  readonly asOf?: string | undefined;
  readonly order?: "asc" | "desc" | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The last day of the last whole month up to a day. */
const lastWholeMonth = (day: string): string =>
  monthEnd(day) === day ? day : dayOf(dayNumber(`${day.slice(0, 7)}-01`) - 1);

const firstOf = (last: string, months: number): string => {
  const [year = 0, month = 1] = last.split("-").map(Number);
  return new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10);
};

/**
 * Lifetime values over three years of the clients that have not ended, each with the interval that its uncertain
 * effort and the firm's uncertain survival leave.
 */
export const readLifetimeValues = (warehouse: Warehouse) =>
  Effect.fn("Reports.lifetimeValues")(function* (
    request: LifetimeRequest,
  ): Effect.fn.Return<LifetimePage, WarehouseError | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const last = lastWholeMonth(asOf.day);
    const span = { from: firstOf(last, 3 * mostQuarters), last };
    const [currency, lives, quarters, books, firmConfigured] = yield* Effect.all(
      [
        warehouse.query(reportingCurrency, {}),
        warehouse.query(clientLives, { last }),
        warehouse.query(quarterMargins, span),
        Effect.provideService(readTerms, WarehouseReader, warehouse),
        readFirmConfigured(warehouse),
      ],
      { concurrency: 2 },
    );
    const discountPercent = settingNumber(moneyTerms(books, last).settingsOn(last), "capital.cost");
    const { endedClients, clientQuarters } = survivalOf(lives);
    const survival = quarterlySurvival(endedClients, clientQuarters);
    const terms = { survival, discountPerYear: discountPercent / 100 };
    const margins = new Map(
      [...Map.groupBy(quarters, ({ client }) => client)].map(([client, rows]) => [
        client,
        new Map(rows.map(({ quarter, margin_minor }) => [quarter, margin_minor])),
      ]),
    );
    const values = expectValues(lives, margins, terms);
    const about = new Map(values.map((value) => [value.row.id, value]));
    const ordered = orderRows(
      values.map(({ row }) => row),
      ({ valueMinor }) => valueMinor,
      request.order ?? "desc",
    );
    const page = yield* pageOfRows(ordered, request.limit ?? pageSize, request.cursor);
    const draws = yield* warehouse.query(contributionDraws, {
      ...span,
      clients: page.rows.map(({ id }) => id),
    });
    const deviations = new Map(draws.map((row) => [row.client, row.deviations]));
    const survivals = survivalDraws(endedClients, clientQuarters, drawCount, dayNumber(last));
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      currency: currency[0]?.currency || null,
      until: last,
      survivalPercent: Math.round(survival * 10_000) / 100,
      endedClients,
      clientQuarters: Math.round(clientQuarters * 100) / 100,
      discountPercent,
      total: ordered.length,
      valueMinor: ordered.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
      items: page.rows.map((row) =>
        withInterval(about.get(row.id)!, deviations.get(row.id) ?? [], survivals, terms.discountPerYear),
      ),
      nextCursor: page.nextCursor,
    };
  });
