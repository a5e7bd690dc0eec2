import { editionsNamed } from "@rapport/economics/editions/editions";
import { Effect } from "effect";

/** The edition of the risk book that holds; null while there is none. */
export const riskEdition = Effect.map(
  editionsNamed,
  (rows) => rows.find(({ book }) => book === "risk")?.edition ?? null,
);
