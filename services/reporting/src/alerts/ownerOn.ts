import type { OwnershipRow } from "../words/scoreQueries.ts";

const dayMs = 86_400_000;

const rank = ({ role, from_ms }: OwnershipRow): readonly [number, string, number] => [
  role.toLowerCase() === "owner" ? 0 : 1,
  role,
  from_ms,
];

const before = (a: OwnershipRow, b: OwnershipRow): number => {
  const [ownerA, roleA, fromA] = rank(a);
  const [ownerB, roleB, fromB] = rank(b);
  return ownerA - ownerB || (roleA < roleB ? -1 : roleA > roleB ? 1 : fromA - fromB);
};

/**
 * Who looks after a client at the end of a day (`YYYY-MM-DD`), as `client_card` has it: whoever has the role `owner`, else
 * whoever else is named, by role; "" for nobody.
 */
export const ownerOn = (rows: ReadonlyArray<OwnershipRow>): ((day: string) => string) => {
  const ordered = rows.toSorted(before);
  return (day) => {
    const end = Date.parse(day) + dayMs;
    return ordered.find(({ from_ms, to_ms }) => from_ms < end && to_ms >= end)?.member ?? "";
  };
};
