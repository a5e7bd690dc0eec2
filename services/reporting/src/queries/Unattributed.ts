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

/** What waits for a client under one party, as the view has it, without what stands with it. */
export const unattributedParty = query({
  name: "unattributed-party",
  sql: `
    SELECT measure, currency, sum(amount) AS amount, sum(facts) AS facts
    FROM coverage_of(until = {until:DateTime64(3, 'UTC')}, at = {at:DateTime64(3, 'UTC')})
    WHERE party = {party:String} AND state != 'client'
    GROUP BY measure, currency`,
  params: z.object({ ...untilParam, at: z.string(), party: z.string() }),
  row: z.object({ measure: z.string(), currency: z.string(), amount: integer, facts: integer }),
});
export type PartyRow = z.infer<typeof unattributedParty.row>;
export type UnattributedRow = z.infer<typeof unattributedParties.row>;
