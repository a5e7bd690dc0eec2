import type { Attendee } from "@rapport/contracts/Meeting";
import type { CalendarDuration, CalendarTime } from "./CalendarTime.ts";
import type { RecurrenceRule } from "./RecurrenceRule.ts";

/** A date or period a series has beside its rules. */
export interface ExtraDate {
  readonly start: CalendarTime;
  /** Of a period. */
  readonly end: CalendarTime | null;
  readonly duration: CalendarDuration | null;
}

/**
 * One event of a calendar as its source has it, whatever the source: a single meeting, a whole series, or one
 * occurrence of a series as it was changed (`recurrenceId`). The title is for finding codes in it and goes no
 * further.
 */
export interface CalendarEvent {
  readonly uid: string;
  /** When it was, or would have been, by its series; null for single meetings and series. */
  readonly recurrenceId: CalendarTime | null;
  /** RANGE=THISANDFUTURE: it changes all occurrences from there on. */
  readonly thisAndFuture: boolean;
  readonly start: CalendarTime;
  readonly end: CalendarTime | null;
  readonly duration: CalendarDuration | null;
  readonly rules: ReadonlyArray<RecurrenceRule>;
  readonly exceptRules: ReadonlyArray<RecurrenceRule>;
  readonly extraDates: ReadonlyArray<ExtraDate>;
  readonly exceptDates: ReadonlyArray<CalendarTime>;
  readonly sequence: number;
  /** UTC ms; LAST-MODIFIED, else DTSTAMP. */
  readonly changedAt: number | null;
  readonly status: "confirmed" | "tentative" | "cancelled";
  readonly transparent: boolean;
  readonly organiser: string | null;
  readonly attendees: ReadonlyArray<Attendee>;
  readonly title: string;
}
