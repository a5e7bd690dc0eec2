import { z } from "zod";

/** Copies of one row never stand in two partitions, so FINAL need not compare partitions (03 1.8). */
export const finalSettings = { do_not_merge_across_partitions_select_final: 1 } as const;
export const final = "SETTINGS do_not_merge_across_partitions_select_final = 1";

/** A UInt64 of a JSON answer. */
export const hash64 = z.string().transform(BigInt);

/** Rows in one block of what is derived. */
export const blockRows = 65_536;
