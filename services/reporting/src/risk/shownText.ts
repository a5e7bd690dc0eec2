import type { ShownOfScore } from "@rapport/contracts/http/risk/head";
import type { ScoreSettings } from "@rapport/domain/risk/score/ScoreSettings";

/** Why no more is shown of a score than is; null where everything is (design 04 §3.5). */
export const shownText = (
  shown: ShownOfScore,
  model: { readonly churns: number; readonly shipped: boolean },
  settings: ScoreSettings,
): string | null => {
  switch (shown) {
    case "percent":
      return null;
    case "band":
      return model.churns < settings.leastChurns
        ? `typical of firms like yours: the model ${model.shipped ? "has seen none of your clients leave" : `learnt from ${model.churns} clients that left`}, and ${settings.leastChurns} are needed before a chance is shown`
        : "its interval is too wide for a chance to mean anything";
    case "rank":
      return "the firm's data have drifted from what the model learnt from, so only the order is shown: rapport model fit";
    case "too_new":
      return `insufficient evidence: fewer than ${settings.leastWeeks} weeks, or fewer than ${settings.leastActiveWeeks} with contact of theirs`;
    case "stale":
      return "a source has been silent for all clients: this is the last score before that";
    case "activity":
      return "nobody has said what counts as leaving: rapport setting set churn.definition contracts";
    case "ended":
      return "has given notice, or has ended";
  }
};

/** Whether the score itself may be told, at least as a band or an order. */
export const isTold = (shown: ShownOfScore): boolean =>
  shown === "percent" || shown === "band" || shown === "rank" || shown === "stale";
