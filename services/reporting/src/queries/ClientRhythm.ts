import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, ofParty, partyParam, untilParam } from "./columns.ts";

/** Active days and gaps per party: the view `client_rhythm`. Gaps are 0 below two active days. */
export const clientRhythm = query({
  name: "client-rhythm",
  sql: `
    SELECT party, active_days, gap_median_days, gap_p90_days, last_day
    FROM client_rhythm(until = {until:DateTime64(3, 'UTC')})
    WHERE ${ofParty}
    ORDER BY party`,
  params: z.object({ ...untilParam, ...partyParam }),
  row: z.object({
    party: z.string(),
    active_days: integer,
    gap_median_days: integer,
    gap_p90_days: integer,
    last_day: z.iso.date(),
  }),
});
export type ClientRhythmRow = z.infer<typeof clientRhythm.row>;
