import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, ofParty, partyParam, untilParam } from "./columns.ts";

/** Response times both ways: the view `party_responsiveness`. Quantiles are 0 where there are no replies. */
export const clientResponsiveness = query({
  name: "client-responsiveness",
  sql: `
    SELECT * FROM party_responsiveness(until = {until:DateTime64(3, 'UTC')})
    WHERE ${ofParty}
    ORDER BY party`,
  params: z.object({ ...untilParam, ...partyParam }),
  row: z.object({
    party: z.string(),
    their_replies: integer,
    their_elapsed_median_ms: integer,
    their_elapsed_p90_ms: integer,
    their_working_median_ms: integer,
    their_working_p90_ms: integer,
    our_replies: integer,
    our_elapsed_median_ms: integer,
    our_elapsed_p90_ms: integer,
    our_working_median_ms: integer,
    our_working_p90_ms: integer,
  }),
});
export type ClientResponsivenessRow = z.infer<typeof clientResponsiveness.row>;
