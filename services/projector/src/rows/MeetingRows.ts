import type { Attendee, MeetingEvent } from "@rapport/contracts/Meeting";
import { array, nullable } from "@rapport/warehouse/native/composites";
import { bool, dateTime64Ms, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Place } from "./FactRows.ts";
import { momentOrNull, monthWithinDateTime64, withinDateTime64 } from "./moments.ts";
import { pushSource, sourceColumns } from "./sourceColumns.ts";

/** The insertable columns of `facts_meeting`. */
export const meetingColumns = () => ({
  ...sourceColumns(),
  type: lowCardinality(),
  month: uint32(),
  series: string(),
  series_revision: uint64(),
  recurring: bool(),
  original_start_at: nullable(dateTime64Ms()),
  start_at: dateTime64Ms(),
  end_at: dateTime64Ms(),
  all_day: bool(),
  floating: bool(),
  time_zone: lowCardinality(),
  status: lowCardinality(),
  changed_at: nullable(dateTime64Ms()),
  sequence: uint32(),
  organiser: string(),
  transparent: bool(),
  attendee_address: array(string()),
  attendee_organisation: array(string()),
  attendee_kind: array(lowCardinality()),
  attendee_role: array(lowCardinality()),
  attendee_attendance: array(lowCardinality()),
  attendee_resource: array(bool()),
});
export type MeetingColumns = ReturnType<typeof meetingColumns>;

const everybody = (): boolean => true;
const addressOf = (a: Attendee): string => a.address;
const organisationOf = (a: Attendee): string => a.organisation ?? "";
const kindOf = (a: Attendee): string => a.kind;
const roleOf = (a: Attendee): string => a.role;
const attendanceOf = (a: Attendee): string => a.attendance;
const resourceOf = (a: Attendee): boolean => a.resource;

const pushAttendees = (columns: MeetingColumns, attendees: ReadonlyArray<Attendee>): void => {
  columns.attendee_address.pushOf(attendees, everybody, addressOf);
  columns.attendee_organisation.pushOf(attendees, everybody, organisationOf);
  columns.attendee_kind.pushOf(attendees, everybody, kindOf);
  columns.attendee_role.pushOf(attendees, everybody, roleOf);
  columns.attendee_attendance.pushOf(attendees, everybody, attendanceOf);
  columns.attendee_resource.pushOf(attendees, everybody, resourceOf);
};

/** One version of one occurrence as one row. */
export const pushMeeting = (
  columns: MeetingColumns,
  event: MeetingEvent,
  contentHash: number,
  at: Place,
): void => {
  const { data } = event;
  pushSource(columns, event, contentHash, at);
  columns.type.push(event.type);
  columns.month.push(monthWithinDateTime64(event.occurredAt));
  columns.series.push(data.series);
  columns.series_revision.push(data.seriesRevision);
  columns.recurring.push(data.recurring);
  columns.original_start_at.push(momentOrNull(data.originalStartAt));
  columns.start_at.push(withinDateTime64(data.startAt));
  columns.end_at.push(withinDateTime64(data.endAt));
  columns.all_day.push(data.allDay);
  columns.floating.push(data.floating);
  columns.time_zone.push(data.timeZone ?? "");
  columns.status.push(data.status);
  columns.changed_at.push(momentOrNull(data.changedAt));
  columns.sequence.push(data.sequence);
  columns.organiser.push(data.organiser ?? "");
  columns.transparent.push(data.transparent);
  pushAttendees(columns, data.attendees);
};
