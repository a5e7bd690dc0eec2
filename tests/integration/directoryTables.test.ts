import { assert, describe, it } from "@effect/vitest";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { Saying } from "@rapport/domain/directory/InForce";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { sampleDirectory } from "@rapport/testing/sampleEvents";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect, type Layer } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { startChdb } from "./support/chdb.ts";
import { direct, reportsOn } from "./support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

let databases = 0;
const test = (
  says: string,
  body: Effect.Effect<void, WarehouseError, Layer.Success<ReturnType<typeof reportsOn>>>,
) => it.live(says, () => Effect.provide(body, reportsOn(chdb, `directory_tables_${databases++}`)));

/** Rows as arrays of strings, in the order of `sql`. */
const rows = (sql: string) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const found = yield* reader.query(
      query({ name: "rows", sql, params: z.object({}), row: z.record(z.string(), z.unknown()) }),
      {},
    );
    return found.map((row) => Object.values(row).map(String));
  });

describe("the directory", () => {
  const always = ["1900-01-01 00:00:00.000", "2299-12-31 23:59:59.999"];
  test(
    "is folded into its tables",
    Effect.gen(function* () {
      const store = yield* ProjectionStore;
      yield* direct(0, sampleDirectory());
      yield* store.refreshDirectory;
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_client"), [
        ["acme", "Acme", "acme", "Acme"],
        ["bolt", "Bolt", "bolt", "Bolt"],
      ]);
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_party"), [
        ["domain:acme.example", "acme", ...always],
        ["name:acme", "acme", ...always],
        ["name:bolt", "bolt", ...always],
      ]);
      assert.deepStrictEqual(
        yield* rows("SELECT time_zone, working_days, work_start_minute FROM directory_firm"),
        [["Europe/Berlin", "1,2,3,4,5", "540"]],
      );
    }),
  );

  test(
    "holds people, what is known of clients, and calendars",
    Effect.gen(function* () {
      const day = Date.UTC(2024, 0, 1);
      const said: ReadonlyArray<Saying> = [
        {
          type: "member.registered",
          data: {
            memberId: "eve",
            name: "Eve",
            parties: ["email:eve@home.example"],
            band: "senior",
            role: null,
            team: "Web",
            calendarId: "uk",
            joinedAt: day,
          },
        },
        { type: "member.left", data: { memberId: "eve", leftAt: day + 1 } },
        {
          type: "ownership.changed",
          data: { clientId: "acme", role: "owner", memberId: "eve", validFrom: day, validTo: null },
        },
        {
          type: "contact.registered",
          data: { party: "email:cy@acme.example", name: "Cy", title: null, seniority: "staff" },
        },
        {
          type: "client.profiled",
          data: {
            clientId: "acme",
            segment: "retail",
            tier: null,
            currency: "GBP",
            timeZone: null,
            calendarId: "uk",
          },
        },
        {
          type: "calendar.set",
          data: {
            calendarId: "uk",
            timeZone: "Europe/London",
            workingDays: [1, 7],
            workStartMinute: 540,
            workEndMinute: 1440,
            holidays: ["2026-12-25", "2026-12-26"],
          },
        },
      ];
      const first = sampleDirectory();
      const told = said.map((saying, i) => ({ ...first[0], ...saying, id: String(i).padStart(32, "0") }));
      yield* direct(0, [...first, ...(told as ReadonlyArray<DirectoryEvent>)]);
      const start = "2024-01-01 00:00:00.000";
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_member"), [
        ["eve", "Eve", "senior", "", "Web", "uk", start, "2024-01-01 00:00:00.001"],
      ]);
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_member_party"), [
        ["email:eve@home.example", "eve"],
        ["member:eve", "eve"],
      ]);
      assert.deepStrictEqual(yield* rows("SELECT own_addresses FROM directory_firm"), [["eve@home.example"]]);
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_owner"), [
        ["acme", "owner", "eve", start, always[1]],
      ]);
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_contact"), [
        ["email:cy@acme.example", "Cy", "", "staff"],
      ]);
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_profile"), [
        ["acme", "retail", "", "GBP", "", "uk"],
      ]);
      assert.deepStrictEqual(yield* rows("SELECT * FROM directory_calendar"), [
        ["uk", "Europe/London", "1,7", "540", "1440", "2026-12-25,2026-12-26"],
      ]);
    }),
  );
});
