import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import { addActiveDays, addMessages, addMonths } from "./heldMessages.ts";
import { addOrganisations, monthsOfMovedOrganisations } from "./heldOrganisations.ts";
import { daysOf, type MessageMonths, stretches } from "./messageMonths.ts";
import type { MessageTable, MessageTableSet } from "./MessageTables.ts";
import { settings } from "./settings.ts";

const movedQuery = (tables: MessageTableSet) =>
  query({
    name: "months-of-moved-organisations",
    sql: tables.render(monthsOfMovedOrganisations),
    params: z.object({}),
    row: z.object({ month: z.number() }),
  });

const yearOf = (month: number): number => Math.floor(month / 100);

/**
 * Takes over the months that stay as they are: whole years by their files, on one machine, the others row by row.
 * `moved`: months that are made anew or have gone, whose rows still stand in the files of their year.
 */
const takeOver = (
  tables: MessageTableSet,
  table: Extract<MessageTable, "held_message" | "active_day">,
  kept: ReadonlyArray<number>,
  moved: ReadonlySet<number>,
): Effect.Effect<void, WarehouseError, WarehouseWriter> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const moving = new Set([...moved].map(yearOf));
    const whole =
      tables.mode.kind === "plain" ? [...new Set(kept.map(yearOf))].filter((year) => !moving.has(year)) : [];
    if (whole.length > 0) {
      const parts = whole.map((year) => `ATTACH PARTITION ${year} FROM ${tables.nameOf(table)}`);
      yield* writer.command(`ALTER TABLE ${tables.freshNameOf(table)} ${parts.join(", ")}`);
    }
    const months = kept.filter((month) => !whole.includes(yearOf(month)));
    if (months.length > 0)
      yield* writer.command(
        tables.render(
          `INSERT INTO {{${table}:fresh}} SELECT * FROM {{${table}}} WHERE held_in IN {months:Array(UInt32)}`,
        ),
        { months },
        settings,
      );
  });

/**
 * Fills the fresh tables of the months: those that are touched from the facts, the others from the tables that stand. A
 * month is touched as well when an organisation that it names is in conversation from another moment on. Answers which
 * months were made anew, in order.
 */
export const holdMonths = (
  tables: MessageTableSet,
  { all, touched, gone }: MessageMonths,
): Effect.Effect<ReadonlyArray<number>, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const run = (sql: string, params: Record<string, unknown> = {}) =>
      writer.command(tables.render(sql), params, settings);
    const runOver = (months: ReadonlyArray<number>, sql: string) => run(sql, { months, ...daysOf(months) });
    const keptBy = (moved: ReadonlySet<number>) =>
      all.filter(({ month }) => !moved.has(month)).map(({ month }) => month);

    const unchanged = keptBy(touched);
    if (unchanged.length > 0)
      yield* run(
        "INSERT INTO {{held_organisation:fresh}} SELECT * FROM {{held_organisation}} WHERE month IN {months:Array(UInt32)}",
        { months: unchanged },
      );
    for (const months of stretches(all.filter(({ month }) => touched.has(month))))
      yield* runOver(months, addOrganisations);

    const moved = unchanged.length === 0 ? [] : yield* reader.query(movedQuery(tables), {});
    const anew = new Set([...touched, ...moved.map(({ month }) => month)]);
    const kept = keptBy(anew);
    const left = new Set([...anew, ...gone]);
    yield* takeOver(tables, "held_message", kept, left);
    yield* takeOver(tables, "active_day", kept, left);
    const made = all.filter(({ month }) => anew.has(month));
    for (const months of stretches(made)) {
      yield* runOver(months, addMessages);
      yield* runOver(months, addActiveDays);
    }
    return made.map(({ month }) => month);
  });

/** Fills the fresh `held_month`: what the tables are made of now. `made`: the months that were made anew in `held`. */
export const keepMonths = (
  tables: MessageTableSet,
  { basis, threads, all }: MessageMonths,
  made: ReadonlyArray<number>,
  held: string,
): Effect.Effect<void, WarehouseError, WarehouseWriter> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const anew = all.filter(({ month }) => made.includes(month));
    yield* writer.command(
      tables.render(addMonths(held)),
      {
        basis,
        threads,
        months: anew.map(({ month }) => month),
        hashes: anew.map(({ facts }) => facts),
        kept: all.map(({ month }) => month).filter((month) => !made.includes(month)),
      },
      settings,
    );
  });
