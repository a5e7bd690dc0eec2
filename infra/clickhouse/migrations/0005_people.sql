-- Who is who beyond parties and clients: folded from the directory's events and exchanged whole, like 0002.
-- Clients are canonical throughout. Periods are valid_from inclusive to valid_to exclusive.
CREATE TABLE IF NOT EXISTS directory_profile ${on_cluster} (
  client_id String,
  segment String,
  tier String,
  currency String,
  time_zone String,
  calendar_id String
) ENGINE = ${replicated}MergeTree
ORDER BY client_id;

CREATE TABLE IF NOT EXISTS directory_contact ${on_cluster} (
  party String,
  name String,
  title String,
  seniority LowCardinality(String)
) ENGINE = ${replicated}MergeTree
ORDER BY party;

CREATE TABLE IF NOT EXISTS directory_member ${on_cluster} (
  member_id String,
  name String,
  band String,
  role String,
  team String,
  calendar_id String,
  joined_at DateTime64(3, 'UTC'),
  left_at DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY member_id;

-- Every key the sources know a member by, `member:<id>` among them. One key, one member: the later said holds.
CREATE TABLE IF NOT EXISTS directory_member_party ${on_cluster} (
  party String,
  member_id String
) ENGINE = ${replicated}MergeTree
ORDER BY party;

CREATE TABLE IF NOT EXISTS directory_owner ${on_cluster} (
  client_id String,
  role String,
  member_id String,
  valid_from DateTime64(3, 'UTC'),
  valid_to DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (client_id, role, valid_from);

CREATE TABLE IF NOT EXISTS directory_calendar ${on_cluster} (
  calendar_id String,
  time_zone String,
  working_days Array(UInt8),
  work_start_minute UInt16,
  work_end_minute UInt16,
  holidays Array(Date)
) ENGINE = ${replicated}MergeTree
ORDER BY calendar_id;
