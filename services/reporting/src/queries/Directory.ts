import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag } from "./columns.ts";

/** Clients as they are counted (merged ones under the one they merged into), with what links them. */
export const directoryClients = query({
  name: "directory-clients",
  sql: `
    SELECT c.id AS id, c.name AS name, p.parties AS parties
    FROM (SELECT canonical_id AS id, any(canonical_name) AS name FROM directory_client GROUP BY canonical_id) AS c
    LEFT JOIN (SELECT client_id, arraySort(groupUniqArray(party)) AS parties
      FROM directory_party
      -- A client's own name is known by itself.
      WHERE NOT startsWith(party, 'name:')
      GROUP BY client_id) AS p
      ON p.client_id = c.id
    ORDER BY id`,
  params: z.object({}),
  row: z.object({ id: z.string(), name: z.string(), parties: z.array(z.string()) }),
});
export type DirectoryClientRow = z.infer<typeof directoryClients.row>;

/** The client of an id or a name (in any case), the one it was merged into; no row when there is none. */
export const findClient = query({
  name: "find-client",
  sql: `
    SELECT canonical_id AS id, canonical_name AS name
    FROM directory_client
    WHERE client_id = {id:String} OR lowerUTF8(name) = lowerUTF8({id:String})
    ORDER BY client_id = {id:String} DESC, client_id
    LIMIT 1`,
  params: z.object({ id: z.string() }),
  row: z.object({ id: z.string(), name: z.string() }),
});

/** Whether the firm has said which domains and addresses are its own. Always one row. */
export const firmConfigured = query({
  name: "firm-configured",
  sql: `SELECT configured FROM firm`,
  params: z.object({}),
  row: z.object({ configured: flag }),
});
