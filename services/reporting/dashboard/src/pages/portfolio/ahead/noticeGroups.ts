import type { RenewalRow } from "@rapport/contracts/http/retention/Renewals";
import { type NoticeState, noticeState } from "../parts/noticeText.ts";

/** Contracts whose deadline stands alike, and what they bring a year; those without a fee count for nothing. */
export interface NoticeGroup {
  readonly state: NoticeState;
  readonly contracts: number;
  readonly yearMinor: number;
}

const order: ReadonlyArray<NoticeState> = ["soon", "ending", "ahead", "passed"];

/** Every contract in one group; the most pressing first, empty ones left out. */
export const noticeGroups = (
  rows: ReadonlyArray<Pick<RenewalRow, "kind" | "noticeDaysLeft" | "yearMinor">>,
): ReadonlyArray<NoticeGroup> =>
  order.flatMap((state) => {
    const inGroup = rows.filter((row) => noticeState(row) === state);
    if (inGroup.length === 0) return [];
    const yearMinor = inGroup.reduce((sum, row) => sum + (row.yearMinor ?? 0), 0);
    return [{ state, contracts: inGroup.length, yearMinor }];
  });
