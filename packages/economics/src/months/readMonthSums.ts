import { Effect } from "effect";
import { z } from "zod";
import { categories } from "@rapport/domain/economics/Contribution";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import type { CategorySums, MonthSums } from "./MonthSums.ts";

const whole = z.coerce.number();
const sumsQuery = query({
  name: "month-sums",
  sql: `
SELECT
  formatDateTime(day, '%Y-%m') AS month, category,
  sum(seconds) AS seconds, sum(cost_minor) AS costMinor, sum(revenue_minor) AS revenueMinor, sum(cash_minor) AS cashMinor
FROM contribution_day_current
GROUP BY month, category
ORDER BY month, category`,
  params: z.object({}),
  row: z.object({
    month: z.string(),
    category: z.enum(categories),
    seconds: whole,
    costMinor: whole,
    revenueMinor: whole,
    cashMinor: whole,
  }),
});

/** Every month as the books hold it now, by category. */
export const readMonthSums: Effect.Effect<
  ReadonlyMap<string, MonthSums>,
  WarehouseError,
  WarehouseReader
> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const months = new Map<string, Map<(typeof categories)[number], CategorySums>>();
  for (const { month, category, ...sums } of yield* reader.query(sumsQuery, {}))
    months.set(
      month,
      (months.get(month) ?? new Map<(typeof categories)[number], CategorySums>()).set(category, sums),
    );
  return months;
});

const lateQuery = query({
  name: "late-documents",
  sql: `
SELECT c.month AS month, c.category AS category, uniqExact(c.event_id) AS documents
FROM (SELECT formatDateTime(day, '%Y-%m') AS month, category, event_id FROM contribution_current) AS c
INNER JOIN (
  SELECT event_id, min(recorded_at) AS first_at FROM log_record
  WHERE event_id IN (SELECT event_id FROM log_record WHERE recorded_at > fromUnixTimestamp64Milli({since:Int64}, 'UTC'))
  GROUP BY event_id
) AS r ON r.event_id = c.event_id
INNER JOIN (
  SELECT arrayJoin(arrayZip({months:Array(String)}, {closed:Array(Int64)})) AS pair, pair.1 AS closed, pair.2 AS closed_ms
) AS k ON k.closed = c.month
WHERE toUnixTimestamp64Milli(r.first_at) > k.closed_ms
GROUP BY month, category
ORDER BY month, category`,
  params: z.object({ since: z.number(), months: z.array(z.string()), closed: z.array(z.number()) }),
  row: z.object({ month: z.string(), category: z.enum(categories), documents: z.coerce.number() }),
});

/** Per closed month how many events count in it, by category, that were recorded after the moment given for it (UTC ms). */
export const readLateEvents = (
  closedAt: ReadonlyMap<string, number>,
): Effect.Effect<
  ReadonlyArray<{ readonly month: string; readonly category: string; readonly documents: number }>,
  WarehouseError,
  WarehouseReader
> =>
  Effect.gen(function* () {
    if (closedAt.size === 0) return [];
    const reader = yield* WarehouseReader;
    return yield* reader.query(lateQuery, {
      since: Math.min(...closedAt.values()),
      months: [...closedAt.keys()],
      closed: [...closedAt.values()],
    });
  });
