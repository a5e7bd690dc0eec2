import { type Grants, Role } from "@rapport/contracts/http/access/Roles";

/** Which group may what, in the order in which they count. */
export type GroupRoles = ReadonlyArray<readonly [group: string, grants: Grants]>;

/** Of `board=leadership+money,delivery=ops`, which the setting has checked. */
export const parseGroupRoles = (text: string): GroupRoles =>
  text.split(",").map((pair) => {
    const [group = "", what = ""] = pair.split("=").map((part) => part.trim());
    const [role, ...more] = what.split("+");
    return [group, { role: Role.parse(role), money: more.includes("money") }] as const;
  });

/** What somebody may who is in these groups; null: nothing. The claim may be one name or a list of them. */
export const grantsOf = (roles: GroupRoles, claim: unknown): Grants | null => {
  const groups = new Set<unknown>(Array.isArray(claim) ? claim : [claim]);
  return roles.find(([group]) => groups.has(group))?.[1] ?? null;
};
