/**
 * By what the rows of each table are spread over the shards of a cluster. Rows that replace each other (one sorting
 * key in one partition) and copies of one event must meet on one shard, because merging and FINAL work within a
 * shard. So each key is made of columns that such rows have in common, and of nothing else:
 *
 * - copies of a message may differ in their day, which leads the sorting key: they meet by the event's id;
 * - revisions of a document and the copies of each meet by the document;
 * - log records stand together by stretches of offsets, so that a batch is one insert on one shard or two;
 * - roll-ups are replaced per day and party.
 *
 * A table that is not named here is refused in a cluster. Keys of tables that exist are never changed: what is
 * there would stay where it is.
 */
export const shardingKeys: Readonly<Record<string, string>> = {
  facts_interaction: "cityHash64(event_id)",
  facts_ticket: "cityHash64(document)",
  facts_meeting: "cityHash64(document)",
  facts_money: "cityHash64(document)",
  facts_time: "cityHash64(document)",
  facts_contract: "cityHash64(document)",
  facts_rate: "cityHash64(document)",
  log_record: "cityHash64(topic, _p, intDiv(_off, 10000))",
  rollup_party_day: "cityHash64(party)",
  conversation: "cityHash64(event_id)",
  reply_edge: "cityHash64(event_id)",
  dead_letter: "cityHash64(id)",
  directory_event: "cityHash64(event_id)",
  directory_client: "cityHash64(client_id)",
  directory_party: "cityHash64(party)",
  // One row: it stands on the first shard.
  directory_firm: "0",
  directory_profile: "cityHash64(client_id)",
  directory_contact: "cityHash64(party)",
  directory_member: "cityHash64(member_id)",
  directory_member_party: "cityHash64(party)",
  directory_owner: "cityHash64(client_id)",
  directory_calendar: "cityHash64(calendar_id)",
  economics_edition: "0",
  contribution: "cityHash64(party)",
  contribution_day: "cityHash64(party)",
  effort_month: "0",
  effort_comparison: "0",
  effort_draw: "0",
  economics_state: "0",
  known_at: "0",
  client_week: "cityHash64(party)",
  client_score: "cityHash64(party)",
  client_end: "cityHash64(party)",
  held_month: "0",
  held_organisation: "cityHash64(organisation)",
  held_message: "cityHash64(party)",
  active_day: "cityHash64(party)",
  threaded_message: "cityHash64(party)",
  held_person: "cityHash64(party)",
  held_reply: "cityHash64(party)",
  message_day: "cityHash64(party)",
  message_month: "cityHash64(party)",
  schema_migration: "0",
};
