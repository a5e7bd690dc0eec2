import { never, sinceEver } from "./fragments.ts";

/** Where the shared out messages and the organisations in conversation stand: names of tables. */
export interface HeldSource {
  readonly messages: string;
  readonly organisations: string;
}

/**
 * The messages that conversations are made of, of a share of the parties: those of clients and of organisations in
 * conversation, `shown_from` since when their party is in one. Of several versions of a message's shares the last is
 * taken: they differ in nothing else. Parameters `shares` and `share`: parties are taken in turn, so that one statement
 * holds a bounded number of messages.
 */
export const conversing = (held: HeldSource): string => `(
      SELECT
        h.party AS party, h.state AS state, h.effective_at AS effective_at, h.event_id AS event_id, h.side AS side,
        h.occurred_at AS occurred_at, h.time_plausible AS time_plausible, h.asks AS asks,
        h.their_addresses AS their_addresses, h.own_addresses AS own_addresses,
        if(h.state = 'client', ${sinceEver}, s.since) AS shown_from
      FROM (
        SELECT * FROM ${held.messages}
        WHERE shown_to = ${never} AND state IN ('client', 'organisation')
          AND cityHash64(party) % {shares:UInt32} = {share:UInt32}
      ) AS h
      LEFT JOIN (
        SELECT concat('domain:', organisation) AS party, min(conversing_at) AS since FROM ${held.organisations} GROUP BY organisation
      ) AS s ON s.party = h.party)`;
