import { z } from "zod";
import { query } from "../Query.ts";

/*
 * A database that shows everything as it was known at a moment stands beside that of the present, under its name and
 * the moment: `rapport_known_20261031235959999`.
 */

const prefixOf = (database: string): string => `${database}_known_`;

/** The moment (UTC ms) in digits, to the millisecond: what database and requests are called by. */
export const stampOfMoment = (momentMs: number): string =>
  new Date(momentMs).toISOString().replaceAll(/\D/g, "");

export const knownDatabaseName = (database: string, momentMs: number): string =>
  `${prefixOf(database)}${stampOfMoment(momentMs)}`;

/** The moment (UTC ms) of a stamp; null of any other text. */
export const momentOfStamp = (stamp: string): number | null => {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})$/.exec(stamp);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, milli] = parts;
  const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}Z`);
  return Number.isNaN(moment) || stampOfMoment(moment) !== stamp ? null : moment;
};

/** The moment that a database beside `database` shows; null when it is none of these. */
export const momentOfDatabase = (database: string, name: string): number | null =>
  name.startsWith(prefixOf(database)) ? momentOfStamp(name.slice(prefixOf(database).length)) : null;

/** What a database of a moment says of itself; no row while it is being made, and in that of the present. */
export const knownAtRow = query({
  name: "known-at",
  sql: `
SELECT toUnixTimestamp64Milli(moment) AS moment_ms, toUnixTimestamp64Milli(made_at) AS made_ms, made_by, epoch, records
FROM known_at LIMIT 1`,
  params: z.object({}),
  row: z.object({
    moment_ms: z.coerce.number(),
    made_ms: z.coerce.number(),
    made_by: z.string(),
    epoch: z.coerce.number(),
    records: z.coerce.number(),
  }),
});

/** The databases whose name begins so. */
export const databasesNamed = query({
  name: "databases-named",
  sql: "SELECT name FROM system.databases WHERE startsWith(name, {prefix:String}) ORDER BY name",
  params: z.object({ prefix: z.string() }),
  row: z.object({ name: z.string() }),
});

export const knownDatabasesOf = (database: string) => ({ prefix: prefixOf(database) });

const unknownTable = 60;
const unknownDatabase = 81;

/** True when the engine says that there is no such table or database. */
export const isNotThere = ({ code }: { readonly code: number }): boolean =>
  code === unknownTable || code === unknownDatabase;
