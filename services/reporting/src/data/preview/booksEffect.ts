import { type BooksEffect, mostMoved } from "@rapport/contracts/http/data/Settings";
import { type HolderSums, settingOnBooks, type SumsByHolder } from "@rapport/economics/months/settingOnBooks";
import type { Terms } from "@rapport/economics/terms/readTerms";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import type { AsOf } from "../../AsOf.ts";
import type { Warehouse } from "../../read/Warehouse.ts";
import { clientNames } from "../../words/scoreQueries.ts";

/** The latest months of the books that are over at the end of a day. */
const wholeMonths = query({
  name: "whole-months-of-books",
  sql: `
    SELECT DISTINCT formatDateTime(day, '%Y-%m') AS month
    FROM contribution_day_current
    WHERE toLastDayOfMonth(day) <= {day:Date32}
    ORDER BY month DESC
    LIMIT 3`,
  params: z.object({ day: z.iso.date() }),
  row: z.object({ month: z.string() }),
});

const nothing: HolderSums = { effortSeconds: 0, costMinor: 0, revenueMinor: 0 };
const added = (a: HolderSums, b: HolderSums): HolderSums => ({
  effortSeconds: a.effortSeconds + b.effortSeconds,
  costMinor: a.costMinor + b.costMinor,
  revenueMinor: a.revenueMinor + b.revenueMinor,
});
const same = (a: HolderSums, b: HolderSums): boolean =>
  a.effortSeconds === b.effortSeconds && a.costMinor === b.costMinor && a.revenueMinor === b.revenueMinor;

const whole = (sums: SumsByHolder): HolderSums => [...sums.values()].reduce(added, nothing);

const overMonths = (months: ReadonlyArray<SumsByHolder>): SumsByHolder => {
  const all = new Map<string, HolderSums>();
  for (const month of months)
    for (const [holder, sums] of month) all.set(holder, added(all.get(holder) ?? nothing, sums));
  return all;
};

const contribution = ({ costMinor, revenueMinor }: HolderSums): number => revenueMinor - costMinor;

/** The clients whose sums differ, by how far net contribution moves, then by effort. */
const movedClients = (before: SumsByHolder, after: SumsByHolder, names: ReadonlyMap<string, string>) =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((holder) => holder.startsWith("client "))
    .map((holder) => {
      const id = holder.slice("client ".length);
      const [was, is] = [before.get(holder) ?? nothing, after.get(holder) ?? nothing];
      return { id, name: names.get(id) ?? id, before: was, after: is };
    })
    .filter((row) => !same(row.before, row.after))
    .toSorted(
      (a, b) =>
        Math.abs(contribution(b.after) - contribution(b.before)) -
          Math.abs(contribution(a.after) - contribution(a.before)) ||
        Math.abs(b.after.effortSeconds - b.before.effortSeconds) -
          Math.abs(a.after.effortSeconds - a.before.effortSeconds) ||
        (a.id < b.id ? -1 : 1),
    );

/** What other terms make of the latest whole months of the books. `at`: the clock of deriving, UTC ms. */
export const booksEffect = (warehouse: Warehouse, before: Terms, after: Terms, asOf: AsOf, at: number) =>
  Effect.gen(function* () {
    const months = (yield* warehouse.query(wholeMonths, { day: asOf.day }))
      .map(({ month }) => month)
      .toReversed();
    const derived = yield* settingOnBooks(before, after, months, at);
    const names = new Map(
      (yield* warehouse.query(clientNames, {})).map(({ client, name }) => [client, name]),
    );
    const moved = movedClients(
      overMonths(derived.map((month) => month.before)),
      overMonths(derived.map((month) => month.after)),
      names,
    );
    const effect: BooksEffect = {
      kind: "books",
      currencyBefore: before.reportingCurrency || null,
      currencyAfter: after.reportingCurrency || null,
      months: derived.map((month) => ({
        month: month.month,
        before: whole(month.before),
        after: whole(month.after),
      })),
      clientsMoved: moved.length,
      clients: moved.slice(0, mostMoved),
    };
    return effect;
  }).pipe(Effect.provideService(WarehouseReader, warehouse));
