import { weekEndSql, weekSql } from "../weeks/weekNumbers.ts";
import { weekSource } from "./WeekRows.ts";

const never = "toInt64(9000000000000000)";

/** Every event of a ticket as it stands, also of tickets that were deleted or merged later (`gone_ms`). */
const events = `(
    SELECT e.* EXCEPT (parties, ticket), e.ticket AS ticket, a.state AS state, a.party AS party, if(g.gone_ms = 0, ${never}, g.gone_ms) AS gone_ms
    FROM (
      SELECT
        type, parties, ticket, actor_side, status, previous_status, times, public, complaint,
        if(month = 0, recorded_at, occurred_at) AS effective_at,
        toUnixTimestamp64Milli(effective_at) AS ms,
        (type != 'ticket.opened', length(document), document) AS rank
      FROM facts_ticket
      ORDER BY connector, account, document, revision DESC, _ver DESC
      LIMIT 1 BY connector, account, document
    ) AS e
    ASOF LEFT JOIN attribution AS a ON e.parties = a.parties AND e.effective_at >= a.valid_from
    LEFT JOIN (
      SELECT ticket, min(toUnixTimestamp64Milli(if(month = 0, recorded_at, occurred_at))) AS gone_ms
      FROM (
        SELECT ticket, type, month, recorded_at, occurred_at FROM facts_ticket
        ORDER BY connector, account, document, revision DESC, _ver DESC
        LIMIT 1 BY connector, account, document
      )
      WHERE type IN ('ticket.deleted', 'ticket.merged')
      GROUP BY ticket
    ) AS g ON g.ticket = e.ticket
    WHERE e.effective_at < {before:DateTime64(3, 'UTC')}
  )`;

const endMs = (week: string): string => `toUnixTimestamp64Milli(${weekEndSql(week)})`;

/** What happened to tickets in a week; tickets that were gone by its end are left out. `theirDays`: bit 0 is Monday. */
export const ticketsSource = weekSource(
  "risk-tickets",
  ["ticketsOpened", "ticketsReopened", "ticketsEscalated", "ticketsReassigned", "complaints", "theirDays"],
  `
  SELECT
    party, ${weekSql("effective_at")} AS week,
    countIf(type = 'ticket.opened') AS ticketsOpened,
    sumIf(times, type = 'ticket.reopened') AS ticketsReopened,
    countIf(type = 'ticket.escalated') AS ticketsEscalated,
    sumIf(times, type = 'ticket.assigned') AS ticketsReassigned,
    countIf(actor_side = 'them' AND complaint) AS complaints,
    groupBitOrIf(toUInt8(bitShiftLeft(1, toDayOfWeek(effective_at) - 1)),
      actor_side = 'them' AND (type = 'ticket.opened' OR (type = 'ticket.replied' AND public))) AS theirDays
  FROM ${events}
  WHERE state = 'client' AND gone_ms >= ${endMs("week")}
  GROUP BY party, week`,
);

/**
 * Tickets that were open at a week's end: how many, how many of them escalated, and the age in hours of the oldest. A
 * ticket is open while its status is neither solved nor closed; it belongs to whom its first event belongs to. Changes
 * of one moment are taken in the order in which one goes on from another, as the view `ticket` takes them.
 */
export const openTicketsSource = weekSource(
  "risk-open-tickets",
  ["openTickets", "openEscalations", "oldestTicketHours"],
  `
  SELECT
    party, week,
    count() AS openTickets,
    countIf(escalated_ms < ${endMs("week")}) AS openEscalations,
    max(intDiv(${endMs("week")} - opened_ms, 3600000)) AS oldestTicketHours
  FROM (
    SELECT
      attributed.2 AS party, opened_ms, escalated_ms,
      arrayJoin(range(${weekSql("fromUnixTimestamp64Milli(span.1, 'UTC')")}, ${weekSql("fromUnixTimestamp64Milli(least(span.2, gone_ms, toUnixTimestamp64Milli({before:DateTime64(3, 'UTC')})), 'UTC')")})) AS week
    FROM (
      SELECT
        ticket, attributed, opened_ms, escalated_ms, gone_ms,
        arraySort(c -> (c.1, NOT has(arrayMap(o -> o.3, arrayFilter(o -> o.1 = c.1, changes)), c.2), c.4, c.5), changes) AS states,
        arrayMap((s, n) -> (s.1, n.1, s.3 NOT IN ('solved', 'closed')), states,
          arrayPushBack(arrayPopFront(states), (${never}, '', '', 0, (false, toUInt64(0), '')))) AS spans
      FROM (
        SELECT
          ticket, any(gone_ms) AS gone_ms,
          argMin((state, party), (ms, rank)) AS attributed,
          min(ms) AS opened_ms,
          minIf(ms, type = 'ticket.escalated') AS first_escalated,
          if(countIf(type = 'ticket.escalated') = 0, ${never}, first_escalated) AS escalated_ms,
          -- Moment, from, to, kind, rank.
          groupArrayIf((ms, toString(previous_status), toString(status),
              indexOf(['ticket.opened', 'ticket.status_changed', 'ticket.solved', 'ticket.reopened'], type), rank),
            type IN ('ticket.opened', 'ticket.status_changed', 'ticket.solved', 'ticket.reopened')
              AND status != '' AND status != previous_status) AS changes
        FROM ${events}
        GROUP BY ticket
      )
    )
    ARRAY JOIN spans AS span
    WHERE attributed.1 = 'client' AND span.3
  )
  GROUP BY party, week`,
);
