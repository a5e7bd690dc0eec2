import { weekSql } from "../weeks/weekNumbers.ts";
import { weekSource } from "./WeekRows.ts";

const kinds = ["held", "due", "recurring_held", "cancelled", "moved"] as const;
const amount = (kind: (typeof kinds)[number]): string => `countIf(line.2 = '${kind}')`;

/**
 * Meetings with somebody of theirs, each whole for every client it is shared with. One is held in the week in which it
 * ends; an occurrence of a series is due in the week in which it begins, one that was moved where it begins now. A
 * cancellation counts in the week in which it was made, at the latest in that of the meeting; as cancelled by them also
 * when all of theirs who answered declined. `theirDays`: bit 0, they had called a meeting on Monday.
 */
export const meetingsSource = weekSource(
  "risk-meetings",
  ["meetingsHeld", "recurringDue", "recurringHeld", "meetingsCancelledByThem", "meetingsMoved", "theirDays"],
  `
  SELECT
    party, line.1 AS week,
    ${amount("held")} AS meetingsHeld,
    ${amount("due")} AS recurringDue,
    ${amount("recurring_held")} AS recurringHeld,
    ${amount("cancelled")} AS meetingsCancelledByThem,
    ${amount("moved")} AS meetingsMoved,
    groupBitOrIf(toUInt8(bitShiftLeft(1, line.3)), line.2 = 'called') AS theirDays
  FROM (
    SELECT
      party,
      ${weekSql("start_at")} AS begins,
      ${weekSql("end_at - toIntervalMillisecond(end_at > start_at)")} AS ends,
      toUInt8(toDayOfWeek(end_at - toIntervalMillisecond(end_at > start_at)) - 1) AS weekday,
      h.outcome = 'held' AS was_held,
      arrayFilter(l -> l.1 >= 0 AND l.2 != '', [
        (ends, if(was_held AND NOT no_show, 'held', ''), weekday),
        (begins, if(recurring AND h.outcome != 'withdrawn', 'due', ''), weekday),
        (ends, if(recurring AND was_held AND NOT no_show, 'recurring_held', ''), weekday),
        (if(no_show, ends, ${weekSql("least(start_at, ifNull(changed_at, start_at))")}),
          if(no_show OR cancelled_by = 'them', 'cancelled', ''), weekday),
        (begins, if(h.moved AND h.outcome != 'withdrawn', 'moved', ''), weekday),
        (ends, if(was_held AND NOT no_show AND organiser != '' AND NOT organiser_own AND has(coming, organiser), 'called', ''), weekday)
      ]) AS lines
    FROM meeting_holder(at = {before:DateTime64(3, 'UTC')}) AS h
    WHERE h.state = 'client' AND NOT h.named AND month BETWEEN 199001 AND 229912
  )
  ARRAY JOIN lines AS line
  WHERE line.1 < ${weekSql("{before:DateTime64(3, 'UTC')}")}
  GROUP BY party, week`,
);
