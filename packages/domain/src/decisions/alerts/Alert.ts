import type { Band, Shown } from "../../risk/ClientScore.ts";
import type { Snooze } from "../words/Words.ts";
import type { AlertKind } from "./AlertKind.ts";

/** What alerts look at of one week of a client: its score and the books. Money in minor units of the reporting currency. */
export interface AlertWeek {
  /** Monday, `YYYY-MM-DD`. Weeks follow each other. */
  readonly week: string;
  readonly shown: Shown;
  readonly band: Band;
  /** Chance of notice, millionths; meant for people only where `shown` is `percent`. */
  readonly chanceMicro: number;
  readonly revenueMinor: number;
  readonly costMinor: number;
  /** It is the time of the year at which the client was quiet before, and came back: see `seasonalQuiet`. Absent: no. */
  readonly season?: boolean;
}

/** One client's weeks, who looks after it, and what was said of its alerts. */
export interface AlertCourse {
  /** The client's id. */
  readonly party: string;
  readonly weeks: ReadonlyArray<AlertWeek>;
  /** The member (id) who looks after it on a day; "" for nobody. */
  readonly ownerOn: (day: string) => string;
  readonly snoozes: ReadonlyArray<Snooze>;
}

/** What an alert says. */
export type AlertCause =
  /** The chance of notice has risen to a band. */
  | "risk_raised"
  | "risk_high"
  /** The risk is as high as is told of, and what the client pays does not show it. */
  | "risk_without_money"
  /** What the client pays has fallen, and the risk does not show it. */
  | "money_without_risk";

/** Told to its owner; left out because the owner had enough that week; or because somebody said so. */
export type AlertState = "told" | "over_budget" | "snoozed";

export interface Alert {
  /** 32 hexadecimal digits, the same whenever and wherever it is figured. */
  readonly id: string;
  readonly kind: AlertKind;
  readonly cause: AlertCause;
  readonly party: string;
  /** Monday of the week at whose end it arose, and that end, Sunday. */
  readonly week: string;
  readonly raisedOn: string;
  readonly band: Band;
  readonly shown: Shown;
  readonly chanceMicro: number;
  /** Revenue of the 52 weeks up to then. */
  readonly revenueYearMinor: number;
  /** Of the last 13 weeks over that of an average quarter of the year before them, thousandths; null without such a year. */
  readonly revenueTrendMilli: number | null;
  readonly owner: string;
  readonly state: AlertState;
  /** By which word it is snoozed. */
  readonly snoozeId: string | null;
  /** It stood when a snooze ran out: told again. */
  readonly again: boolean;
  /** Sunday of the week in which what it says was over; null while it stands. */
  readonly closedOn: string | null;
}

export interface AlertTerms {
  /** The least band that is told of: `raised` or `high`. */
  readonly fromBand: Extract<Band, "raised" | "high">;
  /** Weeks in a row in it before it is told. */
  readonly openWeeks: number;
  /** Weeks in a row below it before it is over. */
  readonly closeWeeks: number;
  /** Weeks in a row that score and money disagree before it is told. */
  readonly disagreeWeeks: number;
  /** Share of an average quarter, thousandths, at or below which revenue has fallen, and at or above which it has not. */
  readonly fallenMilli: number;
  readonly soundMilli: number;
  /** Alerts an owner is told in a week. */
  readonly budget: number;
}
