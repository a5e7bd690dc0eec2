import { CoverageState } from "@rapport/contracts/http/Coverage";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, untilParam } from "./columns.ts";

/** Shares of messages per state: the view `coverage`, in millionths of a message. */
export const coverageStates = query({
  name: "coverage-states",
  sql: `
    SELECT state, sum(share_micro) AS share_micro
    FROM coverage(until = {until:DateTime64(3, 'UTC')})
    GROUP BY state`,
  params: z.object(untilParam),
  row: z.object({ state: CoverageState, share_micro: integer }),
});

/** What could be linked, most messages first. */
export const coverageQueue = query({
  name: "coverage-queue",
  sql: `
    SELECT state, party, share_micro
    FROM coverage(until = {until:DateTime64(3, 'UTC')})
    WHERE party != '' AND state != 'client'
    ORDER BY share_micro DESC, party
    LIMIT {limit:UInt32}`,
  params: z.object({ ...untilParam, limit: z.number().int() }),
  row: z.object({ state: CoverageState, party: z.string(), share_micro: integer }),
});
