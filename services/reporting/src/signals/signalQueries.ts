import type { ColumnUnit } from "@rapport/contracts/views/ViewDefinition";
import { type SignalKind, signalKinds, type SignalView } from "@rapport/contracts/views/signals/SignalView";
import { signalViewOf } from "@rapport/contracts/views/signals/signalViews";
import { type Query, query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

const params = z.object({ asOf: z.iso.date() });
export type SignalParams = z.infer<typeof params>;

const row = z
  .object({
    client: z.string(),
    name: z.string(),
    owner: z.string(),
    owner_name: z.string(),
    segment: z.string(),
    since_ms: integer,
    about: z.string(),
    events: integer,
    event_ids: z.string(),
  })
  .catchall(z.union([z.string(), z.number(), z.null()]));
export type SignalRow = z.infer<typeof row>;

const written: ReadonlySet<ColumnUnit> = new Set(["text", "day", "month", "moment"]);

/** A signal's figures by their columns, numbers as numbers. Throws on a row without one. */
export const figuresOf = (view: SignalView, found: SignalRow): Record<string, string | number | null> =>
  Object.fromEntries(
    view.figures.map(({ name, unit }) => {
      const value = found[name];
      if (value === undefined) throw new Error(`${view.name} answered without ${name}`);
      return [name, value === null || written.has(unit) ? value : Number(value)];
    }),
  );

const queryOf = (kind: SignalKind): Query<SignalParams, SignalRow> => {
  const { name, figures, orderBy } = signalViewOf(kind);
  return query({
    name: name.replaceAll("_", "-"),
    sql: `
    SELECT client, name, owner, owner_name, segment, toUnixTimestamp64Milli(since) AS since_ms, about, events, event_ids,
      ${figures.map((figure) => figure.name).join(", ")}
    FROM ${name}_at(as_of = {asOf:Date32})
    ORDER BY ${orderBy.join(", ")}`,
    params,
    row,
  });
};

const queries = new Map(signalKinds.map((kind) => [kind, queryOf(kind)] as const));

/** The signals of a kind as of a day: the view `signal_<kind>_at`. */
export const signalsOf = (kind: SignalKind): Query<SignalParams, SignalRow> => queries.get(kind)!;
