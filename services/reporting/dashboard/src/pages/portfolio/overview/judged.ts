import type { QuadrantRow } from "@rapport/contracts/http/decisions/Quadrant";
import type { Answer } from "../../../api/Api.ts";
import { bandOf } from "./quadrantPlaces.ts";

/** Clients with a band of risk, those of them at raised or high risk, and whether the order alone may be told. */
export interface Judged {
  readonly judged: number;
  readonly raised: number;
  readonly ordered: boolean;
}

/** Of whoever has not given notice. */
export const judgedOfQuadrant = (rows: ReadonlyArray<QuadrantRow>): Judged => {
  const bands = rows.filter(({ cell }) => cell !== "ended").map(bandOf);
  return {
    judged: bands.filter((band) => band !== null).length,
    raised: bands.filter((band) => band === "raised" || band === "high").length,
    ordered: rows.some(({ risk: { shown } }) => shown === "rank"),
  };
};

/** The same for whoever does not see the quadrant. */
export const judgedOfRisk = ({
  bands: { low = 0, usual = 0, raised = 0, high = 0 },
  items,
}: Pick<Answer<"GET /v1/risk">, "bands" | "items">): Judged => ({
  judged: low + usual + raised + high,
  raised: raised + high,
  ordered: items.some(({ shown }) => shown === "rank"),
});
