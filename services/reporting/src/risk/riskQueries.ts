import { ofCurrentEdition } from "@rapport/risk/read/currentRisk";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

const week = z.iso.date();

const scoreColumns = `
    party, toString(week) AS monday, model, toString(shown) AS shown, toString(band) AS band, log_odds, base,
    arrayMap(term -> toString(term), terms) AS terms, log_odds_of, chance_micro, chance_low_micro, chance_high_micro,
    active_micro, surprise_micro, toString(features) AS features`;

const scoreRow = z.object({
  party: z.string(),
  monday: week,
  model: z.string(),
  shown: z.enum(["percent", "band", "rank", "too_new", "stale", "activity", "ended"]),
  band: z.enum(["low", "usual", "raised", "high"]),
  log_odds: z.number(),
  base: z.number(),
  terms: z.array(z.string()),
  log_odds_of: z.array(z.number()),
  chance_micro: integer,
  chance_low_micro: integer,
  chance_high_micro: integer,
  active_micro: integer,
  surprise_micro: integer,
  features: z.string(),
});
export type ScoreRow = z.infer<typeof scoreRow>;

/** The last week up to one (by its Monday) that anything was scored in. At most one row. */
export const lastScoredWeek = query({
  name: "last-scored-week",
  sql: `
    SELECT toString(max(week)) AS monday
    FROM client_score
    WHERE ${ofCurrentEdition} AND week <= {week:Date32}
    HAVING count() > 0`,
  params: z.object({ week }),
  row: z.object({ monday: week }),
});

/** The scores of all clients in one week, by client. */
export const scoresOfWeek = query({
  name: "scores-of-week",
  sql: `SELECT ${scoreColumns} FROM client_score WHERE ${ofCurrentEdition} AND week = {week:Date32} ORDER BY party`,
  params: z.object({ week }),
  row: scoreRow,
});

/** The scores of some clients in the weeks from one to another (both included), by client and week. */
export const scoresOfClients = query({
  name: "scores-of-clients",
  sql: `
    SELECT ${scoreColumns} FROM client_score
    WHERE ${ofCurrentEdition} AND party IN {parties:Array(String)} AND week BETWEEN {from:Date32} AND {to:Date32}
    ORDER BY party, week`,
  params: z.object({ parties: z.array(z.string()), from: week, to: week }),
  row: scoreRow,
});

/** Clients as they are counted, and who looks after them on a day. */
export const clientCards = query({
  name: "client-cards",
  sql: `
    SELECT client, name, segment, owner, owner_name
    FROM client_card(as_of = {day:Date32})
    ORDER BY client`,
  params: z.object({ day: z.iso.date() }),
  row: z.object({
    client: z.string(),
    name: z.string(),
    segment: z.string(),
    owner: z.string(),
    owner_name: z.string(),
  }),
});
export type ClientCardRow = z.infer<typeof clientCards.row>;
