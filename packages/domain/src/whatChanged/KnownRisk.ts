import type { RiskModel } from "@rapport/contracts/RiskModel";
import type { ClientCourse } from "../risk/ClientWeek.ts";
import type { ScoreSettings } from "../risk/score/ScoreSettings.ts";

/** What was known of a client's risk at one moment: its course, the week that is looked at, the model of that week. */
export interface KnownRisk {
  readonly course: ClientCourse;
  /** Monday of a week of the course. */
  readonly week: string;
  readonly model: RiskModel;
  readonly settings: ScoreSettings;
}

/** Settings said between the two moments that change figures which weeks hold. */
export interface SaidSince {
  /** Of effort and its cost: minutes, factors, capacity. */
  readonly effort: boolean;
  /** Of amounts: the reporting currency. */
  readonly amounts: boolean;
}
