import type { RenewalRow } from "@rapport/contracts/http/retention/Renewals";
import { dayText } from "../../../format/days.ts";
import { renewalTexts } from "../../../texts/en/renewals.ts";

/** How pressing a renewal is: its last day for notice, by what is left until then. */
export type NoticeState = "ending" | "soon" | "ahead" | "passed";

const soonDays = 30;

export const noticeState = ({
  kind,
  noticeDaysLeft: left,
}: Pick<RenewalRow, "kind" | "noticeDaysLeft">): NoticeState => {
  if (kind !== "renews" || left === null) return "ending";
  return left < 0 ? "passed" : left <= soonDays ? "soon" : "ahead";
};

/** What the state means for one contract, in words. */
export const noticeText = (row: RenewalRow): string => {
  const state = noticeState(row);
  if (state === "ending" || row.noticeBy === null) return renewalTexts.ends;
  if (state === "passed") return renewalTexts.passed(dayText(row.noticeBy));
  return renewalTexts.until(dayText(row.noticeBy), row.noticeDaysLeft ?? 0);
};
