import { shareOf } from "@rapport/domain/economics/money/shares";

/** A part of a whole in percent, two decimals, halves away from 0; null of nothing. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : shareOf(10_000, part, whole) / 100;
