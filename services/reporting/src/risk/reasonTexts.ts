import { featureDefinitions, type FeatureName } from "@rapport/domain/risk/features/featureDefinitions";

const percentOf = (share: number): string => `${Math.round(share * 100)} %`;
const oddsText = (logOdds: number): string => {
  const share = 1 / (1 + Math.exp(-logOdds));
  return share < 0.01 ? "less than 1 %" : percentOf(share);
};
const times = (logRatio: number): string => {
  const change = Math.round(Math.expm1(logRatio) * 100);
  return change === 0 ? "as usual" : `${Math.abs(change)} % ${change < 0 ? "less" : "more"} than usual`;
};
const counted = (logOfOneAnd: number): number => Math.round(Math.expm1(logOfOneAnd));
const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
const minutes = (log: number): string => {
  const value = Math.round(Math.expm1(log));
  return value < 120 ? `${value} working minutes` : `${(value / 60).toFixed(1)} working hours`;
};
const points = (share: number): string => `${Math.abs(Math.round(share * 100))} points`;
const slower = (value: number): string => {
  const change = Math.round(Math.expm1(value) * 100);
  return change === 0
    ? "as fast as before"
    : `${Math.abs(change)} % ${change < 0 ? "faster" : "slower"} than the year before`;
};
const yes =
  (told: string, otherwise: string) =>
  (value: number): string =>
    value > 0.5 ? told : otherwise;

/** A share of the weeks that are foretold, in weeks. */
const weeksOfNext = (share: number): string => `${Math.round(share * 13)} of the next 13 weeks`;

/** What a feature's value says, in the words of whoever knows the client. */
const texts: Readonly<Partial<Record<FeatureName, (value: number) => string>>> = {
  "contract.none": yes("no contract binds them", "a contract binds them"),
  "contract.window": (value) =>
    value > 0
      ? `${weeksOfNext(value)} lie in the quarter before notice is due`
      : "none of the next 13 weeks lies in the quarter before notice is due",
  "contract.passed": (value) =>
    value > 0
      ? `${weeksOfNext(value)} lie in the quarter after notice was due`
      : "none of the next 13 weeks lies in the quarter after notice was due",
  "contract.between": (value) =>
    value > 0
      ? `in ${weeksOfNext(value)} no notice is near`
      : "notice is near in all of the next 13 weeks, or may come at any time",
  silence: (value) => `no word of theirs in the next 8 business weeks is ${oddsText(value)} likely`,
  contactTrend: (value) => `they were in touch ${times(value)} in 13 weeks`,
  reciprocity: (value) => `who writes less of the two writes ${percentOf(value)} of what the other does`,
  initiation: (value) => `they began ${percentOf(value)} of the conversations`,
  contactDays: (value) => `they were in touch on ${plural(counted(value), "day")} of 13 weeks`,
  effortTrend: (value) => `our hours for them: ${times(value)} in 13 weeks`,
  lateShare: (value) => `${percentOf(value)} of their invoices are paid late`,
  tone: (value) => `the tone of their messages is ${value.toFixed(2)}, of −1 to 1`,
  revenueTrend: (value) => `revenue of 13 weeks is ${times(value)}`,
  lateness: (value) =>
    Math.round(value * 100) === 0
      ? "they pay as late as ever"
      : `invoices paid late: ${points(value)} ${value > 0 ? "more" : "fewer"} of a hundred than before`,
  disputes: (value) => `${plural(counted(value), "invoice")} disputed in 26 weeks`,
  priceRise: yes("their fee was raised within 13 weeks", "their fee was not raised lately"),
  ownerChange: yes("the account changed hands within half a year", "the account is in the same hands"),
  seniorLost: (value) =>
    value > 0
      ? `fewer senior people in touch than at most in the year (${times(-value)})`
      : "their senior people are in touch as ever",
  championSilent: yes(
    "whoever wrote most of their messages has fallen silent",
    "whoever writes most of their messages still does",
  ),
  contacts: (value) => `${Math.expm1(value).toFixed(1)} people of theirs in touch, by how evenly they write`,
  tenure: (value) => `${plural(Math.round(Math.exp(value)), "week")} since the first sign of life`,
  openEscalations: (value) => `${plural(counted(value), "escalation")} open`,
  ticketAge: (value) => `the oldest open ticket is ${plural(counted(value), "day")} old`,
  reopened: (value) => `${plural(counted(value), "ticket")} reopened in 13 weeks`,
  heldDrop: (value) =>
    Math.round(value * 100) === 0
      ? "regular meetings are held as before"
      : `regular meetings held: ${points(value)} ${value > 0 ? "fewer" : "more"} of a hundred than before`,
  cancelled: (value) => `${plural(counted(value), "meeting")} cancelled by them or moved in 13 weeks`,
  answersOurs: (value) => `we answer in ${minutes(value)}, typically`,
  answersOursTrend: (value) => `we answer ${slower(value)}`,
  answersTheirsTrend: (value) => `they answer ${slower(value)}`,
  toneTrend: (value) =>
    Math.abs(value) < 0.005
      ? "the tone of their messages is as before"
      : `the tone of their messages is ${value < 0 ? "worse" : "better"} than the year before (${value > 0 ? "+" : ""}${value.toFixed(2)})`,
  complaints: (value) => `${(value * 100).toFixed(1)} % of their messages complain`,
  afterHours: (value) => `${percentOf(value)} of their messages come outside working hours`,
};

/** A feature of a client in words; `NaN`: there was nothing to tell it by. */
export const featureText = (name: FeatureName, value: number): string => {
  const { means } = featureDefinitions[name];
  if (Number.isNaN(value)) return `nothing is known of ${means}`;
  return texts[name]?.(value) ?? `${means}: ${Number(value.toFixed(2))}`;
};
