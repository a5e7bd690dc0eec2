import { nullable } from "@rapport/warehouse/native/composites";
import { bool, date32, dateTime64Ms, int64, uint32 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Place } from "./FactRows.ts";
import { dayNumberOf, momentOrNull, monthWithinDateTime64 } from "./moments.ts";
import { pushSource, sourceColumns } from "./sourceColumns.ts";
import type { EventIn } from "./tableOfType.ts";

/** The insertable columns of `facts_time`. */
export const timeColumns = () => ({
  ...sourceColumns(),
  month: uint32(),
  status: lowCardinality(),
  worked_on: date32(),
  started_at: nullable(dateTime64Ms()),
  ended_at: nullable(dateTime64Ms()),
  duration_seconds: int64(),
  billable: nullable(bool()),
  activity: lowCardinality(),
  ticket: string(),
});

/** One version of a time entry as one row. */
export const pushTime = (
  columns: ReturnType<typeof timeColumns>,
  event: EventIn<"facts_time">,
  contentHash: number,
  at: Place,
): void => {
  const { data } = event;
  pushSource(columns, event, contentHash, at);
  columns.month.push(monthWithinDateTime64(event.occurredAt));
  columns.status.push(data.status);
  columns.worked_on.push(dayNumberOf(data.workedOn));
  columns.started_at.push(momentOrNull(data.startedAt));
  columns.ended_at.push(momentOrNull(data.endedAt));
  columns.duration_seconds.push(data.durationSeconds);
  columns.billable.push(data.billable);
  columns.activity.push(data.activity ?? "");
  columns.ticket.push(data.ticket ?? "");
};
