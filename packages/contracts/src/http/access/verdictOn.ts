import { type AccessRule, accessTable, unlisted } from "./accessTable.ts";
import type { Grants } from "./Roles.ts";

/** Null: yes. Else why not. */
export type Refused = "role" | "money" | null;

/** The rule of an address such as `GET /v1/risk`. */
export const ruleOf = (address: string): AccessRule =>
  (accessTable as Readonly<Record<string, AccessRule>>)[address] ?? unlisted;

/** Whether somebody may ask at all. */
export const refused = (grants: Grants, rule: AccessRule): Refused => {
  if (!rule.roles.includes(grants.role)) return "role";
  return rule.money === "all" && !grants.money ? "money" : null;
};

/** Every address of the table that they may ask. */
export const mayAskOf = (grants: Grants): ReadonlyArray<string> =>
  Object.entries<AccessRule>(accessTable)
    .filter(([, rule]) => refused(grants, rule) === null)
    .map(([address]) => address);
