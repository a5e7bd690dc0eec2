/*
 * Pieces of SQL that several statements use; `{{table}}` stands for a table of the set that is worked on. They say what
 * the views of 0003 say, of a stretch of months.
 */

/** Nothing is as late: the end of what is shown, and what was never a conversation. */
export const never = "toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC')";
export const sinceEver = "toDateTime64('1900-01-01 00:00:00', 3, 'UTC')";

/** The firm's own domains and addresses. Scalars of their own: what is named in a nested query is planned there again. */
const own = `
  (SELECT any(own_domains) FROM {{directory_firm}}) AS own_domain_list,
  (SELECT any(own_addresses) FROM {{directory_firm}}) AS own_address_list`;

/** `is_own`: whether an address is one of the firm's; an empty one is nobody's. */
export const isOwn = `${own},
  (an_address, an_organisation) -> an_address != '' AND (has(own_address_list, an_address) OR has(own_domain_list, an_organisation)
    OR arrayExists(d -> endsWith(an_address, concat('@', d)) OR endsWith(an_address, concat('.', d)), own_domain_list)) AS is_own`;

/** The firm's working week as the view `firm` has it: Monday to Friday from 9:00 to 17:00, UTC, while it says nothing. */
export const firmWeek = `
  assumeNotNull((SELECT if(count() = 0, 'UTC', any(time_zone)) FROM {{directory_firm}})) AS firm_zone,
  (SELECT if(count() = 0, [1, 2, 3, 4, 5], any(working_days)) FROM {{directory_firm}}) AS firm_days,
  assumeNotNull((SELECT if(count() = 0, 540, any(work_start_minute)) FROM {{directory_firm}})) AS firm_start,
  assumeNotNull((SELECT if(count() = 0, 1020, any(work_end_minute)) FROM {{directory_firm}})) AS firm_end,
  (SELECT any(holidays) FROM {{directory_firm}}) AS firm_holidays`;

const effectiveAt = "if(time_plausible, occurred_at, recorded_at)";

/** The month (UTC) that a message is held in. */
export const heldIn = `toYYYYMM(${effectiveAt})`;

/**
 * The messages of some months: parameters `months`, and the days that they span, as numbers since 1970. Messages whose
 * own time cannot be true stand on day 0 and are held by the time of their recording.
 */
export const messagesOfMonths = `(
      SELECT *, day, ${effectiveAt} AS effective_at, ${heldIn} AS held_in, in_reply_to != '' OR notEmpty(references) AS answers
      FROM {{facts_interaction}} FINAL
      WHERE channel = 'email' AND (toUInt16(day) = 0 OR toUInt16(day) BETWEEN {firstDay:UInt16} AND {lastDay:UInt16})
        AND ${heldIn} IN {months:Array(UInt32)})`;

/** Everybody whom a message names, its sender first: role, address, organisation, kind. */
export const people = `
    arrayConcat(
      if(from_address = '' AND notEmpty(recipient_address), [],
        [('from', from_address, from_organisation, toString(from_kind))]),
      arrayZip(recipient_role::Array(String), recipient_address, recipient_organisation, recipient_kind::Array(String)))`;

/** Organisations that one client has had for ever and always will: whether they converse decides nothing. */
export const alwaysLinked = `(
      SELECT substring(party, 8) FROM {{directory_party}}
      WHERE startsWith(party, 'domain:') AND valid_from <= ${sinceEver} AND valid_to >= ${never})`;
