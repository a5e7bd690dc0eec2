import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, ofParty, partyParam, untilParam } from "./columns.ts";

/** Counts and sums per client and unlinked organisation in conversation: the view `client_activity`. */
export const clientActivity = query({
  name: "client-activity",
  sql: `
    SELECT * EXCEPT (last_in_at, last_out_at),
      toUnixTimestamp64Milli(last_in_at) AS last_in_ms,
      toUnixTimestamp64Milli(last_out_at) AS last_out_ms
    FROM client_activity(until = {until:DateTime64(3, 'UTC')}, at = {at:DateTime64(3, 'UTC')})
    WHERE ${ofParty}
    ORDER BY party`,
  params: z.object({ ...untilParam, ...partyParam, at: z.string() }),
  row: z.object({
    party: z.string(),
    state: z.enum(["client", "organisation"]),
    messages: integer,
    share_micro: integer,
    messages_in: integer,
    messages_out: integer,
    threads: integer,
    threads_by_subject: integer,
    their_people: integer,
    our_people: integer,
    in_due: integer,
    in_answered: integer,
    in_asking_due: integer,
    in_asking_answered: integer,
    out_due: integer,
    out_answered: integer,
    out_asking_due: integer,
    out_asking_answered: integer,
    in_clocked: integer,
    in_after_hours: integer,
    out_clocked: integer,
    out_after_hours: integer,
    tone_messages: integer,
    tone_sum: integer,
    tone_square_sum: integer,
    tone_error_square_sum: integer,
    last_in_ms: integer.nullable(),
    last_out_ms: integer.nullable(),
  }),
});
export type ClientActivityRow = z.infer<typeof clientActivity.row>;
