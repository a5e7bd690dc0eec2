import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

/** The days of a client up to a day on which anything passed, of the view `client_day`, as it is for analysts. */
export const clientDays = query({
  name: "client-days",
  sql: `
    SELECT toString(day) AS day_text, messages_in, messages_out, tickets_opened, meetings_held, effort_seconds
    FROM client_day_at(as_of = {asOf:Date32})
    WHERE client = {client:String} AND state = {state:String} AND day > '1970-01-01'
      AND (messages_in, messages_out, tickets_opened, meetings_held, effort_seconds) != (0, 0, 0, 0, 0)
    ORDER BY day`,
  params: z.object({ asOf: z.iso.date(), client: z.string(), state: z.string() }),
  row: z.object({
    day_text: z.iso.date(),
    messages_in: integer,
    messages_out: integer,
    tickets_opened: integer,
    meetings_held: integer,
    effort_seconds: integer,
  }),
});
