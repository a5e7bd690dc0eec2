import { MonthTotals } from "@rapport/contracts/Economics";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

/** The reporting currency, "" before anything was derived. Always one row. */
export const reportingCurrency = query({
  name: "reporting-currency",
  sql: `SELECT currency FROM reporting_currency`,
  params: z.object({}),
  row: z.object({ currency: z.string() }),
});

const span = z.object({ from: z.iso.date(), last: z.iso.date() });

const totals = z.string().transform((text) => MonthTotals.parse(JSON.parse(text)));

/** Restatements of the months that a span of days touches, in order. */
export const restatements = query({
  name: "restatements",
  sql: `
    SELECT JSONExtractString(event, 'data', 'month') AS month_text, toUnixTimestamp64Milli(recorded_at) AS recorded_ms,
      JSONExtractString(event, 'data', 'reason') AS reason,
      JSONExtractRaw(event, 'data', 'before') AS before, JSONExtractRaw(event, 'data', 'totals') AS after
    FROM directory_event FINAL
    WHERE JSONExtractString(event, 'type') = 'month.restated'
      AND month_text BETWEEN substring({from:String}, 1, 7) AND substring({last:String}, 1, 7)
    ORDER BY month_text, recorded_at, event_id`,
  params: span,
  row: z.object({
    month_text: z.string(),
    recorded_ms: integer,
    reason: z.string(),
    before: totals,
    after: totals,
  }),
});

/** Documents of a span of days that no exchange rate converts, by their currency. */
export const unconvertedDocuments = query({
  name: "unconverted-documents",
  sql: `
    SELECT currency, uniqExact(event_id) AS documents, sum(own_minor) AS own_minor
    FROM contribution_current
    WHERE category = 'unconverted' AND day BETWEEN {from:Date32} AND {last:Date32}
    GROUP BY currency
    ORDER BY currency`,
  params: span,
  row: z.object({ currency: z.string(), documents: integer, own_minor: integer }),
});

/** The margin aimed at in the month of a day, or in the last month before it that has one; no row without any. */
export const marginTarget = query({
  name: "margin-target",
  sql: `
    SELECT margin_target_micro
    FROM effort_month_current
    WHERE month <= toStartOfMonth({last:Date32})
    ORDER BY month DESC
    LIMIT 1`,
  params: z.object({ last: z.iso.date() }),
  row: z.object({ margin_target_micro: integer }),
});
