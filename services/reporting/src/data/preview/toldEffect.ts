import { mostMoved, type ToldEffect } from "@rapport/contracts/http/data/Settings";

/** What is told of a client, and under which names it is counted. */
export interface Told {
  readonly name: string;
  /** "" for nothing. */
  readonly text: string;
  readonly counted: ReadonlyArray<string>;
}

/** By client. */
export type ToldOf = ReadonlyMap<string, Told>;

const countsOf = (told: ToldOf): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { counted } of told.values())
    for (const name of counted) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

interface Named {
  readonly id: string;
  readonly name: string;
}
const byName = (a: Named, b: Named): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;

/** Two ways of telling beside each other; `order`: the names in the order in which they are read, others behind them. */
export const toldEffect = (
  kind: ToldEffect["kind"],
  before: ToldOf,
  after: ToldOf,
  order: ReadonlyArray<string> = [],
): ToldEffect => {
  const [was, is] = [countsOf(before), countsOf(after)];
  const names = new Set([...order, ...[...was.keys(), ...is.keys()].toSorted()]);
  const moved = [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => ({
      id,
      name: (after.get(id) ?? before.get(id))!.name,
      before: before.get(id)?.text ?? "",
      after: after.get(id)?.text ?? "",
    }))
    .filter((row) => row.before !== row.after)
    .toSorted(byName);
  return {
    kind,
    counts: [...names].map((name) => ({ name, before: was.get(name) ?? 0, after: is.get(name) ?? 0 })),
    clientsMoved: moved.length,
    clients: moved.slice(0, mostMoved),
  };
};
