import { z } from "zod";

/** What somebody is here for. `admin` may do everything. */
export const roles = ["admin", "leadership", "analyst", "ops"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** Who asks: their role, and whether they may see money. Cost rates are shown to nobody. */
export interface Grants {
  readonly role: Role;
  readonly money: boolean;
}
