import type { ClientCourse } from "../risk/ClientWeek.ts";
import type { BacktestRun } from "./BacktestRow.ts";
import { originStepWeeks, weeksBefore } from "./origins.ts";

/** Clients that have to have left within the horizons that are over: with fewer, an AUC of .8 may be chance. */
export const leastLeft = 10;
/** Clients that have to have been there at all. */
export const leastClients = 20;

/** Why there is nothing to measure: what is wrong, and what would help. */
export interface BacktestRefusal {
  readonly reason: string;
  readonly action: string;
}

/** Nobody has said what leaving is: then there is nothing to have been right about. */
export const undefinedChurn: BacktestRefusal = {
  reason:
    "nobody has said what counts as a client leaving, so there is nothing that could have been foretold",
  action:
    "Say it: rapport setting set churn.definition contracts (notices that contracts show, and what `rapport client end` says), or said (the latter alone).",
};

/** Null when a run is enough to be measured (design 04 §0.7: with 10 who left, the AUC's own error is .09). */
export const refusalOf = (run: BacktestRun, courses: ReadonlyArray<ClientCourse>): BacktestRefusal | null => {
  if (courses.length === 0)
    return {
      reason: "there is no client whose weeks are known",
      action: "Ingest sources and link them to clients: `rapport unattributed` shows what waits.",
    };
  if (run.origins.length === 0)
    return {
      reason: `the data do not go back far enough: ${weeksBefore + 2 * run.horizonWeeks} weeks are needed, half a year to see clients in, a horizon of ${run.horizonWeeks} weeks to learn from and another to foretell`,
      action: "Ingest older mail, tickets, meetings and books, those of former clients too.",
    };
  const clients = new Set(run.rows.map(({ party }) => party)).size;
  if (clients < leastClients)
    return {
      reason: `only ${clients} clients could be asked about; ${leastClients} are needed`,
      action:
        "Wait for more, or ingest former clients too: what they did before they left is what is learned from.",
    };
  const left = new Set(run.rows.filter((row) => row.left).map(({ party }) => party)).size;
  if (left < leastLeft)
    return {
      reason: `only ${left} ${left === 1 ? "client has" : "clients have"} left within the ${run.origins.length} horizons that are over (from ${run.origins[0]}, every ${originStepWeeks} weeks); ${leastLeft} are needed before a figure means anything`,
      action:
        "Say who left and when (`rapport client end`), ingest former clients' data, or wait. Until then the shipped model's bands are what there is.",
    };
  return null;
};
