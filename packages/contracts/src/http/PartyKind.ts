import { z } from "zod";

/**
 * A client of the directory; an outside organisation that no client claims (`domain:…`); any other party that no
 * client claims, such as `billing:C-7`.
 */
export const PartyKind = z.enum(["client", "organisation", "unattributed"]);
export type PartyKind = z.infer<typeof PartyKind>;
