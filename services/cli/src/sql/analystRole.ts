import { analyst } from "@rapport/warehouse/chdb/access";
import { Effect } from "effect";
import { isEmbedded } from "./isEmbedded.ts";

/**
 * The role to read in. The embedded engine has one user, who may everything, so there it is the analyst's; on a server
 * rights are those of CLICKHOUSE_USER.
 */
export const analystRole = Effect.map(isEmbedded, (embedded) => (embedded ? { role: analyst } : {}));
