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

/** Restatements of the months that a span of days touches, in order. */
export const restatements = query({
  name: "restatements",
  sql: `
    SELECT concat(toString(intDiv(month, 100)), '-', leftPad(toString(month % 100), 2, '0')) AS month_text,
      toUnixTimestamp64Milli(recorded_at) AS recorded_ms, reason
    FROM month_closing
    WHERE restated AND month BETWEEN toYYYYMM({from:Date32}) AND toYYYYMM({last:Date32})
    ORDER BY month, recorded_at, event_id`,
  params: span,
  row: z.object({ month_text: z.string(), recorded_ms: integer, reason: z.string() }),
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
