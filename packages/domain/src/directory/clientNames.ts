import { foldedName } from "./foldedName.ts";
import type { Held } from "./cutPeriods.ts";
import type { InForce } from "./InForce.ts";
import { forEverMs, sinceEverMs } from "./Snapshot.ts";

/** Names that exactly one client goes by. */
const unique = (named: Iterable<readonly [name: string, clientId: string]>): Map<string, string | null> => {
  const holders = new Map<string, string | null>();
  for (const [name, clientId] of named) {
    const folded = foldedName(name);
    const known = holders.get(folded);
    if (folded !== "") holders.set(folded, known === undefined || known === clientId ? clientId : null);
  }
  return holders;
};

/**
 * The links that need no saying: `name:<folded name>` of every registered client, for ever. A name that two
 * clients share belongs to neither. Former names go on counting where no client has them today.
 */
export const nameLinks = (
  names: InForce["names"],
  canonical: ReadonlyMap<string, string>,
): ReadonlyArray<readonly [party: string, held: Held]> => {
  const all = [...names].map(([id, said]) => [canonical.get(id) ?? id, said] as const);
  const present = unique(all.flatMap(([id, said]) => said.slice(-1).map((name) => [name, id] as const)));
  const former = unique(all.flatMap(([id, said]) => said.slice(0, -1).map((name) => [name, id] as const)));
  return [...new Set([...former.keys(), ...present.keys()])].flatMap((name) => {
    const holder = present.has(name) ? present.get(name) : former.get(name);
    return holder === null || holder === undefined
      ? []
      : [[`name:${name}`, { holder, from: sinceEverMs, to: forEverMs }] as const];
  });
};
