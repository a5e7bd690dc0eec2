import type { Contribution, HolderState } from "../Contribution.ts";

/*
 * What the effort of a month is derived from, and what comes of it. Times are UTC ms, days `YYYY-MM-DD` UTC, amounts
 * integer minor units of the reporting currency, the members' rates already converted.
 */

/** To whom an event belongs; the shares (millionths) of an event add to exactly 1,000,000. */
export interface Holder {
  readonly state: HolderState;
  readonly party: string;
  readonly shareMicro: number;
}

/** A person of ours over the month. Someone whom sources name and the directory does not know is one as well. */
export interface Person {
  /** The member's id, else the party by which the source names them. */
  readonly id: string;
  readonly band: string;
  /** In order of day; the last one from a day on or before holds. None: a person without a cost rate. */
  readonly rates: ReadonlyArray<{ readonly from: string; readonly hourlyMinor: number }>;
  /** Paid seconds of each day of the month on which they work: calendar, holidays, joining and leaving observed. */
  readonly paidSeconds: ReadonlyMap<string, number>;
}

export interface MailFact {
  readonly eventId: string;
  readonly ms: number;
  /** New words, quotes and signature left out. */
  readonly words: number;
  /** Who of us wrote it; null when somebody outside did. */
  readonly writer: string | null;
  readonly readers: ReadonlyArray<{ readonly person: string; readonly copied: boolean }>;
  readonly holders: ReadonlyArray<Holder>;
}
export interface MeetingFact {
  readonly eventId: string;
  readonly startMs: number;
  readonly endMs: number;
  /** 0 for all-day and transparent ones. */
  readonly minutes: number;
  readonly outcome: "held" | "cancelled";
  readonly moved: boolean;
  /** From the cancellation to the start; null when not cancelled or not known. */
  readonly noticeMs: number | null;
  readonly organiser: string | null;
  readonly attendees: ReadonlyArray<{
    readonly person: string;
    readonly answer: "accepted" | "tentative" | "none" | "declined";
  }>;
  readonly holders: ReadonlyArray<Holder>;
}
/** An event of a ticket that takes our time. `person` is null where nobody of ours is named. */
export interface TicketFact {
  readonly eventId: string;
  readonly ms: number;
  readonly kind: "opened" | "replied" | "reassigned" | "reopened" | "escalated";
  /** How often: of `reassigned` and `reopened` more than 1 where the help desk only counts, else 1. */
  readonly times: number;
  readonly ticket: string;
  /** Of the whole ticket, as it stands: what simple and complex is told by. */
  readonly repliesOut: number;
  readonly person: string | null;
  /** Of a reply of ours. */
  readonly words: number;
  readonly holders: ReadonlyArray<Holder>;
}
export interface TimeFact {
  readonly eventId: string;
  readonly day: string;
  /** The interval, where the source says it. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly seconds: number;
  readonly person: string;
  readonly activity: string;
  readonly holder: Holder;
}
/** A document of overhead of the month, in the reporting currency. */
export interface OverheadFact {
  readonly eventId: string;
  readonly amountMinor: number;
}

/** How estimates of the month are calibrated, see `calibrate`. */
export interface Calibration {
  /** κ = exp(posterior mean). */
  readonly factorMicro: number;
  /** Standard deviation of ln κ, and of one client-month around it. */
  readonly sdMicro: number;
  readonly spreadMicro: number;
  readonly clientMonths: number;
}

export interface EffortMonthInput {
  /** `2026-10`. */
  readonly month: string;
  readonly people: ReadonlyArray<Person>;
  /** The firm's working days of the month, over which overhead is spread; its calendar days where there are none. */
  readonly workingDays: ReadonlyArray<string>;
  readonly mails: ReadonlyArray<MailFact>;
  readonly meetings: ReadonlyArray<MeetingFact>;
  readonly tickets: ReadonlyArray<TicketFact>;
  readonly times: ReadonlyArray<TimeFact>;
  readonly overheads: ReadonlyArray<OverheadFact>;
  readonly calibration: Calibration;
  /** Settings of a day of the month: `resolveSettings`. */
  readonly settingsOn: (day: string) => EffortSettings;
}

/** Values of `settingDefinitions` by key; numbers as decimals in the definition's unit. */
export type EffortSettings = ReadonlyMap<string, string>;

/**
 * What calibration compares, per party: logged on communication, and estimated (raw) for it. Only clients. One per
 * day, so that shadow effort is exact on any as-of day; calibration takes the sums of the month.
 */
export interface Comparison {
  readonly party: string;
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
  readonly loggedSeconds: number;
  readonly estimatedSeconds: number;
}

export interface EffortMonth {
  /** In a fixed order, whatever the order of the input. */
  readonly contributions: ReadonlyArray<Contribution>;
  readonly comparisons: ReadonlyArray<Comparison>;
  /** Practical capacity, and what it costs. */
  readonly capacitySeconds: number;
  readonly capacityCostMinor: number;
  readonly overheadMinor: number;
  /** Logged by people without a cost rate: they cost nothing here, and it is said. */
  readonly unratedSeconds: number;
}
