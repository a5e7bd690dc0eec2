import { hash } from "node:crypto";
import type { RiskModel } from "@rapport/contracts/RiskModel";

/** A model with its name: a hash of all the rest, after the day its labels were closed by. */
export const named = (rest: Omit<RiskModel, "model">): RiskModel => ({
  model: `${rest.trainedTo === null ? "prior" : `fit-${rest.trainedTo}`}-${hash("sha256", JSON.stringify(rest), "hex").slice(0, 12)}`,
  ...rest,
});
