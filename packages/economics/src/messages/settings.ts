/**
 * Of every statement that derives: copies of one row never stand in two partitions, so FINAL need not compare them, and
 * an insert may span any number of years.
 */
export const settings = {
  do_not_merge_across_partitions_select_final: 1,
  max_partitions_per_insert_block: 0,
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
} as const;
