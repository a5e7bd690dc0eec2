import { hash } from "node:crypto";
import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { onTables, type TableSet } from "../Tables.ts";
import { final } from "./sql.ts";

/** No hash function of the engine takes a null for a value of its own. */
const nullable = (column: string): string => `isNull(${column}), ifNull(toString(${column}), '')`;

/**
 * What of each table is a function of the set of events; not where and when its events were recorded, nor
 * which of several equal copies was kept.
 */
const hashedRows: ReadonlyArray<readonly [table: string, row: string, from: string]> = [
  [
    "facts",
    `event_id, type, channel, occurred_at, month, time_source, time_plausible, ${nullable("utc_offset_minutes")},
     message_id, in_reply_to, references, conversation_key, from_address, from_organisation, from_kind,
     recipient_role, recipient_address, recipient_organisation, recipient_kind, automatic, size_bytes, attachments,
     words, questions, ${nullable("tone_milli")}, ${nullable("tone_error_milli")},
     asks, complaint, urgency, scope_request, escalation, thanks`,
    "{{facts_interaction}} FINAL",
  ],
  [
    "roll-ups",
    `day, party, organisation, sent, sent_automatic, sent_words, sent_questions, sent_complaints, sent_urgent,
     tone_milli_sum, tone_count, addressed, addressed_automatic,
     ${nullable("first_sent_at")}, ${nullable("last_sent_at")}`,
    "{{rollup_party_day}} FINAL WHERE sent > 0 OR addressed > 0",
  ],
  ["conversations", "event_id, thread_id, thread_size, linked_by", "{{conversation}}"],
  ["reply-edges", "event_id, parent_event_id", "{{reply_edge}}"],
  ["clients", "client_id, name, canonical_id, canonical_name", "{{directory_client}}"],
  ["parties", "party, client_id, valid_from, valid_to", "{{directory_party}}"],
  [
    "firm",
    "own_domains, own_addresses, time_zone, working_days, work_start_minute, work_end_minute, holidays",
    "{{directory_firm}}",
  ],
];

const hashQuery = (tables: TableSet) =>
  query({
    name: "state-hash",
    sql: `SELECT part, rows, sum, xor FROM (\n${hashedRows
      .map(
        ([part, row, from]) =>
          `SELECT '${part}' AS part, toString(count()) AS rows, toString(sum(h)) AS sum, toString(groupBitXor(h)) AS xor FROM (SELECT sipHash64(${row}) AS h FROM ${onTables(tables, from)})`,
      )
      .join("\nUNION ALL\n")}\n) ORDER BY part ${final}`,
    params: z.object({}),
    row: z.object({ part: z.string(), rows: z.string(), sum: z.string(), xor: z.string() }),
  });

/** SHA-256 over count, sum and XOR of the hashes of every table's rows: their order makes no difference. */
export const stateHash = (tables: TableSet): Effect.Effect<string, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const parts = yield* reader.query(hashQuery(tables), {});
    return hash(
      "sha256",
      JSON.stringify(parts.map(({ part, rows, sum, xor }) => [part, rows, sum, xor])),
      "hex",
    );
  });
