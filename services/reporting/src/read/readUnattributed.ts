import type { UnattributedAnswer, UnattributedParty } from "@rapport/contracts/http/Unattributed";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { messagesOf } from "../figures/rounding.ts";
import { unattributedParties, type UnattributedRow } from "../queries/Unattributed.ts";
import { readFirmConfigured } from "./firm.ts";
import type { Warehouse } from "./Warehouse.ts";

/** Parties of an answer when the caller does not say. */
const answerLength = 100;

const moneyOf = (lines: UnattributedRow["money"]): UnattributedParty["money"] =>
  [...Map.groupBy(lines, ([currency]) => currency)].map(([currency, amounts]) => {
    const of = (measure: string) => amounts.find(([, name]) => name === measure)?.[2] ?? 0;
    return {
      currency,
      invoicedNetMinor: of("invoiced_net"),
      creditedNetMinor: of("credited_net"),
      paidMinor: of("paid"),
      expenseMinor: of("expenses"),
    };
  });

/** A row of the view as answers have it. */
export const unattributedOfRow = (row: UnattributedRow): UnattributedParty => ({
  party: row.party,
  state: row.state,
  messages: messagesOf(row.message_share_micro),
  tickets: row.tickets,
  meetings: row.meetings,
  meetingMinutes: row.meeting_minutes,
  loggedSeconds: row.logged_seconds,
  money: moneyOf(row.money),
  together: row.together,
});

/** What no client claims, ranked. */
export const readUnattributed = (warehouse: Warehouse) =>
  Effect.fn("Reports.unattributed")(function* (
    day?: string,
    limit: number = answerLength,
  ): Effect.fn.Return<UnattributedAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(day);
    const [rows, firmConfigured] = yield* Effect.all(
      [warehouse.query(unattributedParties, { until: asOf.until, limit }), readFirmConfigured(warehouse)],
      { concurrency: 2 },
    );
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      total: rows[0]?.parties ?? 0,
      items: rows.map(unattributedOfRow),
    };
  });
