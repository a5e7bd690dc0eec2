/** A row that somebody may look after. */
export interface Owned {
  readonly owner: string | null;
  readonly ownerName: string | null;
}

const letters = new Intl.Collator("en");

/** Everybody who looks after a row, id and name, by name. */
export const ownersOf = (rows: ReadonlyArray<Owned>): ReadonlyArray<readonly [id: string, name: string]> => {
  const names = new Map<string, string>();
  for (const { owner, ownerName } of rows) if (owner !== null) names.set(owner, ownerName ?? owner);
  return [...names].toSorted(([, a], [, b]) => letters.compare(a, b));
};
