/**
 * Of every statement that derives: copies of one row never stand in two partitions, so FINAL need not compare them, and
 * an insert may span any number of years. Joins are made in the order in which they are written: from the sizes it
 * guessed of 10 million messages the engine once joined them with themselves by party alone, and never ended.
 */
export const settings = {
  do_not_merge_across_partitions_select_final: 1,
  max_partitions_per_insert_block: 0,
  query_plan_optimize_join_order_limit: 0,
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
} as const;
