/** "RAPL": marks the file as a Rapport event log (SQLite `application_id`). */
export const applicationId = 0x5241504c;

/** Version of the layout below (SQLite `user_version`). A newer one is refused. */
export const schemaVersion = 1;

/**
 * `batch.seq` grows with every transaction, so the rows written last are those with the highest `seq`.
 * The index holds `count` too: a partition's end is answered from the index alone.
 * `checkpoint.seq` is the newest batch its transaction could see, so that cutting a torn batch can also take back
 * what was claimed in or after its transaction.
 * `mark.verified_seq`: batches up to here need no check at the next start.
 */
export const schemaSql = `
CREATE TABLE topic (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, partitions INTEGER NOT NULL
) STRICT;
CREATE TABLE batch (
  seq INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL, partition INTEGER NOT NULL, first_offset INTEGER NOT NULL,
  count INTEGER NOT NULL, appended_at INTEGER NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX batch_position ON batch (topic_id, partition, first_offset, count);
CREATE TABLE checkpoint (
  name TEXT PRIMARY KEY, value TEXT NOT NULL, seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE group_offset (
  group_name TEXT NOT NULL, topic_id INTEGER NOT NULL, partition INTEGER NOT NULL,
  next_offset INTEGER NOT NULL, metadata TEXT NOT NULL,
  PRIMARY KEY (group_name, topic_id, partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE group_member (
  group_name TEXT NOT NULL, member_id TEXT NOT NULL, topics TEXT NOT NULL,
  session_ms INTEGER NOT NULL, heartbeat_at INTEGER NOT NULL,
  PRIMARY KEY (group_name, member_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE group_lease (
  group_name TEXT NOT NULL, topic_id INTEGER NOT NULL, partition INTEGER NOT NULL,
  owner TEXT, generation INTEGER NOT NULL,
  PRIMARY KEY (group_name, topic_id, partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE mark (id INTEGER PRIMARY KEY CHECK (id = 1), verified_seq INTEGER NOT NULL) STRICT;
INSERT INTO mark VALUES (1, 0);
`;
