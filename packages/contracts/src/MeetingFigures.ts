import { z } from "zod";

const Count = z.number().int().nonnegative();

/**
 * What calendars hold, in figures; copies of one meeting in several calendars count once. Occurrences are counted
 * up to the horizon that series are followed to, or between the two days asked for.
 */
export const MeetingFigures = z.strictObject({
  /** VCALENDARs, and calendars of Google's. */
  calendars: Count,
  /** Meetings that recur, each counted once. */
  series: Count,
  /** Single meetings and occurrences of series, the cancelled ones among them. */
  occurrences: Count,
  /** Those of `occurrences` that are cancelled. */
  cancelled: Count,
  /** Those of `occurrences` at another time than their series has, or an earlier version had, them. */
  moved: Count,
  /** Names of time zones that neither a table nor the calendar explains; their times are taken in the firm's zone. */
  unknownTimeZones: Count,
  /** Items that could not be read and still wait among the dead letters. */
  unreadable: Count,
});
export type MeetingFigures = z.infer<typeof MeetingFigures>;

/** One occurrence as it stands. `start` and `end` are ISO 8601 in UTC. */
export const ListedMeeting = z.strictObject({
  /** The UID of the meeting or of its series. */
  series: z.string(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  /** IANA name; null for UTC, floating times, and zones that no table knows. */
  zone: z.string().nullable(),
  allDay: z.boolean(),
  status: z.enum(["confirmed", "tentative", "cancelled"]),
  moved: z.boolean(),
});
export type ListedMeeting = z.infer<typeof ListedMeeting>;
