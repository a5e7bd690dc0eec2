import { Installation } from "@rapport/runtime/Installation";
import { serverAddress } from "@rapport/runtime/warehouseAddress";
import { analyst } from "@rapport/warehouse/chdb/access";
import { Effect } from "effect";

/**
 * The role to read in. The embedded engine has one user, who may everything, so there it is the analyst's; on a server
 * rights are those of CLICKHOUSE_USER.
 */
export const analystRole = Effect.gen(function* () {
  const place = yield* Installation;
  const embedded = place.kind === "folder" && (place.embeddedOnly || (yield* serverAddress) === null);
  return embedded ? { role: analyst } : {};
});
