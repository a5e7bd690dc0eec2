import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { weekOf } from "../weeks/weekNumbers.ts";
import { dayOfRevision } from "./readContracts.ts";

const disputesQuery = query({
  name: "risk-disputes",
  sql: `
SELECT
  m.party AS party, toString(m.booked_on) AS bookedOn, toString(m.due_on) AS dueOn,
  d.revision AS revision, d.first AS first, toString(toDate32(d.recorded_at)) AS recordedOn
FROM (SELECT * FROM money WHERE kind = 'invoice' AND status = 'posted' AND state = 'client') AS m
INNER JOIN (
  SELECT
    connector, account, document, min(v.revision) AS first,
    minIf(v.revision, disputed) AS revision, argMinIf(v.recorded_at, v.revision, disputed) AS recorded_at
  FROM (SELECT * FROM facts_money FINAL WHERE kind = 'invoice') AS v
  GROUP BY connector, account, document
  HAVING max(disputed)
) AS d ON d.connector = m.connector AND d.account = m.account AND d.document = m.document`,
  params: z.object({}),
  row: z.object({
    party: z.string(),
    bookedOn: z.string(),
    dueOn: z.string().nullable(),
    revision: z.coerce.number(),
    first: z.coerce.number(),
    recordedOn: z.string(),
  }),
});

/**
 * By client the weeks in which invoices came to be disputed, one for each. That is when its source says so; of one that was
 * disputed when it was first seen, in a source that tells no time, the due day: earlier nobody would have known.
 */
export const readDisputes: Effect.Effect<
  ReadonlyMap<string, ReadonlyArray<number>>,
  WarehouseError,
  WarehouseReader
> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const found = new Map<string, Array<number>>();
  for (const row of yield* reader.query(disputesQuery, {})) {
    const unsaid = row.revision === row.first ? (row.dueOn ?? row.bookedOn) : row.recordedOn;
    const day = dayOfRevision(row.revision) ?? unsaid;
    const weeks = found.get(row.party) ?? [];
    found.set(row.party, weeks);
    weeks.push(weekOf(day < row.bookedOn ? row.bookedOn : day));
  }
  return found;
});
