import type { Band, Shown } from "../../risk/ClientScore.ts";
import type { Verdict } from "./Words.ts";

export type Agreement = "agree" | "machine_more_worried" | "machine_less_worried" | "nothing_to_compare";

const order: Readonly<Record<Band, number>> = { low: 0, usual: 1, raised: 2, high: 3 };

/** The bands that a verdict fits, the least and the greatest. */
const fits: Readonly<Record<Verdict["verdict"], readonly [Band, Band]>> = {
  safe: ["low", "usual"],
  watch: ["usual", "raised"],
  at_risk: ["raised", "high"],
  leaving: ["raised", "high"],
};

/**
 * A person's verdict beside the machine's band: who is more worried. Scores that are not told as a band (too new, stale,
 * ended, no definition, ranks alone) are nothing to compare with.
 */
export const agreement = (
  verdict: Verdict["verdict"],
  score: { readonly shown: Shown; readonly band: Band } | undefined,
): Agreement => {
  if (score === undefined || (score.shown !== "percent" && score.shown !== "band"))
    return "nothing_to_compare";
  const [least, greatest] = fits[verdict];
  if (order[score.band] > order[greatest]) return "machine_more_worried";
  return order[score.band] < order[least] ? "machine_less_worried" : "agree";
};
