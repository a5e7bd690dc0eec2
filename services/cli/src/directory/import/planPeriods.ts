import { cutPeriods, type Held } from "@rapport/domain/directory/cutPeriods";
import { heldBy } from "@rapport/domain/directory/InForce";
import { Effect } from "effect";
import { saidFrom, saidTo } from "@rapport/directory/DirectoryState";
import type { Plan } from "./Plan.ts";
import type { Place, Row } from "./Row.ts";

/** A row that says who holds something over a period. */
export interface HeldRow {
  readonly row: Row;
  readonly held: Held;
}

/** The days `from` (inclusive) to `to` (exclusive) of a row, held by `holder`. */
export const readHeld = (row: Row, holder: string): Effect.Effect<Held> =>
  Effect.gen(function* () {
    const validFrom = yield* row.day("from");
    const validTo = yield* row.day("to");
    if (validFrom !== null && validTo !== null && validFrom >= validTo)
      row.refuse("to", "It is not after from; it names the first day that does not count any more.");
    return heldBy(holder, { validFrom, validTo });
  });

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Rows of one thing in the order in which they are laid over each other: the one that begins later is above. */
export const inLayers = (rows: ReadonlyArray<HeldRow>): ReadonlyArray<HeldRow> =>
  rows.toSorted((a, b) => a.held.from - b.held.from || b.held.to - a.held.to);

/**
 * What a thing's time looks like once its rows hold: whoever is named in them holds what they say and nothing
 * else, others keep what the rows leave them.
 */
export const wanted = (layers: ReadonlyArray<Held>, rows: ReadonlyArray<HeldRow>): ReadonlyArray<Held> => {
  const named = new Set(rows.map(({ held }) => held.holder));
  const others = cutPeriods(layers).filter(({ holder }) => !named.has(holder));
  return cutPeriods([...others, ...inLayers(rows).map(({ held }) => held)]);
};

/**
 * Links a party as its rows say. Periods of the clients named in them that they no longer hold are taken back;
 * links to clients that no row names stay, below.
 */
export const planLink = (plan: Plan, party: string, rows: ReadonlyArray<HeldRow>): void => {
  const layers = plan.now.links.get(party) ?? [];
  const [first] = rows;
  if (first === undefined || same(cutPeriods(layers), wanted(layers, rows))) return;
  const data = ({ holder, from, to }: Held) => ({
    clientId: holder,
    party,
    validFrom: saidFrom(from),
    validTo: saidTo(to),
  });
  for (const held of layers) {
    const named = rows.some((one) => one.held.holder === held.holder);
    if (named && !rows.some((one) => same(one.held, held)))
      plan.say(first.row, { type: "party.unlinked", data: data(held) });
  }
  for (const { row, held } of inLayers(rows)) plan.say(row, { type: "party.linked", data: data(held) });
};

/** Who holds a role at a client, as its rows say; the same rule as for links. `""` is nobody. */
export const planOwnership = (
  plan: Plan,
  { clientId, role }: { readonly clientId: string; readonly role: string },
  rows: ReadonlyArray<HeldRow>,
): void => {
  const layers = plan.now.ownerships
    .filter((one) => one.clientId === clientId && one.role === role)
    .map(({ held }) => held);
  const held = (parts: ReadonlyArray<Held>) => parts.filter(({ holder }) => holder !== "");
  const before = cutPeriods(layers);
  const [first] = rows;
  if (first === undefined || same(held(before), held(wanted(layers, rows)))) return;
  const say = (at: Place, { holder, from, to }: Held) =>
    plan.say(at, {
      type: "ownership.changed",
      data: {
        clientId,
        role,
        memberId: holder === "" ? null : holder,
        validFrom: saidFrom(from),
        validTo: saidTo(to),
      },
    });
  const left = cutPeriods([
    ...held(before).filter(({ holder }) => rows.some((one) => one.held.holder === holder)),
    ...rows.map((one) => ({ ...one.held, holder: "" })),
  ]);
  for (const gone of held(left)) say(first.row, { ...gone, holder: "" });
  for (const one of inLayers(rows)) say(one.row, one.held);
};

/** Rows by key, in the order in which the keys were met. */
export const grouped = <R>(
  rows: ReadonlyArray<R>,
  keyOf: (row: R) => string,
): ReadonlyMap<string, Array<R>> => {
  const groups = new Map<string, Array<R>>();
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? [];
    group.push(row);
    groups.set(keyOf(row), group);
  }
  return groups;
};
