/**
 * The settings of the economics: what each means, its unit, default and where the default comes from. Values are
 * decimals as text, so that they are the same for everybody; choices are words. Each can be set anew from a day on
 * (`setting.set`), with a source of its own.
 */
export interface SettingDefinition {
  readonly unit:
    | "minutes"
    | "words"
    | "words per minute"
    | "factor"
    | "share"
    | "percent"
    | "choice"
    | "currency"
    /** Words with commas between them. */
    | "list";
  /** False for what holds for all days at once: it cannot change on a day. */
  readonly dated?: false;
  readonly means: string;
  /** "" for a setting that has no default. */
  readonly default: string;
  readonly least?: number;
  readonly most?: number;
  readonly choices?: ReadonlyArray<string>;
  readonly source: string;
}

const reading = "238 words a minute: Brysbaert 2019, a meta-analysis of 190 studies";
const writing = "19 words a minute composing, Karat et al. 1999";
const judgement = "judgement; replace it by your own figure";
const minutes = { unit: "minutes", least: 0, most: 600 } as const;
const factor = { unit: "factor", least: 0, most: 100 } as const;
const logSd = { unit: "factor", least: 0, most: 2 } as const;

export const settingDefinitions = {
  "mail.read.base": {
    ...minutes,
    means: "opening a message, per internal reader",
    default: "0.5",
    source: reading,
  },
  "mail.read.speed": {
    unit: "words per minute",
    least: 1,
    most: 10_000,
    means: "reading new words",
    default: "238",
    source: reading,
  },
  "mail.read.cc": {
    ...factor,
    means: "what reading counts for somebody in Cc",
    default: "0.5",
    source: judgement,
  },
  "mail.write.base": { ...minutes, means: "beginning a message", default: "0.5", source: writing },
  "mail.write.speed": {
    unit: "words per minute",
    least: 1,
    most: 10_000,
    means: "composing, up to the long message",
    default: "19",
    source: writing,
  },
  "mail.write.long": {
    unit: "words",
    least: 0,
    most: 100_000,
    means: "words after which a message is mostly taken over",
    default: "200",
    source: "long replies take less time per word: Kooti et al. 2015",
  },
  "mail.write.long_speed": {
    unit: "words per minute",
    least: 1,
    most: 10_000,
    means: "words beyond that",
    default: "76",
    source: "Kooti et al. 2015",
  },
  "mail.write.most": {
    ...minutes,
    means: "the longest a message takes to write",
    default: "45",
    source: judgement,
  },
  "mail.interruption": {
    ...minutes,
    means: "coming back to work after a burst of mail",
    default: "1",
    source: "Jackson et al. 2001: 64 seconds",
  },
  "mail.interruption.gap": {
    ...minutes,
    means: "a pause after which mail interrupts anew",
    default: "30",
    source: judgement,
  },
  "meeting.tentative": {
    ...factor,
    means: "what the time counts of somebody of ours who did not accept",
    default: "0.5",
    source: judgement,
  },
  "meeting.preparation": {
    ...factor,
    means: "preparation by the organiser, of the meeting's minutes",
    default: "0.25",
    source: judgement,
  },
  "meeting.follow_up": { ...minutes, means: "follow-up by the organiser", default: "10", source: judgement },
  "meeting.cancelled.preparation": {
    ...factor,
    means: "of the preparation, what was done when it was cancelled within a day",
    default: "0.5",
    source: judgement,
  },
  "meeting.cancelled": { ...minutes, means: "dealing with a cancellation", default: "5", source: judgement },
  "meeting.moved": {
    ...minutes,
    means: "dealing with a meeting that moves",
    default: "5",
    source: judgement,
  },
  "ticket.simple": {
    ...minutes,
    means: "handling a simple ticket, replies apart",
    default: "3",
    source: "password reset 1 to 3 minutes, published help-desk studies",
  },
  "ticket.complex": {
    ...minutes,
    means: "handling a complex ticket, replies apart",
    default: "15",
    source: "Oracle and SAP tickets 15 minutes and more, published help-desk studies",
  },
  "ticket.reassigned": {
    ...factor,
    means: "a ticket's handling, each time it changes hands",
    default: "1.23",
    source: "ServiceNow incident log, updates as proxy",
  },
  "ticket.reopened": {
    ...factor,
    means: "a ticket's handling, each time it comes back",
    default: "2.1",
    source: "ServiceNow incident log; few cases",
  },
  "ticket.escalated": {
    ...minutes,
    means: "managers' time for an escalation, together",
    default: "60",
    source: judgement,
  },
  "after_hours.cost": {
    ...factor,
    means: "what an hour costs on a day that is not paid",
    default: "1",
    source: "1 unless overtime is paid",
  },
  "uncertainty.mail": {
    ...logSd,
    means: "log standard deviation of the minutes of mail",
    default: "0.35",
    source: reading,
  },
  "uncertainty.meeting": { ...logSd, means: "of meetings", default: "0.25", source: judgement },
  "uncertainty.ticket": { ...logSd, means: "of tickets", default: "0.4", source: judgement },
  "uncertainty.time": { ...logSd, means: "of logged time", default: "0.1", source: judgement },
  "calibration.prior_sd": {
    ...logSd,
    means: "how far logged and estimated minutes may differ before anything was seen",
    default: "0.35",
    source: "the design's prior",
  },
  "calibration.months": {
    unit: "factor",
    least: 1,
    most: 120,
    means: "closed months that calibration looks back on",
    default: "12",
    source: judgement,
  },
  "calibration.activities": {
    unit: "list",
    means:
      "activities of time entries that are communication, what estimates are compared with; where no entry has one of them, all are",
    default:
      "correspondence, e-mail, email, mail, meeting, meetings, call, calls, support, account management, communication",
    source: judgement,
  },
  "capacity.practical": {
    unit: "percent",
    least: 1,
    most: 100,
    means: "of paid hours, what can be worked",
    default: "80",
    source: "Kaplan and Anderson 2004",
  },
  "capacity.rates_per": {
    unit: "choice",
    choices: ["practical_hour", "paid_hour"],
    means: "which hour cost rates are for",
    default: "practical_hour",
    source: "Kaplan and Anderson 2004",
  },
  "currency.reporting": {
    unit: "currency",
    dated: false,
    means: "the currency figures are shown in; without it the one most invoices are in",
    default: "",
    source: "",
  },
  "margin.target": {
    unit: "percent",
    least: -100,
    most: 99,
    means: "the net contribution aimed at, of revenue",
    default: "20",
    source: judgement,
  },
  "capital.cost": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "a year's cost of capital: of late payments, and to discount what is to come",
    default: "10",
    source: judgement,
  },
  "loss.0": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "expected loss of what is open and not overdue",
    default: "0.5",
    source: judgement,
  },
  "loss.1": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "overdue 1 to 30 days",
    default: "2",
    source: judgement,
  },
  "loss.31": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "overdue 31 to 60 days",
    default: "5",
    source: judgement,
  },
  "loss.61": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "overdue 61 to 90 days",
    default: "15",
    source: judgement,
  },
  "loss.91": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "overdue 91 to 180 days",
    default: "40",
    source: judgement,
  },
  "loss.181": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "overdue more than 180 days",
    default: "80",
    source: judgement,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

export type SettingKey = keyof typeof settingDefinitions;
