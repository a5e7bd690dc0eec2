import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

const shown = z.enum(["percent", "band", "rank", "too_new", "stale", "activity", "ended"]);
const band = z.enum(["low", "usual", "raised", "high"]);

/** What a client's score of a week says, without what it adds up from. */
export interface ScoredWeek {
  /** Monday. */
  readonly week: string;
  readonly shown: z.infer<typeof shown>;
  readonly band: z.infer<typeof band>;
  readonly chanceMicro: number;
  readonly logOdds: number;
}

const scoredWeeks = z.array(z.tuple([z.iso.date(), shown, band, integer, z.number()])).transform((weeks) =>
  weeks.map(([week, shownAs, inBand, chanceMicro, logOdds]): ScoredWeek => ({
    week,
    shown: shownAs,
    band: inBand,
    chanceMicro,
    logOdds,
  })),
);

/** Every client's scores of the weeks that were over by the end of a day, in order; of all clients, or of one. */
export const scoreSeries = query({
  name: "score-series",
  sql: `
    SELECT party,
      arraySort(scored -> scored.1, groupArray((toString(week), toString(shown), toString(band), chance_micro, log_odds))) AS weeks
    FROM client_score
    WHERE edition = (SELECT max(edition) FROM economics_edition WHERE book = 'risk')
      AND week <= {day:Date32} - 6 AND ({party:String} = '' OR party = {party:String})
    GROUP BY party
    ORDER BY party`,
  params: z.object({ day: z.iso.date(), party: z.string() }),
  row: z.object({ party: z.string(), weeks: scoredWeeks }),
});

const bookWeeks = z
  .array(z.tuple([z.iso.date(), integer, integer, integer, integer, integer, integer, integer]))
  .transform((weeks) =>
    weeks.map((one) => ({
      week: one[0],
      revenueMinor: one[1],
      costMinor: one[2],
      effortSeconds: one[3],
      messagesIn: one[4],
      messagesInAfterHours: one[5],
      activeDays: one[6],
      businessDays: one[7],
    })),
  );

/** Every client's weeks that were over by the end of a day, in order: what alerts and plays look at beside the scores. */
export const weekSeries = query({
  name: "week-series",
  sql: `
    SELECT party,
      arraySort(one -> one.1, groupArray((toString(week), revenue_minor, cost_minor, effort_seconds, messages_in, messages_in_after_hours, active_days, business_days))) AS weeks
    FROM client_week
    WHERE edition = (SELECT max(edition) FROM economics_edition WHERE book = 'risk') AND week <= {day:Date32} - 6
    GROUP BY party
    ORDER BY party`,
  params: z.object({ day: z.iso.date() }),
  row: z.object({ party: z.string(), weeks: bookWeeks }),
});
export type WeekSeries = z.infer<typeof weekSeries.row>;

/** From when to when each client was looked after by whom, as what. Times UTC ms. */
export const ownerships = query({
  name: "ownerships",
  sql: `
    SELECT client_id AS client, role, member_id AS member,
      toUnixTimestamp64Milli(valid_from) AS from_ms, toUnixTimestamp64Milli(valid_to) AS to_ms
    FROM directory_owner
    ORDER BY client, from_ms, role, member`,
  params: z.object({}),
  row: z.object({
    client: z.string(),
    role: z.string(),
    member: z.string(),
    from_ms: integer,
    to_ms: integer,
  }),
});
export type OwnershipRow = z.infer<typeof ownerships.row>;

/** Names of members by id. */
export const memberNames = query({
  name: "member-names",
  sql: `SELECT member_id AS member, any(name) AS name FROM directory_member GROUP BY member_id ORDER BY member`,
  params: z.object({}),
  row: z.object({ member: z.string(), name: z.string() }),
});

/** Names of clients as they are counted. */
export const clientNames = query({
  name: "client-names",
  sql: `SELECT canonical_id AS client, any(canonical_name) AS name FROM directory_client GROUP BY canonical_id ORDER BY client`,
  params: z.object({}),
  row: z.object({ client: z.string(), name: z.string() }),
});
