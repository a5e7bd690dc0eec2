import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag, integer } from "../queries/columns.ts";

const params = z.object({ asOf: z.iso.date(), client: z.string() });

/** Who wrote to whom in 26 weeks, by person of theirs and of ours. */
export const handOverContacts = query({
  name: "hand-over-contacts",
  sql: `
    SELECT
      c.address AS address, any(p.name) AS name, any(p.title) AS title, any(p.seniority) AS seniority,
      if(k.member_id = '', c.own_address, k.member_id) AS member, any(if(n.name = '', c.own_address, n.name)) AS member_name,
      countIf(c.side = 'them') AS messages_in, countIf(c.side = 'us') AS messages_out,
      toUnixTimestamp64Milli(max(c.at)) AS last_ms
    FROM (
      SELECT at, side, from_address AS address, arrayJoin(own_addresses) AS own_address
      FROM noticed_message(from_day = {asOf:Date32} - 181, to_day = {asOf:Date32})
      WHERE client = {client:String} AND side = 'them'
      UNION ALL
      SELECT at, side, arrayJoin(their_addresses), our_writer
      FROM noticed_message(from_day = {asOf:Date32} - 181, to_day = {asOf:Date32})
      WHERE client = {client:String} AND side = 'us' AND our_writer != ''
    ) AS c
    LEFT JOIN (SELECT substring(party, 7) AS address, any(member_id) AS member_id FROM directory_member_party WHERE startsWith(party, 'email:') GROUP BY party) AS k ON k.address = c.own_address
    LEFT JOIN (SELECT member_id, any(name) AS name FROM directory_member GROUP BY member_id) AS n ON n.member_id = k.member_id
    LEFT JOIN (SELECT substring(party, 7) AS address, any(name) AS name, any(title) AS title, any(seniority) AS seniority FROM directory_contact WHERE startsWith(party, 'email:') GROUP BY party) AS p ON p.address = c.address
    GROUP BY c.address, member
    ORDER BY address, messages_in + messages_out DESC, member`,
  params,
  row: z.object({
    address: z.string(),
    name: z.string(),
    title: z.string(),
    seniority: z.string(),
    member: z.string(),
    member_name: z.string(),
    messages_in: integer,
    messages_out: integer,
    last_ms: integer,
  }),
});
export type HandOverContactRow = z.infer<typeof handOverContacts.row>;

/** Questions of 60 days that nobody has answered, by thread, and tickets that are not solved. */
export const handOverWaiting = query({
  name: "hand-over-waiting",
  sql: `
    SELECT channel, about, toUnixTimestamp64Milli(arrayMin(w -> w.1, words)) AS since_ms, status, arrayMap(w -> w.2, arraySort(words)) AS event_ids
    FROM (
      SELECT 'mail' AS channel, thread AS about, '' AS status,
        maxIf(at, side = 'us') AS answered_at,
        arrayFilter(w -> w.1 > answered_at, groupArrayIf((at, event_id), side = 'them' AND asks)) AS words
      FROM noticed_message(from_day = {asOf:Date32} - 59, to_day = {asOf:Date32})
      WHERE client = {client:String}
      GROUP BY thread
      UNION ALL
      SELECT 'ticket', ticket, status, answered_at, arrayMap(w -> (w.1, w.2), words)
      FROM noticed_ticket(from_day = '1900-01-01', to_day = {asOf:Date32})
      WHERE client = {client:String} AND status NOT IN ('solved', 'closed')
    )
    WHERE notEmpty(words)
    ORDER BY since_ms, channel, about`,
  params,
  row: z.object({
    channel: z.enum(["mail", "ticket"]),
    about: z.string(),
    since_ms: integer,
    status: z.string(),
    event_ids: z.array(z.string()),
  }),
});

/** Contracts known by the day that have not ended. */
export const handOverContracts = query({
  name: "hand-over-contracts",
  sql: `
    SELECT contract, starts_on, ends_on, renews_on, notice_days, retainer_minutes, event_id
    FROM noticed_contract(as_of = {asOf:Date32})
    WHERE client = {client:String} AND ifNull(ends_on >= {asOf:Date32}, true)
    ORDER BY starts_on, contract, event_id`,
  params,
  row: z.object({
    contract: z.string(),
    starts_on: z.iso.date(),
    ends_on: z.iso.date().nullable(),
    renews_on: z.iso.date().nullable(),
    notice_days: integer.nullable(),
    retainer_minutes: integer.nullable(),
    event_id: z.string(),
  }),
});

/** What was agreed besides; no row where nothing was. */
export const handOverAgreed = query({
  name: "hand-over-agreed",
  sql: `
    SELECT response_minutes, check_in_days, cap_minutes, working_hours_only, agreed_by
    FROM noticed_agreement(as_of = {asOf:Date32})
    WHERE client = {client:String}`,
  params,
  row: z.object({
    response_minutes: integer.nullable(),
    check_in_days: integer.nullable(),
    cap_minutes: integer.nullable(),
    working_hours_only: flag,
    agreed_by: z.string(),
  }),
});

/** Meetings with their people from 30 days before the day to 60 after it, as they stand. */
export const handOverMeetings = query({
  name: "hand-over-meetings",
  sql: `
    SELECT toUnixTimestamp64Milli(at) AS at_ms, count() AS people, event_id
    FROM (
      SELECT toString(p.event_id) AS event_id, p.start_at AS at,
        multiIf(
          a.client_id != '' AND p.effective_at < a.valid_to, a.client_id,
          o.client_id != '' AND p.effective_at < o.valid_to, o.client_id,
          '') AS client
      FROM (
        SELECT event_id, start_at, effective_at, concat('email:', person.1) AS address_party, concat('domain:', person.2) AS organisation_party
        FROM noticed_occurrence
        ARRAY JOIN people AS person
        WHERE start_at >= toDateTime64({asOf:Date32} - 30, 3, 'UTC') AND start_at < toDateTime64({asOf:Date32} + 61, 3, 'UTC')
      ) AS p
      ASOF LEFT JOIN directory_party AS a ON p.address_party = a.party AND p.effective_at >= a.valid_from
      ASOF LEFT JOIN directory_party AS o ON p.organisation_party = o.party AND p.effective_at >= o.valid_from
    )
    WHERE client = {client:String}
    GROUP BY at, event_id
    ORDER BY at, event_id`,
  params,
  row: z.object({ at_ms: integer, people: integer, event_id: z.string() }),
});

/** What twelve months up to the day brought and took. Always one row. */
export const handOverEconomics = query({
  name: "hand-over-economics",
  sql: `
    SELECT sum(e.revenue_minor) AS revenue_minor, sum(e.contribution_minor) AS contribution_minor, sum(e.effort_seconds) AS effort_seconds
    FROM party_economics(from_day = addYears({asOf:Date32}, -1) + 1, to_day = {asOf:Date32}) AS e
    WHERE state = 'client' AND party = {client:String}`,
  params,
  row: z.object({ revenue_minor: integer, contribution_minor: integer, effort_seconds: integer }),
});

/** Bills that are not settled by the day, by their own currency. */
export const handOverBills = query({
  name: "hand-over-bills",
  sql: `
    SELECT b.currency AS currency, count() AS bills, sum(b.total_minor - p.paid_minor) AS open_minor,
      sumIf(b.total_minor - p.paid_minor, b.due_on < {asOf:Date32}) AS overdue_minor
    FROM (
      SELECT connector, account, number, currency, total_minor, due_on
      FROM money
      WHERE kind = 'invoice' AND status = 'posted' AND state = 'client' AND party = {client:String}
        AND effective_at < toDateTime64({asOf:Date32} + 1, 3, 'UTC')
    ) AS b
    LEFT JOIN (
      SELECT connector, account, invoice_number, currency, sum(if(kind = 'payment', amount_minor, total_minor)) AS paid_minor
      FROM money
      WHERE kind IN ('payment', 'credit_note') AND status = 'posted' AND invoice_number != '' AND effective_at < toDateTime64({asOf:Date32} + 1, 3, 'UTC')
      GROUP BY connector, account, invoice_number, currency
    ) AS p ON p.connector = b.connector AND p.account = b.account AND p.invoice_number = b.number AND p.currency = b.currency
    WHERE b.total_minor > p.paid_minor
    GROUP BY b.currency
    ORDER BY currency`,
  params,
  row: z.object({ currency: z.string(), bills: integer, open_minor: integer, overdue_minor: integer }),
});

/** The client's score at the end of its last week; no row before there is one. */
export const handOverRisk = query({
  name: "hand-over-risk",
  sql: `
    SELECT week, model, shown, band, chance_percent
    FROM client_risk_at(as_of = {asOf:Date32})
    WHERE client = {client:String}`,
  params,
  row: z.object({
    week: z.iso.date(),
    model: z.string(),
    shown: z.string(),
    band: z.string(),
    chance_percent: z.coerce.number().nullable(),
  }),
});

/** Who looks after the client on the day; no row for no client. */
export const handOverCard = query({
  name: "hand-over-card",
  sql: `SELECT client, name, owner, owner_name FROM client_card(as_of = {asOf:Date32}) WHERE client = {client:String}`,
  params,
  row: z.object({ client: z.string(), name: z.string(), owner: z.string(), owner_name: z.string() }),
});
