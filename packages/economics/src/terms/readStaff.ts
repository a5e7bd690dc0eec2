import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

/** When somebody works: ISO weekdays, paid seconds of such a day, closed days. */
export interface WorkingWeek {
  readonly workingDays: ReadonlyArray<number>;
  readonly secondsOfDay: number;
  readonly holidays: ReadonlySet<string>;
}

export interface Member {
  readonly id: string;
  readonly band: string;
  readonly calendarId: string;
  /** UTC ms: from joining (inclusive) to leaving (exclusive). */
  readonly joinedAt: number;
  readonly leftAt: number;
}

/** Who we are, as the directory has it. */
export interface Staff {
  readonly members: ReadonlyArray<Member>;
  /** The member by each key that sources know them by. */
  readonly memberOf: ReadonlyMap<string, string>;
  readonly firmWeek: WorkingWeek;
  readonly calendars: ReadonlyMap<string, WorkingWeek>;
}

const week = {
  workingDays: z.array(z.number()),
  secondsOfDay: z.coerce.number(),
  holidays: z.array(z.string()),
};
const weekColumns = `
  working_days AS workingDays, 60 * (toInt32(work_end_minute) - toInt32(work_start_minute)) AS secondsOfDay,
  arrayMap(d -> toString(d), holidays) AS holidays`;

const firmQuery = query({
  name: "firm-week",
  sql: `SELECT ${weekColumns} FROM firm`,
  params: z.object({}),
  row: z.object(week),
});
const calendarsQuery = query({
  name: "calendars",
  sql: `SELECT calendar_id AS id, ${weekColumns} FROM directory_calendar ORDER BY id`,
  params: z.object({}),
  row: z.object({ id: z.string(), ...week }),
});
const membersQuery = query({
  name: "members",
  sql: `
SELECT
  member_id AS id, band, calendar_id AS calendarId,
  toUnixTimestamp64Milli(joined_at) AS joinedAt, toUnixTimestamp64Milli(left_at) AS leftAt
FROM directory_member
ORDER BY id`,
  params: z.object({}),
  row: z.object({
    id: z.string(),
    band: z.string(),
    calendarId: z.string(),
    joinedAt: z.coerce.number(),
    leftAt: z.coerce.number(),
  }),
});
const partiesQuery = query({
  name: "member-parties",
  sql: "SELECT party, member_id AS memberId FROM directory_member_party ORDER BY party",
  params: z.object({}),
  row: z.object({ party: z.string(), memberId: z.string() }),
});

const weekOf = (row: {
  readonly workingDays: ReadonlyArray<number>;
  readonly secondsOfDay: number;
  readonly holidays: ReadonlyArray<string>;
}): WorkingWeek => ({
  workingDays: row.workingDays,
  secondsOfDay: Math.max(0, row.secondsOfDay),
  holidays: new Set(row.holidays),
});

/** Members with their calendars, and by what keys sources know them. */
export const readStaff: Effect.Effect<Staff, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const [firm] = yield* reader.query(firmQuery, {});
  const calendars = yield* reader.query(calendarsQuery, {});
  const parties = yield* reader.query(partiesQuery, {});
  return {
    members: yield* reader.query(membersQuery, {}),
    memberOf: new Map(parties.map(({ party, memberId }) => [party, memberId])),
    firmWeek: weekOf(firm ?? { workingDays: [], secondsOfDay: 0, holidays: [] }),
    calendars: new Map(calendars.map((row) => [row.id, weekOf(row)])),
  };
});
