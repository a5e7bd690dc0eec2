import { CoverageMeasure, CoverageState } from "@rapport/contracts/http/Coverage";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, untilParam } from "./columns.ts";

/** Shares of messages per state: the view `message_coverage`, in millionths of a message. */
export const coverageStates = query({
  name: "coverage-states",
  sql: `
    SELECT state, sum(share_micro) AS share_micro
    FROM message_coverage(until = {until:DateTime64(3, 'UTC')})
    GROUP BY state`,
  params: z.object(untilParam),
  row: z.object({ state: CoverageState, share_micro: integer }),
});

/** What could be linked, most messages first. */
export const coverageQueue = query({
  name: "coverage-queue",
  sql: `
    SELECT state, party, share_micro
    FROM message_coverage(until = {until:DateTime64(3, 'UTC')})
    WHERE party != '' AND state != 'client'
    ORDER BY share_micro DESC, party
    LIMIT {limit:UInt32}`,
  params: z.object({ ...untilParam, limit: z.number().int() }),
  row: z.object({ state: CoverageState, party: z.string(), share_micro: integer }),
});

/** Amounts of every measure but messages, per state: the view `coverage_of`. */
export const coverageMeasures = query({
  name: "coverage-measures",
  sql: `
    SELECT measure, currency, state, sum(amount) AS amount
    FROM coverage_of(until = {until:DateTime64(3, 'UTC')}, at = {at:DateTime64(3, 'UTC')})
    WHERE measure != 'messages'
    GROUP BY measure, currency, state
    ORDER BY measure, currency, state`,
  params: z.object({ ...untilParam, at: z.string() }),
  row: z.object({
    measure: CoverageMeasure.shape.measure,
    currency: z.string(),
    state: CoverageMeasure.shape.states.element.shape.state,
    amount: integer,
  }),
});
export type CoverageMeasureRow = z.infer<typeof coverageMeasures.row>;

/** Open dead letters of the ingest, by source. */
export const unreadableItems = query({
  name: "unreadable-items",
  sql: `
    SELECT connector, count() AS items
    FROM dead_letter FINAL
    WHERE stage = 'ingest' AND NOT resolved AND recorded_at < {until:DateTime64(3, 'UTC')}
    GROUP BY connector
    ORDER BY connector`,
  params: z.object(untilParam),
  row: z.object({ connector: z.string(), items: integer }),
});
