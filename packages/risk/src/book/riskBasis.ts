import { hash } from "node:crypto";
import { Effect } from "effect";
import { z } from "zod";
import type { Terms } from "@rapport/economics/terms/readTerms";
import { momentOf } from "@rapport/economics/facts/moments";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { settingDefinitions } from "@rapport/domain/economics/settings/definitions";
import { shippedModel } from "@rapport/domain/risk/model/shippedModel";
import { endMsOf } from "../weeks/weekNumbers.ts";

/** A name, what is hashed of a row, and the rows, each once: their order makes no difference. */
const parts: ReadonlyArray<readonly [string, string, string]> = [
  [
    "messages",
    "month, basis, fingerprint",
    "SELECT DISTINCT month, basis, fingerprint FROM held_month WHERE month < toYYYYMM({before:DateTime64(3, 'UTC')})",
  ],
  [
    "newest messages",
    "event_id, party, side, share_micro, effective_at, asks, after_hours, shown_from, shown_to",
    `SELECT event_id, party, side, share_micro, effective_at, asks, after_hours, shown_from, shown_to FROM held_message
     WHERE held_in = toYYYYMM({before:DateTime64(3, 'UTC')}) AND state = 'client' AND effective_at < {before:DateTime64(3, 'UTC')}`,
  ],
  [
    "replies",
    "party, asked_event_id, answered_ms, working_ms",
    `SELECT party, asked_event_id, answered_ms, working_ms FROM held_reply
     WHERE answered_ms < toUnixTimestamp64Milli({before:DateTime64(3, 'UTC')})`,
  ],
  [
    "tickets",
    "event_id, _ver",
    "SELECT DISTINCT event_id, _ver FROM facts_ticket WHERE if(month = 0, recorded_at, occurred_at) < {before:DateTime64(3, 'UTC')}",
  ],
  [
    "meetings",
    "event_id, _ver",
    `SELECT DISTINCT event_id, _ver FROM facts_meeting
     WHERE start_at < {before:DateTime64(3, 'UTC')} OR ifNull(changed_at, start_at) < {before:DateTime64(3, 'UTC')}`,
  ],
  [
    "contributions",
    "party, day, category, seconds, cost_minor, revenue_minor, cash_minor",
    `SELECT party, day, category, seconds, cost_minor, revenue_minor, cash_minor FROM contribution_day_current
     WHERE state = 'client' AND day < toDate32({before:DateTime64(3, 'UTC')})`,
  ],
  [
    "documents",
    "event_id, party, currency, total_minor, due, disputed, recorded_at",
    `SELECT event_id, party, currency, total_minor, toString(due_on) AS due, disputed, recorded_at FROM money
     WHERE status = 'posted' AND state = 'client' AND kind IN ('invoice', 'payment', 'credit_note')
       AND booked_on < toDate32({before:DateTime64(3, 'UTC')})`,
  ],
  ["contracts", "event_id, _ver", "SELECT DISTINCT event_id, _ver FROM facts_contract"],
  [
    "entries",
    "event_id, _ver",
    "SELECT DISTINCT event_id, _ver FROM facts_time WHERE NOT ifNull(billable, true) AND if(month = 0, recorded_at, occurred_at) < {before:DateTime64(3, 'UTC')}",
  ],
  [
    "parties",
    "party, client_id, valid_from, valid_to",
    "SELECT DISTINCT party, client_id, valid_from, valid_to FROM directory_party",
  ],
  ["clients", "client_id, canonical_id", "SELECT DISTINCT client_id, canonical_id FROM directory_client"],
  ["firm", "*", "SELECT own_domains, own_addresses, working_days, holidays FROM directory_firm"],
  ["profiles", "*", "SELECT DISTINCT client_id, segment, tier, calendar_id FROM directory_profile"],
  ["calendars", "*", "SELECT DISTINCT calendar_id, working_days, holidays FROM directory_calendar"],
  ["contacts", "*", "SELECT DISTINCT party, seniority FROM directory_contact"],
  ["members", "*", "SELECT DISTINCT party, member_id FROM directory_member_party"],
  ["owners", "*", "SELECT DISTINCT client_id, role, member_id, valid_from FROM directory_owner"],
  [
    "words",
    "event_id",
    `SELECT DISTINCT event_id FROM directory_event
     WHERE JSONExtractString(event, 'type') IN ('client.ended', 'client.resumed', 'break.agreed', 'word.undone', 'risk_model.fitted')`,
  ],
];

const basisQuery = query({
  name: "risk-basis",
  sql: parts
    .map(
      ([name, columns, rows]) =>
        `SELECT '${name}' AS part, concat(toString(count()), '.', toString(ifNull(sum(sipHash64(${columns === "*" ? "tuple(*)" : columns})), 0))) AS fingerprint FROM (${rows})`,
    )
    .join("\nUNION ALL\n"),
  params: z.object({ before: z.string() }),
  row: z.object({ part: z.string(), fingerprint: z.string() }),
});

/** Changes when the weeks up to `lastWeek`, or the scores of them, would come out otherwise. */
export const riskBasis = (
  lastWeek: number,
  { said, exchangeRates, reportingCurrency }: Terms,
): Effect.Effect<string, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const found = yield* reader.query(basisQuery, { before: momentOf(endMsOf(lastWeek)) });
    const facts = found.map(({ part, fingerprint }) => `${part} ${fingerprint}`).toSorted();
    const { settings, closings } = said;
    // A newer version may ship another model or other defaults.
    const shipped = [shippedModel, Object.values(settingDefinitions).map((one) => one.default)];
    const by = [lastWeek, facts, settings, [...closings], exchangeRates, reportingCurrency, shipped];
    return hash("sha256", JSON.stringify(by), "hex").slice(0, 32);
  });
