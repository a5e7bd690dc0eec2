import type { FitAnswer } from "@rapport/contracts/http/risk/Models";

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** What another model changes, in sentences. */
export const fitText = ({ model, before, week, moves, strong, said }: FitAnswer): string => {
  const moved = moves.filter(({ from, to }) => from !== to);
  const stayed = moves.reduce((sum, { from, to, clients }) => sum + (from === to ? clients : 0), 0);
  return [
    `${model.model}: learnt from ${model.clientPeriods} client periods up to ${model.trainedTo}, in which ${counted(model.churns, "client")} left. Base rate ${model.basePercent.toFixed(2)} % within ${model.horizonWeeks} weeks.`,
    said
      ? `Scores of weeks that end on ${model.validFrom} or later are made with it; earlier ones stay as they were.`
      : "Nothing was said: --dry-run.",
    strong.length === 0
      ? "No feature stands out by the firm's own data: weights are mostly what was believed before."
      : `The data themselves speak for: ${strong.map(({ feature, times }) => `${feature} (odds ×${times.toFixed(2)} a standard deviation)`).join(", ")}.`,
    week === null
      ? "No client is scored yet."
      : `In the week of ${week}, beside ${before}: ${counted(stayed, "client")} in the same band${moved.length === 0 ? "" : `; ${moved.map(({ from, to, clients }) => `${clients} from ${from} to ${to}`).join(", ")}`}.`,
  ].join("\n");
};
