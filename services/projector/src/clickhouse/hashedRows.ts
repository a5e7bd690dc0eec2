/** What is hashed of one table: a name for it, its columns as one row, and where they stand. */
type HashedRows = readonly [part: string, row: string, from: string];

/** No hash function of the engine takes a null for a value of its own. */
const nullable = (column: string): string => `isNull(${column}), ifNull(toString(${column}), '')`;

const source = (...columns: ReadonlyArray<string>): string =>
  ["event_id, occurred_at, document, revision, parties, members", ...columns].join(", ");

const sourceRows: ReadonlyArray<HashedRows> = [
  [
    "tickets",
    source(
      "type, month, ticket, actor_side, actor, status, previous_status, priority, ticket_channel, ticket_kind",
      "assignee, team, previous_assignee, previous_team, times, public, level",
      nullable("score_milli"),
      "sla_policy",
      nullable("sla_kept"),
      "merged_into, deleted_reason, words, questions",
      nullable("tone_milli"),
      nullable("tone_error_milli"),
      "asks, complaint, urgency, scope_request, escalation, thanks",
    ),
    "{{facts_ticket}} FINAL",
  ],
  [
    "meetings",
    source(
      "type, month, series, series_revision, recurring",
      nullable("original_start_at"),
      "start_at, end_at, all_day, floating, time_zone, status",
      nullable("changed_at"),
      "sequence, organiser, transparent, attendee_address, attendee_organisation, attendee_kind, attendee_role",
      "attendee_attendance, attendee_resource",
    ),
    "{{facts_meeting}} FINAL",
  ],
  [
    "money",
    source(
      "type, month, kind, status, number, invoice_number, booked_on",
      nullable("due_on"),
      nullable("service_from"),
      nullable("service_to"),
      "currency, amount_minor, tax_minor, total_minor, pass_through_minor, category, billable, disputed",
    ),
    "{{facts_money}} FINAL",
  ],
  [
    "time",
    source(
      "month, status, worked_on",
      nullable("started_at"),
      nullable("ended_at"),
      "duration_seconds",
      nullable("billable"),
      "activity, ticket",
    ),
    "{{facts_time}} FINAL",
  ],
  [
    "contracts",
    source(
      "type, status, contract, starts_on",
      nullable("ends_on"),
      nullable("renews_on"),
      "currency",
      nullable("fee_minor"),
      "fee_per",
      nullable("retainer_minutes_per_month"),
      nullable("hourly_minor"),
      nullable("notice_days"),
    ),
    "{{facts_contract}} FINAL",
  ],
  [
    "rates",
    source("type, status, kind, valid_from, band, member, currency, hourly_minor, to_currency, rate"),
    "{{facts_rate}} FINAL",
  ],
];

/**
 * What of each table is a function of the set of events; not where and when its events were recorded, nor
 * which of several equal copies was kept.
 */
export const hashedRows: ReadonlyArray<HashedRows> = [
  [
    "facts",
    `event_id, type, channel, occurred_at, month, time_source, time_plausible, ${nullable("utc_offset_minutes")},
     message_id, in_reply_to, references, conversation_key, from_address, from_organisation, from_kind,
     recipient_role, recipient_address, recipient_organisation, recipient_kind, automatic, size_bytes, attachments,
     words, questions, ${nullable("tone_milli")}, ${nullable("tone_error_milli")},
     asks, complaint, urgency, scope_request, escalation, thanks`,
    "{{facts_interaction}} FINAL",
  ],
  ...sourceRows,
  [
    "roll-ups",
    `day, party, organisation, sent, sent_automatic, sent_words, sent_questions, sent_complaints, sent_urgent,
     tone_milli_sum, tone_count, addressed, addressed_automatic,
     ${nullable("first_sent_at")}, ${nullable("last_sent_at")}`,
    "{{rollup_party_day}} FINAL WHERE sent > 0 OR addressed > 0",
  ],
  ["conversations", "event_id, thread_id, thread_size, linked_by", "{{conversation}}"],
  ["reply-edges", "event_id, parent_event_id", "{{reply_edge}}"],
  [
    "held-messages",
    `event_id, held_in, party, state, effective_at, side, share_micro, shown_from, shown_to, month, after_hours,
     their_addresses, own_addresses, our_writer, our_readers, our_copied`,
    "{{held_message}}",
  ],
  [
    "held-replies",
    "party, responder, asked_event_id, asked_ms, answered_ms, working_ms, shown_from",
    "{{held_reply}}",
  ],
  [
    "message-days",
    `day, party, state, month, shown_from, shown_to, share_micro, messages, threads, threads_by_subject,
     in_answered, out_answered`,
    "{{message_day}}",
  ],
  ["clients", "client_id, name, canonical_id, canonical_name", "{{directory_client}}"],
  ["parties", "party, client_id, valid_from, valid_to", "{{directory_party}}"],
  [
    "firm",
    "own_domains, own_addresses, time_zone, working_days, work_start_minute, work_end_minute, holidays",
    "{{directory_firm}}",
  ],
  ["profiles", "client_id, segment, tier, currency, time_zone, calendar_id", "{{directory_profile}}"],
  ["contacts", "party, name, title, seniority", "{{directory_contact}}"],
  ["members", "member_id, name, band, role, team, calendar_id, joined_at, left_at", "{{directory_member}}"],
  ["member-parties", "party, member_id", "{{directory_member_party}}"],
  ["owners", "client_id, role, member_id, valid_from, valid_to", "{{directory_owner}}"],
  [
    "calendars",
    "calendar_id, time_zone, working_days, work_start_minute, work_end_minute, holidays",
    "{{directory_calendar}}",
  ],
];
