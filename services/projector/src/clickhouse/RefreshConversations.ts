import { Effect } from "effect";
import { type WarehouseError, type WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { onTables, type TableSet } from "../Tables.ts";
import { exchangeFresh } from "./Exchange.ts";
import { writeReferenceThreads } from "./ReferenceThreads.ts";
import { reconcileRollUps } from "./RollUp.ts";
import { settleFacts } from "./SettleFacts.ts";
import { finalSettings } from "./sql.ts";
import { writeSubjectThreads } from "./SubjectThreads.ts";

/**
 * The message each one answers: the first id of In-Reply-To when it is in the set, else the last id of
 * References that is. One that names itself answers nothing; one without a Message-ID may answer.
 */
const replyEdges = `
INSERT INTO {{reply_edge:fresh}}
SELECT event_id, argMin(parent_event_id, rank) AS parent
FROM (
  SELECT event_id, cityHash64(candidate) AS parent_hash, rank
  FROM {{facts_interaction}} FINAL
  ARRAY JOIN arrayPushFront(arrayReverse(references), in_reply_to) AS candidate, arrayEnumerate(arrayPushFront(references, '')) AS rank
  WHERE candidate != ''
) AS child
INNER JOIN (
  SELECT message_hash AS parent_hash, event_id AS parent_event_id
  FROM {{facts_interaction}} FINAL
  WHERE message_hash != 0
) AS parent USING parent_hash
GROUP BY event_id
HAVING parent != event_id`;

/**
 * Brings everything that is derived from all facts up to date: copies settled, roll-ups reconciled, threads
 * and reply edges found anew and exchanged in whole.
 */
export const refreshConversations = (
  tables: TableSet,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    yield* settleFacts(tables);
    yield* reconcileRollUps(tables);
    const fill = Effect.andThen(
      writeReferenceThreads(tables, writeSubjectThreads(tables)),
      writer.command(onTables(tables, replyEdges), {}, finalSettings),
    );
    yield* exchangeFresh(tables, ["conversation", "reply_edge"], fill);
  });
