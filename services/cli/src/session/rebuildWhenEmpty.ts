import type { ReportProgress } from "@rapport/pipeline/Progress";
import { committedPositions, total } from "@rapport/projector/Positions";
import { requestRebuild } from "@rapport/projector/RebuildRequest";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import { remark } from "../output.ts";

const anyRecord = query({
  name: "any-record",
  sql: "SELECT 1 AS one FROM log_record LIMIT 1",
  params: z.object({}),
  row: z.object({ one: z.number() }),
});

/**
 * The warehouse may be thrown away at any time: when it holds nothing though the projector has been through
 * the log, it is built anew. Needs a projector at work, here or in the owner.
 */
export const rebuildWhenEmpty = (report: ReportProgress) =>
  Effect.gen(function* () {
    if (total(yield* committedPositions) === 0) return;
    const warehouse = yield* WarehouseReader;
    if ((yield* warehouse.query(anyRecord, {})).length > 0) return;
    yield* remark("The warehouse is empty: building it anew from the log.");
    yield* requestRebuild(report);
  });
