import { ShownOfScore } from "@rapport/contracts/http/risk/head";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

/** What clients brought and took over a span of days. */
export const listEconomics = query({
  name: "client-list-economics",
  sql: `
    SELECT party, sum(e.contribution_minor) AS contribution_minor, sum(e.effort_seconds) AS effort_seconds
    FROM party_economics(from_day = {from:Date32}, to_day = {last:Date32}) AS e
    WHERE state IN ('client', 'organisation')
    GROUP BY party`,
  params: z.object({ from: z.iso.date(), last: z.iso.date() }),
  row: z.object({ party: z.string(), contribution_minor: integer, effort_seconds: integer }),
});

/** Who looks after each client on a day, and its segment. */
export const listCards = query({
  name: "client-list-cards",
  sql: `SELECT client, owner, owner_name, segment FROM client_card(as_of = {asOf:Date32})`,
  params: z.object({ asOf: z.iso.date() }),
  row: z.object({ client: z.string(), owner: z.string(), owner_name: z.string(), segment: z.string() }),
});

/**
 * The score of each client at the end of its last week, as much of it as may be told: where only the order may be shown,
 * neither band nor chance. `place` is what the order goes by, and is for nobody's eyes.
 */
export const listScores = query({
  name: "client-list-scores",
  sql: `
    SELECT
      r.client AS client, r.shown AS shown, if(r.shown = 'rank', '', r.band) AS band, r.chance_percent AS chance_percent,
      r.cause != '' AS leaves, if(r.shown IN ('percent', 'band', 'rank', 'stale'), s.chance_micro, NULL) AS place
    FROM client_risk_at(as_of = {asOf:Date32}) AS r
    LEFT JOIN (
      SELECT c.party AS party, argMax(c.chance_micro, c.week) AS chance_micro
      FROM client_score_current AS c WHERE c.week + 6 <= {asOf:Date32} GROUP BY c.party
    ) AS s ON s.party = r.client`,
  params: z.object({ asOf: z.iso.date() }),
  row: z.object({
    client: z.string(),
    shown: ShownOfScore,
    band: z.enum(["low", "usual", "raised", "high", ""]),
    chance_percent: z.coerce.number().nullable(),
    leaves: z.coerce.boolean(),
    place: integer.nullable(),
  }),
});
