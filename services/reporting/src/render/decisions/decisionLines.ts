import type { DecisionsHead, RiskShown } from "@rapport/contracts/http/decisions/head";
import { none } from "../format.ts";

/** What was known, unless it is now. */
const knownText = (knownAt: string | null): string => (knownAt === null ? "" : `, as known at ${knownAt}`);

/** The line above a table about decisions. */
export const decisionHeadLine = (head: DecisionsHead, what: string): string =>
  `${what}, money of ${head.from} to ${head.to}, as of ${head.asOf}${knownText(head.knownAt)}${head.currency === null ? "" : `, in ${head.currency}`}`;

/** What the risk in a table is of. */
export const riskLine = ({ week }: DecisionsHead): string =>
  week === null
    ? "No client has a score yet: nobody's risk is known."
    : `Risk at the end of the week of ${week}; rapport report risk says more.`;

/** What may be shown of a client's risk. */
export const riskText = ({ shown, band, chance }: RiskShown): string => {
  if (chance !== null) return `${chance.percent.toFixed(0)} % ${band ?? ""}`.trim();
  if (band !== null) return band;
  switch (shown) {
    case "rank":
      return "see the order";
    case "too_new":
      return "too new";
    case "activity":
      return "not confirmed";
    case "ended":
      return "notice given";
    default:
      return none;
  }
};

/** A line when some risks are not shown for want of a definition of leaving. */
export const definitionLine = (risks: ReadonlyArray<RiskShown>): ReadonlyArray<string> =>
  risks.some(({ shown }) => shown === "activity")
    ? [
        "Nobody has said what leaving is, so no risk is shown: rapport setting set churn.definition contracts --source …",
      ]
    : [];
