import type { ReportReads } from "@rapport/reporting/Reports";
import type { Effect } from "effect";

/** What is asked of the API, and what somebody would ask of the facts instead. */
export interface Endpoint {
  readonly name: string;
  /** Now for undefined. */
  readonly ask: (reports: ReportReads, asOf: string) => Effect.Effect<unknown, unknown>;
  /** Null where there is nothing to hold it against. */
  readonly plain: ((until: string) => string) | null;
}

const client = "c7";

/** Hours and money per client out of the facts, without what makes them right: no ownership, calibration or overhead. */
const plainEconomics = (until: string, where: string): string => `
SELECT party, sum(seconds) AS all_seconds, sum(minor) AS all_minor
FROM (
  SELECT h.party AS party, toInt64(60 + 2 * m.words) * toInt64(h.share_micro) AS seconds, 0 AS minor
  FROM plain_message_holder(until = '${until}') AS h
  INNER JOIN (SELECT event_id, words FROM message WHERE effective_at >= subtractYears(toDateTime64('${until}', 3, 'UTC'), 1)) AS m ON m.event_id = h.event_id
  UNION ALL
  SELECT party, toInt64(our_heads) * minutes * 60 * toInt64(share_micro), 0 FROM meeting_holder(at = '${until}')
  WHERE effective_at >= subtractYears(toDateTime64('${until}', 3, 'UTC'), 1) AND outcome = 'held'
  UNION ALL
  SELECT party, 300 + 2 * toInt64(words), 0 FROM ticket_event(until = '${until}') WHERE effective_at >= subtractYears(toDateTime64('${until}', 3, 'UTC'), 1)
  UNION ALL
  SELECT party, duration_seconds, 0 FROM time_entry WHERE effective_at >= subtractYears(toDateTime64('${until}', 3, 'UTC'), 1)
  UNION ALL
  SELECT party, 0, amount_minor FROM money WHERE effective_at >= subtractYears(toDateTime64('${until}', 3, 'UTC'), 1)
)
WHERE ${where}
GROUP BY party
ORDER BY all_minor DESC`;

const activity = (until: string, where: string): string =>
  `SELECT * FROM plain_client_activity(until = '${until}', at = '${until}') WHERE ${where}`;

/** Every endpoint whose answer is made of all the facts, or of all of one client's. */
export const endpoints: ReadonlyArray<Endpoint> = [
  {
    name: "clients",
    ask: (reports, asOf) => reports.clients({ asOf }),
    plain: (until) => `
      SELECT * FROM plain_client_activity(until = '${until}', at = '${until}') AS a
      LEFT JOIN plain_client_responsiveness(until = '${until}') AS r ON r.party = a.party
      ORDER BY messages DESC LIMIT 50`,
  },
  {
    name: "client",
    ask: (reports, asOf) => reports.client(client, asOf),
    plain: (until) => activity(until, `party = '${client}'`),
  },
  {
    name: "timeline, messages",
    ask: (reports, asOf) => reports.timeline(client, { asOf, kind: "message" }),
    plain: (until) =>
      `SELECT * FROM plain_client_message(until = '${until}') WHERE party = '${client}' ORDER BY effective_at DESC LIMIT 50`,
  },
  { name: "timeline", ask: (reports, asOf) => reports.timeline(client, { asOf }), plain: null },
  { name: "client months", ask: (reports, asOf) => reports.clientMonths(client, { asOf }), plain: null },
  {
    name: "coverage",
    ask: (reports, asOf) => reports.coverage(asOf),
    plain: (until) =>
      `SELECT state, party, sum(share_micro) FROM plain_message_holder(until = '${until}') GROUP BY state, party`,
  },
  {
    name: "profitability",
    ask: (reports, asOf) => reports.profitability({ asOf }),
    plain: (until) => plainEconomics(until, "true"),
  },
  {
    name: "profitability by month",
    ask: (reports, asOf) => reports.profitability({ asOf, groupBy: "month" }),
    plain: (until) => plainEconomics(until, "true"),
  },
  {
    name: "profitability of one",
    ask: (reports, asOf) => reports.profitability({ asOf, client }),
    plain: (until) => plainEconomics(until, `party = '${client}'`),
  },
  {
    name: "effort",
    ask: (reports, asOf) => reports.effort({ asOf }),
    plain: (until) => plainEconomics(until, "true"),
  },
  {
    name: "whale curve",
    ask: (reports, asOf) => reports.whaleCurve({ asOf }),
    plain: (until) => plainEconomics(until, "party LIKE 'c%'"),
  },
  {
    name: "evidence",
    ask: (reports, asOf) => reports.evidence(client, { asOf, metric: "cost" }),
    plain: (until) => plainEconomics(until, `party = '${client}'`),
  },
  { name: "reconcile", ask: (reports) => reports.reconcile({ month: "2026-09" }), plain: null },
  { name: "freshness", ask: (reports) => reports.freshness, plain: null },
];
