import { Installation } from "@rapport/runtime/Installation";
import { serverAddress } from "@rapport/runtime/warehouseAddress";
import { Effect } from "effect";

/** True where the warehouse is the engine in the data folder, not a server. */
export const isEmbedded = Effect.gen(function* () {
  const place = yield* Installation;
  return place.kind === "folder" && (place.embeddedOnly || (yield* serverAddress) === null);
});
