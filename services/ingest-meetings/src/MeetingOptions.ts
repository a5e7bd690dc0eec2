import type { CalendarLimits } from "@rapport/connectors/calendar/CalendarLimits";
import type { OpenInputsOptions } from "@rapport/connectors/files/openInputs";
import type { ReportProgress } from "@rapport/pipeline/Progress";

/** How calendars are read, whatever is done with them. */
export interface MeetingOptions extends OpenInputsOptions {
  /** Files, folders, or `-` for standard input. */
  readonly paths: ReadonlyArray<string>;
  /** Whose calendars they are; default: each file's name. */
  readonly account?: string;
  /** How far ahead series are followed, from today; default 400. */
  readonly horizonDays?: number;
  readonly calendarLimits?: CalendarLimits;
  readonly onProgress?: ReportProgress;
}

/** A year and the notice people give of it: more than one yearly meeting ahead. */
export const defaultHorizonDays = 400;
/** What a horizon may be: a century. */
export const maxHorizonDays = 36_525;
