import type { Part } from "@rapport/contracts/http/ClientFigures";

/** Milliseconds to hours with three decimals, halves up, in integers: the same digits everywhere. */
export const hoursOf = (ms: number): number => Math.floor((ms + 1_800) / 3_600) / 1_000;

/** A part of a whole with four decimals, halves up; null of nothing. */
export const shareOf = (count: number, of: number): number | null =>
  of === 0 ? null : Math.floor((20_000 * count + of) / (2 * of)) / 10_000;

export const part = (count: number, of: number): Part => ({ count, of, share: shareOf(count, of) });

/** Millionths of a message to messages. */
export const messagesOf = (shareMicro: number): number => shareMicro / 1_000_000;
