-- Events of tickets as they stand now: of each document the highest revision. Tickets that the help desk deleted,
-- called spam or merged into another one before `until`, and did not take back, are left out with all their events. `effective_at` places
-- an event in time, as of messages. `rank` orders events of the same moment: the opening first, then as the source
-- numbers them. `state` and `party` as in `attribution`, at the time of the event.
CREATE OR REPLACE VIEW ticket_event ${on_cluster} AS
SELECT
  e.*, if(a.state = 'none', 'unattributed', a.state) AS state, a.party AS party, a.via AS via
FROM (
  SELECT
    event_id, type, connector, account, occurred_at, recorded_at, month, document, revision, parties, members, ticket,
    actor_side, actor, status, previous_status, priority, ticket_channel, ticket_kind, assignee, team,
    previous_assignee, previous_team, times, public, level, score_milli, sla_policy, sla_kept,
    words, questions, tone_milli, tone_error_milli, asks, complaint, urgency, scope_request, escalation, thanks,
    if(month = 0, recorded_at, occurred_at) AS effective_at,
    toUnixTimestamp64Milli(effective_at) AS ms,
    (type != 'ticket.opened', length(document), document) AS rank
  FROM facts_ticket
  ORDER BY connector, account, document, revision DESC, _ver DESC
  LIMIT 1 BY connector, account, document
) AS e
ASOF LEFT JOIN attribution AS a ON e.parties = a.parties AND e.effective_at >= a.valid_from
WHERE e.effective_at < {until:DateTime64(3, 'UTC')}
  AND e.ticket NOT IN (
    SELECT ticket
    FROM (
      SELECT ticket, type, if(month = 0, recorded_at, occurred_at) AS effective_at
      FROM facts_ticket
      ORDER BY connector, account, document, revision DESC, _ver DESC
      LIMIT 1 BY connector, account, document
    )
    WHERE type IN ('ticket.deleted', 'ticket.merged') AND effective_at < {until:DateTime64(3, 'UTC')});

-- One row per ticket as it stands at `until`; it belongs to whom its first event belongs to. The clock of the
-- firm stands still while the ticket waits for the client, is on hold or is solved. `elapsed` runs from the opening
-- on, `net` leaves out what stood still, `working` counts the firm's working time in what is left: to our first
-- public reply after the opening, and, of a ticket whose last status is solved or closed, to the moment since when
-- it is. Null where it has not come to that. `hand_overs`: from one person to another. `sla_kept`, `sla_missed`:
-- promises, the latest word on each. `@rapport/domain/tickets/TicketLife` is the same in words of TypeScript.
CREATE OR REPLACE VIEW ticket ${on_cluster} AS
SELECT
  ticket, connector, account, attributed.1 AS state, attributed.2 AS party, attributed.3 AS via, attributed.4 AS parties,
  priority, ticket_channel, ticket_kind, status, assignee, team, opened_ms,
  if(response.1 = 0, NULL, response.1) AS first_response_ms,
  if(response.1 = 0, NULL, response.1 - opened_ms) AS first_response_elapsed_ms,
  if(response.1 = 0, NULL, response.1 - opened_ms - response_stop.1) AS first_response_net_ms,
  if(response.1 = 0, NULL, response.2 - opened_work_ms - response_stop.2) AS first_response_working_ms,
  if(solved.1 = 0, NULL, solved.1) AS solved_ms,
  if(solved.1 = 0, NULL, solved.1 - opened_ms) AS resolution_elapsed_ms,
  if(solved.1 = 0, NULL, solved.1 - opened_ms - solved_stop.1) AS resolution_net_ms,
  if(solved.1 = 0, NULL, solved.2 - opened_work_ms - solved_stop.2) AS resolution_working_ms,
  reopenings, reassignments, hand_overs, escalations, replies_in, replies_out, notes, rating_milli,
  arrayCount(p -> arrayLast(s -> s.3 = p, promises).4, policies) AS sla_kept,
  length(policies) - sla_kept AS sla_missed,
  last_event_ms
FROM (
  SELECT
    *,
    -- How long the clock stood still before the response and before the solution: elapsed, and of working time.
    arrayMap(s -> (least(s.3, response.1) - s.1, least(s.4, response.2) - s.2), arrayFilter(s -> s.1 < response.1, stops)) AS response_stops,
    arrayMap(s -> (least(s.3, solved.1) - s.1, least(s.4, solved.2) - s.2), arrayFilter(s -> s.1 < solved.1, stops)) AS solved_stops,
    (arraySum(response_stops.1), arraySum(response_stops.2)) AS response_stop,
    (arraySum(solved_stops.1), arraySum(solved_stops.2)) AS solved_stop
  FROM (
    SELECT
      *,
      arrayDistinct(promises.3) AS policies,
      arrayFirst(r -> opened_ms IS NOT NULL AND r.1 >= opened_ms, our_replies) AS response,
      -- Where the run of `solved` and `closed` at the end begins, if the source says when that was; else zeros.
      arrayLastIndex((d, i) -> d AND NOT (i > 1 AND done[i - 1]), done, arrayEnumerate(done)) AS solved_at,
      if(done[-1] AND solutions[solved_at], moments[solved_at], (toInt64(0), toInt64(0))) AS solved,
      arrayFilter((s, i) -> stopped[i],
        arrayMap((m, n) -> (m.1, m.2, n.1, n.2), moments, arrayPopFront(arrayPushBack(moments, (toInt64(9000000000000000), toInt64(9000000000000000))))),
        arrayEnumerate(moments)) AS stops
    FROM (
      SELECT
        * EXCEPT (changes),
        -- Changes of one moment in the order in which one goes on from another: the last is the one after which none comes.
        arraySort(c -> (c.1, NOT has(arrayMap(o -> o.4, arrayFilter(o -> o.1 = c.1, changes)), c.5), c.2, c.6), changes) AS states,
        states[-1].5 AS status,
        arrayMap(s -> (s.1, s.3), states) AS moments,
        arrayMap(s -> s.2 = 3, states) AS solutions,
        arrayMap(s -> s.5 IN ('solved', 'closed'), states) AS done,
        arrayMap(s -> s.5 IN ('solved', 'closed', 'waiting', 'on_hold'), states) AS stopped
      FROM (
        SELECT
          ticket,
          any(t.connector) AS connector,
          any(t.account) AS account,
          argMin((t.state, t.party, t.via, t.parties), (t.ms, t.rank)) AS attributed,
          argMaxIf(t.priority, (t.ms, t.rank), t.priority != '') AS priority,
          argMaxIf(t.ticket_channel, (t.ms, t.rank), t.ticket_channel != '') AS ticket_channel,
          argMaxIf(t.ticket_kind, (t.ms, t.rank), t.ticket_kind != '') AS ticket_kind,
          argMaxIf(t.assignee, (t.ms, t.rank), t.type IN ('ticket.opened', 'ticket.assigned')) AS assignee,
          argMaxIf(t.team, (t.ms, t.rank), t.type IN ('ticket.opened', 'ticket.assigned')) AS team,
          minOrNullIf(t.ms, t.type = 'ticket.opened') AS opened_ms,
          argMinIf(t.work_ms, t.ms, t.type = 'ticket.opened') AS opened_work_ms,
          -- Time, kind (3: a solution), working time, from, to, rank.
          groupArrayIf((t.ms, indexOf(['ticket.opened', 'ticket.status_changed', 'ticket.solved', 'ticket.reopened'], t.type),
              t.work_ms, toString(t.previous_status), toString(t.status), t.rank),
            t.type IN ('ticket.opened', 'ticket.status_changed', 'ticket.solved', 'ticket.reopened')
              AND t.status != '' AND t.status != t.previous_status) AS changes,
          arraySort(groupArrayIf((t.ms, t.work_ms), t.type = 'ticket.replied' AND t.public AND t.actor_side = 'us')) AS our_replies,
          sumIf(t.times, t.type = 'ticket.reopened') AS reopenings,
          sumIf(t.times, t.type = 'ticket.assigned') AS reassignments,
          countIf(t.type = 'ticket.assigned' AND t.assignee != '' AND t.previous_assignee != '' AND t.assignee != t.previous_assignee) AS hand_overs,
          countIf(t.type = 'ticket.escalated') AS escalations,
          countIf(t.type = 'ticket.replied' AND t.public AND t.actor_side = 'them') AS replies_in,
          countIf(t.type = 'ticket.replied' AND t.public AND t.actor_side = 'us') AS replies_out,
          countIf(t.type = 'ticket.replied' AND NOT t.public) AS notes,
          argMaxIf(t.score_milli, (t.ms, t.rank), t.type = 'ticket.rated') AS rating_milli,
          arraySort(groupArrayIf((t.ms, t.rank, toString(t.sla_policy), ifNull(t.sla_kept, false)), t.type = 'ticket.sla_assessed')) AS promises,
          max(t.ms) AS last_event_ms
        FROM (
          SELECT e.*, w.before_ms + greatest(0, least(e.ms, w.end_ms) - w.start_ms) AS work_ms
          FROM (SELECT *, 1 AS one FROM ticket_event(until = {until:DateTime64(3, 'UTC')})) AS e
          ASOF LEFT JOIN working_interval AS w ON e.one = w.one AND e.ms >= w.start_ms
        ) AS t
        GROUP BY ticket
      )
    )
  )
);
