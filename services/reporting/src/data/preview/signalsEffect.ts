import type { ToldEffect } from "@rapport/contracts/http/data/Settings";
import { signalKinds } from "@rapport/contracts/views/signals/SignalView";
import { signalViewOf } from "@rapport/contracts/views/signals/signalViews";
import { query } from "@rapport/warehouse/Query";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import type { Warehouse } from "../../read/Warehouse.ts";
import { readSignalRows, readSignalsOfKind } from "../../signals/readSignals.ts";
import { toldEffect, type ToldOf } from "./toldEffect.ts";

const statements = query({
  name: "signal-statements",
  sql: `SELECT name, as_select AS sql FROM system.tables WHERE database = currentDatabase() AND name IN {names:Array(String)}`,
  params: z.object({ names: z.array(z.string()) }),
  row: z.object({ name: z.string(), sql: z.string() }),
});

const viewAt = (kind: (typeof signalKinds)[number]): string => `${signalViewOf(kind).name}_at`;

/** In the engine's own spelling: where a signal's statement looks its settings up. */
const lookUp = /(?:`?\w+`?\.)?`?noticed_terms`?\(as_of = \{as_of:Date32\}\)/g;

/**
 * The statement of a view with one setting, thousandths of its unit, in the place of what the settings say; null when it looks
 * none up. Keys are names of settings: there is nothing to escape.
 */
export const statementWith = (sql: string, key: string, milli: number): string | null =>
  lookUp.test(sql)
    ? sql
        .replaceAll(
          lookUp,
          (found) => `(SELECT mapUpdate(term, map('${key}', toInt64(${milli}))) AS term FROM ${found})`,
        )
        .replaceAll("{as_of:Date32}", "{asOf:Date32}")
    : null;

/** The same warehouse, in which signals go by another value of a setting. */
const readerOfSignals = (warehouse: Warehouse, statementOf: ReadonlyMap<string, string>): Warehouse => ({
  ...warehouse,
  query: (asked, params) => {
    const sql = asked.sql.replaceAll(/FROM (\w+)\(as_of = \{asOf:Date32\}\)/g, (found, view: string) => {
      const statement = statementOf.get(view);
      return statement === undefined ? found : `FROM (${statement})`;
    });
    return warehouse.query({ ...asked, sql }, params);
  },
});

const signalsOf = (warehouse: Warehouse, asOf: string): Effect.Effect<ToldOf, WarehouseError> =>
  Effect.map(readSignalRows(readSignalsOfKind(warehouse), signalKinds, asOf), (signals) => {
    const byClient = Map.groupBy(signals, ({ client }) => client);
    return new Map(
      [...byClient].map(([client, of]) => {
        const counted = of.map(({ kind }) => kind.replaceAll("_", " "));
        const counts = Map.groupBy(counted, (kind) => kind);
        const said = [...counts].map(([kind, { length }]) => (length === 1 ? kind : `${kind} ×${length}`));
        return [client, { name: of[0]!.name, text: said.join(", "), counted }];
      }),
    );
  });

/** The signals of a day with another value of a setting: those views' own statements, asked with it. */
export const signalsEffect = (
  warehouse: Warehouse,
  asOf: string,
  key: string,
  value: string,
): Effect.Effect<ToldEffect, WarehouseError> =>
  Effect.gen(function* () {
    const rows = yield* warehouse.query(statements, { names: signalKinds.map(viewAt) });
    const milli = Math.round(Number(value) * 1000);
    const statementOf = new Map(
      rows.flatMap(({ name, sql }) => {
        const statement = statementWith(sql, key, milli);
        return statement === null ? [] : [[name, statement] as const];
      }),
    );
    const after = readerOfSignals(warehouse, statementOf);
    return toldEffect("signals", yield* signalsOf(warehouse, asOf), yield* signalsOf(after, asOf));
  });
