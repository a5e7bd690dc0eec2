import { weekSql } from "../weeks/weekNumbers.ts";
import { weekSource } from "./WeekRows.ts";

/**
 * Effort, cost and money of a week, from the books as they hold. Revenue counts once its day has come and its document
 * is there: what is billed afterwards counts in the week of the bill, so that no later bill changes a week.
 */
export const booksSource = weekSource(
  "risk-books",
  ["revenueMinor", "costMinor", "cashMinor", "effortSeconds", "loggedSeconds", "reworkSeconds"],
  `
  SELECT
    party, week,
    sum(revenue_minor) AS revenueMinor, sum(cost_minor) AS costMinor, sum(cash_minor) AS cashMinor,
    sum(effort_seconds) AS effortSeconds, sum(logged_seconds) AS loggedSeconds, sum(rework_seconds) AS reworkSeconds
  FROM (
    SELECT
      party, ${weekSql("day")} AS week, toInt64(0) AS revenue_minor, sum(d.cost_minor) AS cost_minor, sum(d.cash_minor) AS cash_minor,
      sumIf(d.seconds, category NOT IN ('unused_capacity', 'unconverted')) AS effort_seconds,
      sumIf(d.seconds, category = 'time') AS logged_seconds,
      sumIf(d.seconds, category IN ('ticket_reassigned', 'ticket_reopened')) AS rework_seconds
    FROM contribution_day_current AS d
    WHERE state = 'client' AND day >= '1990-01-01' AND day < toDate32({before:DateTime64(3, 'UTC')})
    GROUP BY party, week
    UNION ALL
    SELECT party, ${weekSql("greatest(c.day, m.booked_on)")} AS week, sum(c.revenue_minor), 0, 0, 0, 0, 0
    FROM (
      SELECT party, day, event_id, revenue_minor FROM contribution_current
      WHERE book = 'money' AND state = 'client' AND category IN ('invoice', 'credit_note', 'pass_through')
        AND day >= '1990-01-01' AND day < toDate32({before:DateTime64(3, 'UTC')})
    ) AS c
    LEFT JOIN (SELECT event_id, max(booked_on) AS booked_on FROM facts_money GROUP BY event_id) AS m ON m.event_id = c.event_id
    WHERE greatest(c.day, m.booked_on) < toDate32({before:DateTime64(3, 'UTC')})
    GROUP BY party, week
  )
  GROUP BY party, week`,
);

/** Logged time that its source calls not billable. */
export const unbilledSource = weekSource(
  "risk-unbilled",
  ["unbilledSeconds"],
  `
  SELECT party, ${weekSql("effective_at")} AS week, sum(duration_seconds) AS unbilledSeconds
  FROM time_entry
  WHERE state = 'client' AND status = 'posted' AND NOT ifNull(billable, true)
    AND effective_at >= '1990-01-01 00:00:00' AND effective_at < {before:DateTime64(3, 'UTC')}
  GROUP BY party, week`,
);
