import type { SettingDefinition } from "./SettingDefinition.ts";

const judgement = "judgement; replace it by your own figure";

const days = (means: string, byDefault: string, most = 365) =>
  ({ unit: "days", least: 1, most, means, default: byDefault, source: judgement }) as const;
const share = (means: string, byDefault: string) =>
  ({ unit: "share", least: 0, most: 1, means, default: byDefault, source: judgement }) as const;
const factor = (means: string, byDefault: string) =>
  ({ unit: "factor", least: 1, most: 100, means, default: byDefault, source: judgement }) as const;
const minutes = (means: string, byDefault: string) =>
  ({ unit: "minutes", least: 1, most: 100_000, means, default: byDefault, source: judgement }) as const;

/** When a signal of the practice is one. The view `noticed_terms` has the same defaults; a test holds them together. */
export const signalSettings = {
  "signal.follow_up.days": days(
    "after a ticket is solved or a complaint answered, days within which somebody follows up",
    "7",
  ),
  "signal.complaint.tone": share(
    "a text whose tone, its error added, is at or below minus this complains, whatever its words",
    "0.5",
  ),
  "signal.response.minutes": minutes(
    "working minutes within which we answer where nothing else was agreed with a client",
    "960",
  ),
  "signal.response.factor": factor(
    "answers are slow when their median is so many times that of the year before, or of the other clients'",
    "2",
  ),
  "signal.silence.days": days("no pause shorter than so many open days is a silence", "10"),
  "signal.silence.factor": factor(
    "a pause is a silence when it is so many times the longest of 65 weeks",
    "1.5",
  ),
  "signal.silence.share": share(
    "a client fades when its days with contact fall to this share of the year before and of the same weeks a year ago",
    "0.5",
  ),
  "signal.after_hours.share": share(
    "a client keeps late hours when this share of its messages is written outside working hours",
    "0.3",
  ),
  "signal.thread.messages": {
    unit: "count",
    least: 6,
    most: 1000,
    means: "messages of 14 days that make a thread long",
    default: "8",
    source: judgement,
  },
  "signal.hand_over.days": days("an account that changed hands is warm for so many days", "14"),
  "signal.hand_over.share": share(
    "a hand-over is resisted when this share of their messages still goes to the former owner alone",
    "0.25",
  ),
  "signal.contact.share": share(
    "a relationship hangs on one person who writes this share of messages",
    "0.9",
  ),
  "signal.champion.share": share(
    "a champion writes this share of their client's messages; directors and executives half of it",
    "0.4",
  ),
  "signal.rating.share": share("a rating at or below this, of 1, wants an answer", "0.5"),
  "signal.scope.minutes": minutes("unbilled minutes of 13 weeks below which nothing is said of them", "480"),
  "signal.scope.share": share(
    "unbilled hours are more than was agreed from this share of all logged ones on; likewise requests of all messages",
    "0.15",
  ),
  "signal.unwritten.minutes": minutes(
    "minutes of eight weeks without a contract in force below which nothing is said of them",
    "480",
  ),
  "signal.load.factor": factor(
    "a client takes much when its effort per revenue is so many times the median of the others",
    "3",
  ),
  "signal.payment.days": days("a bill is paid late so many days after it was due", "14"),
  "signal.milestone.days": days("days ahead of which a coming day is named", "30"),
} as const satisfies Readonly<Record<string, SettingDefinition>>;
