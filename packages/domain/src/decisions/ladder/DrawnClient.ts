import type { CommonDraws } from "../draws/CommonDraws.ts";
import type { ClientCase, FirmTerms } from "./ClientCase.ts";
import { riskBelief } from "./survival.ts";

/** One draw of a client: its margin as it is served now, its labour in a quarter, its log-odds of leaving in one. */
export interface DrawnClient {
  readonly marginMinor: number;
  readonly labourMinor: number;
  readonly effortHours: number;
  readonly logOdds: number;
}

const hourSeconds = 3600;

/** Draw i of a client, i = 0 …. */
export const drawnClient =
  (one: ClientCase, firm: FirmTerms, draws: CommonDraws) =>
  (i: number): DrawnClient => {
    const { logOdds, sd } = riskBelief(one.chance, firm.quarterlyChurn);
    const factor = one.labourFactors[i]!;
    const { labourMinor, effortSeconds } = one.money;
    return {
      // More labour than the figure has is less margin.
      marginMinor: one.marginMinor + one.marginSdMinor * draws.margin[i]! - labourMinor * (factor - 1),
      labourMinor: labourMinor * factor,
      effortHours: (effortSeconds * factor) / hourSeconds,
      logOdds: logOdds + sd * draws.risk[i]!,
    };
  };
