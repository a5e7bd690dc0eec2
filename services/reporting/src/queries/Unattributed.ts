import { UnattributedParty } from "@rapport/contracts/http/Unattributed";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, untilParam } from "./columns.ts";

/** Parties that no client claims, by our time, then by money of one currency, then by messages: the view `unattributed`. */
export const unattributedParties = query({
  name: "unattributed-parties",
  sql: `
    SELECT *, count() OVER () AS parties
    FROM unattributed(until = {until:DateTime64(3, 'UTC')})
    ORDER BY
      logged_seconds + 60 * meeting_minutes DESC,
      arrayMax(m -> abs(m.3), arrayPushBack(money, ('', '', toInt64(0)))) DESC,
      message_share_micro DESC, tickets DESC, party
    LIMIT {limit:UInt32}`,
  params: z.object({ ...untilParam, limit: z.number().int() }),
  row: z.object({
    party: z.string(),
    state: UnattributedParty.shape.state,
    message_share_micro: integer,
    tickets: integer,
    meetings: integer,
    meeting_minutes: integer,
    logged_seconds: integer,
    money: z.array(z.tuple([z.string(), z.string(), integer])),
    together: z.array(z.string()),
    parties: integer,
  }),
});

/** What waits for a client under one party, by the same view. */
export const unattributedParty = query({
  name: "unattributed-party",
  sql: `
    SELECT *, count() OVER () AS parties
    FROM unattributed(until = {until:DateTime64(3, 'UTC')})
    WHERE party = {party:String}`,
  params: z.object({ ...untilParam, party: z.string() }),
  row: unattributedParties.row,
});
export type UnattributedRow = z.infer<typeof unattributedParties.row>;
