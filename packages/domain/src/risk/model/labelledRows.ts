import type { BgBbParameters } from "../../activity/BgBb.ts";
import { dayNumber } from "../../economics/money/days.ts";
import type { ClientCourse, ClientEnd } from "../ClientWeek.ts";
import { type FeatureRow, featuresOf } from "../features/featuresOf.ts";
import { horizonWeeks } from "./prior.ts";

/** Weeks between two origins of the same client. */
export const originEvery = 4;
/** With less there is nothing to judge by (design 04 §3.5). */
export const leastWeeks = 8;
export const leastActiveWeeks = 3;

/** One client at one origin, and whether what is asked for came within the horizon. */
export interface LabelledRow {
  readonly party: string;
  readonly features: FeatureRow;
  readonly happened: boolean;
}

/** 1970-01-05 was a Monday. Origins are the same weeks for all clients, whenever they are asked for. */
export const isOrigin = (monday: string): boolean => ((dayNumber(monday) - 4) / 7) % originEvery === 0;

/** The day after the last of a week that begins on a Monday, as days since 1970. */
export const endOfWeek = (monday: string): number => dayNumber(monday) + 7;

/** Whether a course was still at risk at the end of the week, and what came within the horizon after it. */
export const outcomeAt = (
  end: ClientEnd | null,
  monday: string,
  cause: ClientEnd["cause"],
): "happened" | "did not" | "over" | "censored" => {
  const origin = endOfWeek(monday);
  if (end === null) return "did not";
  const notice = dayNumber(end.noticeOn);
  if (notice < origin) return "over";
  if (notice >= origin + 7 * horizonWeeks) return "did not";
  return end.cause === cause ? "happened" : "censored";
};

/** Indexes of a course's origins whose labels are closed by the end of `asOf` (`YYYY-MM-DD`), with them. */
export const closedOrigins = (
  { weeks, end }: ClientCourse,
  asOf: string,
  cause: ClientEnd["cause"] = "client_left",
): ReadonlyArray<{ readonly at: number; readonly happened: boolean }> => {
  const closed = dayNumber(asOf) + 1 - 7 * horizonWeeks;
  return weeks.flatMap(({ week }, at) => {
    if (!isOrigin(week) || endOfWeek(week) > closed) return [];
    const outcome = outcomeAt(end, week, cause);
    return outcome === "over" || outcome === "censored" ? [] : [{ at, happened: outcome === "happened" }];
  });
};

/**
 * Rows to learn from and to be judged by: every client at every origin of four weeks while it was at risk and old enough to
 * be judged, with labels closed by `asOf`. Other ends than `cause` censor: an origin they come after within the horizon is
 * left out. In the order of courses and weeks.
 */
export const labelledRows = (
  courses: ReadonlyArray<ClientCourse>,
  asOf: string,
  activity: BgBbParameters,
  cause: ClientEnd["cause"] = "client_left",
): ReadonlyArray<LabelledRow> =>
  courses.flatMap((course) => {
    const origins = closedOrigins(course, asOf, cause);
    const rows = featuresOf(
      course,
      activity,
      origins.map(({ at }) => at),
    );
    return rows.flatMap((features, i) =>
      features.weeks < leastWeeks || features.activeWeeks < leastActiveWeeks
        ? []
        : [{ party: course.party, features, happened: origins[i]!.happened }],
    );
  });
