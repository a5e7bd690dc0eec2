import type { ClickHouseSettings } from "@clickhouse/client";

/** What of the server's set-up the settings depend on. */
export interface Consistency {
  /**
   * The name of the cluster that the tables are spread over: Replicated tables under Distributed ones, an insert
   * succeeds once a majority of each shard's replicas has it. Absent or null: one machine.
   */
  readonly cluster?: string | null;
  /**
   * Reads see every insert that succeeded before them, or fail as retriable: for recovery, audit and what is
   * derived. Without a cluster every read is so.
   */
  readonly sequentialReads?: boolean;
}

/**
 * Settings of every statement that meets Distributed tables. A shard that does not answer is a failure, never
 * fewer rows; the right side of a join, or of IN, between such tables is collected first and sent to every shard;
 * INSERT SELECT goes through the node that was asked, because moved shard by shard (the default of newer versions)
 * rows would stay on the shard they were read from, whatever the sharding key of their new table.
 */
const clusterSettings: ClickHouseSettings = {
  skip_unavailable_shards: 0,
  distributed_product_mode: "global",
  parallel_distributed_insert_select: "0",
};

/** Whether there is a cluster. */
export const isSpread = ({ cluster }: Consistency): boolean => cluster !== undefined && cluster !== null;

/**
 * Settings of every read. Written out, because defaults move between versions: 64-bit integers come quoted
 * (JSON numbers lose digits past 2^53), and a server stops the query when the reader has gone.
 */
export const readSettings = (consistency: Consistency): ClickHouseSettings => ({
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 0,
  date_time_output_format: "simple",
  cancel_http_readonly_queries_on_client_close: 1,
  ...(isSpread(consistency) ? clusterSettings : {}),
  ...(isSpread(consistency) && consistency.sequentialReads === true
    ? { select_sequential_consistency: "1" }
    : {}),
});

/**
 * Settings of every statement that changes something; known to ClickHouse 26.2 and later. Inserts are synchronous, and no view's
 * deduplication hangs on ours (03 1.3). In a cluster an insert is sent to its shards before it is answered, an
 * INSERT SELECT must see what was inserted before it, which takes serial quorum inserts and sequential reads, and a
 * statement ON CLUSTER has succeeded when every node has done it.
 */
export const writeSettings = (consistency: Consistency): ClickHouseSettings => ({
  async_insert: 0,
  wait_for_async_insert: 1,
  deduplicate_blocks_in_dependent_materialized_views: 0,
  materialized_views_ignore_errors: 0,
  // Overrides `insert_deduplicate` for INSERT SELECT: computed rows are never compared with earlier ones.
  deduplicate_insert_select: "disable",
  mutations_sync: isSpread(consistency) ? "2" : "1",
  ...(isSpread(consistency)
    ? {
        ...clusterSettings,
        distributed_foreground_insert: 1,
        distributed_ddl_output_mode: "throw",
        insert_quorum: "auto",
        insert_quorum_parallel: 0,
        select_sequential_consistency: "1",
      }
    : {}),
});

/**
 * Settings of a Native insert: one statement, one block, any number of months in it. Without a token the
 * block is never compared with earlier ones.
 */
export const insertSettings = (token: string | undefined): ClickHouseSettings => ({
  max_partitions_per_insert_block: "0",
  throw_on_max_partitions_per_insert_block: 0,
  max_insert_threads: "1",
  // Rows that replace each other are merged in the background and by FINAL; doing it here costs a third more.
  optimize_on_insert: 0,
  input_format_native_allow_types_conversion: 1,
  // Overrides `insert_deduplicate`, whatever that says.
  deduplicate_insert: token === undefined ? "disable" : "enable",
  ...(token === undefined ? {} : { insert_deduplication_token: token }),
});
