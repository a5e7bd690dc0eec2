import { maxMinor } from "@rapport/contracts/Ledger";
import { readFileSync } from "node:fs";
import { decodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { batchesOf } from "@rapport/projector/contract/support";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { type DocumentEvent, underItsId } from "@rapport/testing/sampleSources";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, Layer } from "effect";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import { asker } from "./support/ask.ts";
import { type Chdb, startChdb } from "./support/chdb.ts";
import { addressOf } from "./support/projectorWorld.ts";

// What stands in the columns, read back from the engine: the golden events, and the ends of what columns hold.
let chdb: Chdb;
const database = "rows";
beforeAll(async () => {
  chdb = await startChdb();
  await Effect.runPromise(migrate(addressOf(chdb, database)));
});
afterAll(() => chdb.stop());

const golden = (type: string, change: (json: string) => string = (json) => json): RapportEvent => {
  const file = new URL(`../fixtures/events/${type}@1.json`, import.meta.url);
  const decoded = decodeEvent(
    eventContracts.get(type)?.topic ?? "",
    Buffer.from(change(readFileSync(file, "utf8"))),
  );
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.issues));
  return decoded.event;
};

const write = (events: ReadonlyArray<RapportEvent>) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const store = yield* ProjectionStore;
      for (const batch of batchesOf(events)) yield* store.write(batch);
    }).pipe(
      Effect.provide(
        ClickHouseProjectionStore.layer().pipe(
          Layer.provide(ClickHouseWarehouse.layer(addressOf(chdb, database))),
        ),
      ),
    ),
  );
const rows = async (sql: string): Promise<ReadonlyArray<ReadonlyArray<unknown>>> => {
  const settings = "SETTINGS output_format_json_quote_64bit_integers = 1";
  const answer = await asker(chdb)(`${sql} FORMAT JSONCompactEachRow ${settings}`, { database });
  assert.strictEqual(answer.status, 200, answer.text);
  return answer.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as ReadonlyArray<unknown>);
};

/** The invoice again in the books of another account, its money and days replaced. */
const atTheEnd = (account: string, minor: number, day: string): RapportEvent =>
  golden("invoice.issued", (json) => {
    const text = json
      .replace('"account": "books"', `"account": "${account}"`)
      .replace(/"(\w+Minor)": -?\d+/g, `"$1": ${minor}`)
      .replace(/"\d{4}-\d\d-\d\d"/g, `"${day}"`);
    return JSON.stringify(underItsId(JSON.parse(text) as DocumentEvent));
  });

describe("a row says what its event says", () => {
  it("of money: net, tax, total and what passes through, to the last minor unit", async () => {
    const types = [
      "invoice.issued",
      "credit_note.issued",
      "invoice.paid",
      "expense.logged",
      "overhead.recorded",
    ];
    const ends = [
      atTheEnd("last", maxMinor, "2299-12-31"),
      atTheEnd("first", -maxMinor, "1900-01-01"),
      atTheEnd("before", -1, "1969-12-31"),
      atTheEnd("after", 2 ** 43 + 1, "2149-06-07"),
    ];
    await write(types.map((type) => golden(type)));
    await write(ends);
    const columns =
      "kind, booked_on, currency, amount_minor, tax_minor, total_minor, pass_through_minor, number, invoice_number, due_on, disputed";
    assert.deepStrictEqual(
      await rows(`SELECT ${columns} FROM facts_money FINAL ORDER BY booked_on, total_minor, kind`),
      [
        ...[["1900-01-01", `${-maxMinor}`] as const, ["1969-12-31", "-1"] as const].map(([day, minor]) => [
          "invoice",
          day,
          "JPY",
          minor,
          minor,
          minor,
          minor,
          "INV-0",
          "",
          day,
          true,
        ]),
        ["overhead", "2024-01-01", "EUR", "39566", "0", "39566", "0", "", "", null, false],
        [
          "invoice",
          "2024-01-11",
          "JPY",
          "1337459",
          "267491",
          "1604950",
          "978",
          "INV-0",
          "",
          "2024-02-10",
          true,
        ],
        ["expense", "2024-01-30", "JPY", "87068", "0", "87068", "0", "", "", null, false],
        [
          "credit_note",
          "2024-02-03",
          "JPY",
          "774148",
          "154829",
          "928977",
          "0",
          "INV-2",
          "INV-2",
          null,
          false,
        ],
        ["payment", "2024-02-10", "JPY", "52114", "0", "52114", "0", "", "INV-1", null, false],
        ...[["2149-06-07", "8796093022209"] as const, ["2299-12-31", `${maxMinor}`] as const].map(
          ([day, minor]) => ["invoice", day, "JPY", minor, minor, minor, minor, "INV-0", "", day, true],
        ),
      ],
    );
  });

  it("of time, contracts and rates", async () => {
    await write(
      ["time.logged", "contract.started", "cost_rate.set", "fx_rate.set"].map((type) => golden(type)),
    );
    assert.deepStrictEqual(
      await rows(
        "SELECT worked_on, started_at, ended_at, duration_seconds, billable, activity, ticket, parties, members, document, revision FROM facts_time FINAL",
      ),
      [
        [
          "2024-01-06",
          "2024-01-06 00:00:00.000",
          "2024-01-06 01:00:00.000",
          "12990",
          true,
          "design",
          "zendesk:acme:1",
          ["project:acme-web", "billing:C-1007"],
          ["email:ann@rapport.example"],
          "time.logged:29",
          "1",
        ],
      ],
    );
    assert.deepStrictEqual(
      await rows(
        "SELECT contract, starts_on, ends_on, renews_on, currency, fee_minor, fee_per, retainer_minutes_per_month, hourly_minor, notice_days FROM facts_contract FINAL",
      ),
      [["C-56", "2024-02-04", "2025-02-03", "2025-01-04", "JPY", "721755", "once", 3119, "5533", 111]],
    );
    assert.deepStrictEqual(
      await rows(
        "SELECT kind, valid_from, band, member, currency, hourly_minor, to_currency, rate FROM facts_rate FINAL ORDER BY kind",
      ),
      [
        ["cost", "2024-02-08", "senior", "member:ann", "EUR", "14495", "", ""],
        ["fx", "2024-02-28", "", "", "GBP", "0", "EUR", "1.7"],
      ],
    );
  });

  it("of a ticket, whatever happened to it", async () => {
    const types = ["opened", "replied", "assigned", "reopened", "rated", "sla_assessed", "merged", "deleted"];
    const shown = (json: string) => json.replace('"public": false', '"public": true');
    await write(types.map((type) => golden(`ticket.${type}`, shown)));
    const columns =
      "type, status, previous_status, priority, assignee, previous_assignee, times, public, score_milli, sla_kept, merged_into, deleted_reason, words";
    const [us, before] = ["zendesk-user:acme/2", "zendesk-user:acme/1"];
    assert.deepStrictEqual(await rows(`SELECT ${columns} FROM facts_ticket FINAL ORDER BY type`), [
      ["ticket.assigned", "", "", "", us, before, 0, false, null, null, "", "", 0],
      ["ticket.deleted", "", "", "", "", "", 0, false, null, null, "", "deleted", 0],
      ["ticket.merged", "", "", "", "", "", 0, false, null, null, "zendesk:acme:1", "", 0],
      ["ticket.opened", "new", "", "normal", "", "", 0, false, null, null, "", "", 120],
      ["ticket.rated", "", "", "", "", "", 0, false, 312, null, "", "", 0],
      ["ticket.reopened", "open", "solved", "", "", "", 1, false, null, null, "", "", 0],
      ["ticket.replied", "", "", "", "", "", 0, true, null, null, "", "", 370],
      ["ticket.sla_assessed", "", "", "", "", "", 0, false, null, true, "", "", 0],
    ]);
  });

  it("of a meeting, and of times that no column holds", async () => {
    const far = golden("meeting.cancelled", (json) => {
      const other = json
        .replace(/"occurredAt": \d+/, '"occurredAt": 1e15')
        .replace(/"key": "[^"]+"/, '"key": "another"');
      return JSON.stringify(underItsId(JSON.parse(other) as DocumentEvent));
    });
    await write([far, golden("meeting.cancelled")]);
    const columns =
      "occurred_at, month, start_at, end_at, original_start_at, changed_at, revision, series_revision, sequence, status, transparent, attendee_address, attendee_attendance, attendee_resource";
    const times = ["2024-01-15 16:00:00.000", "2024-01-15 17:15:00.000", "2024-01-15 00:00:00.000"];
    const version = ["2024-01-13 07:00:00.000", "10294001794", "10294001794", 2, "cancelled", true];
    const heads = [
      ["ann@rapport.example", "carol@acme.example", "eve@bolt.example"],
      ["needs_action", "needs_action", "unknown"],
      [false, false, false],
    ];
    assert.deepStrictEqual(await rows(`SELECT ${columns} FROM facts_meeting FINAL ORDER BY occurred_at`), [
      ["2024-01-15 16:00:00.000", 202_401, ...times, ...version, ...heads],
      ["2299-12-31 00:00:00.000", 0, ...times, ...version, ...heads],
    ]);
  });
});
