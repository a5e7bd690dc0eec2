import { createTableLike, dropTables, exchangeTables } from "@rapport/warehouse/DerivedTables";
import { type WarehouseError, type WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { holdMonths, keepMonths } from "./holdMonths.ts";
import type { HeldSource } from "./conversing.ts";
import { addReplies } from "./heldReplies.ts";
import { daysOf, findMessageMonths, type MessageMonths } from "./messageMonths.ts";
import { addMessageDays, addMessageMonths } from "./messageSums.ts";
import { type MessageTable, messageTables, type MessageTableSet } from "./MessageTables.ts";
import { settings } from "./settings.ts";
import { addPersons, addThreadedMessages } from "./threadedMessages.ts";

/** What stays when threads alone have moved. `held_month`, which says what all are made of, is made each time. */
const sharedOut: ReadonlyArray<MessageTable> = ["held_organisation", "held_message", "active_day"];
const fromThreads = messageTables.filter((table) => !sharedOut.includes(table));

/** Messages of the parties that are taken at once: what bounds the memory of a statement. */
const messagesPerShare = 2_000_000;

/** Derives threads, answers, people and sums from the messages as they are held. */
const addWhole = (tables: MessageTableSet, held: HeldSource, { all }: MessageMonths) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    if (all.length === 0) return;
    const run = (sql: string, params = {}) => writer.command(tables.render(sql), params, settings);
    const { firstDay, lastDay } = daysOf(all.map(({ month }) => month));
    const shares = Math.ceil(all.reduce((sum, { messages }) => sum + messages, 0) / messagesPerShare);
    for (let share = 0; share < shares; share++) {
      const of = { shares, share };
      yield* run(addThreadedMessages(held), of);
      yield* run(addPersons(held), of);
      yield* run(addReplies(held), { ...of, spanFirst: firstDay, spanLast: lastDay });
    }
    yield* run(addMessageDays(held.messages));
    yield* run(addMessageMonths);
  });

/**
 * Brings `held_message` and all that is made of it up to date with facts, directory and threads: the months whose
 * messages or whose directory changed are shared out anew, the others are taken over; threads, answers and sums are
 * derived from all of it. Tables are exchanged in one statement, so a reader has all as it was or all anew. Nothing is
 * done when nothing changed. Answers which months were made anew.
 */
export const refreshHeldMessages = (
  tables: MessageTableSet,
): Effect.Effect<ReadonlyArray<number>, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const months = yield* findMessageMonths(tables);
    const anew = months.touched.size > 0 || months.gone.size > 0;
    if (!anew && !months.threadsMoved) return [];
    const made = anew ? messageTables : fromThreads;
    const pairs = made.map((table) => [tables.freshNameOf(table), tables.nameOf(table)] as const);
    const drop = dropTables(
      tables.mode,
      pairs.map(([fresh]) => fresh),
    );
    yield* Effect.forEach(pairs, ([fresh, live]) => createTableLike(tables.mode, fresh, live), {
      concurrency: "unbounded",
      discard: true,
    });
    const touched = anew ? yield* holdMonths(tables, months) : [];
    const of = anew ? ":fresh" : "";
    const held = { messages: `{{held_message${of}}}`, organisations: `{{held_organisation${of}}}` };
    yield* keepMonths(tables, months, touched, held.messages);
    yield* addWhole(tables, held, months);
    yield* exchangeTables(tables.mode, pairs);
    // Not SYNC: readers may still be in the old tables; the engine removes them once nobody is.
    yield* drop;
    return touched;
  });
