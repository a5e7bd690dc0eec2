import type { SignalKind } from "@rapport/contracts/views/signals/SignalView";
import { currencyOf } from "../money/Currency.ts";
import { formatDecimal } from "../money/formatDecimal.ts";
import { minorText } from "../money/Minor.ts";
import { counted, numberOf, percentText, type Reason, wordsOf, workingTime } from "./Figures.ts";

type Work = "scope" | "no_contract" | "load" | "late_payment" | "milestone";

/** An amount as people read it: `GBP 1,956.62`. */
const amount = (minor: number, currency: string): string => {
  if (currencyOf(currency) === null) return `${minor} minor units`;
  return `${currency} ${formatDecimal(minorText(minor, currency), { decimal: ".", thousands: "," })}`;
};

const scope: Reason = ({ figures }) => {
  const requests = numberOf(figures, "requests");
  const [unbilled, logged] = [numberOf(figures, "unbilled_seconds"), numberOf(figures, "logged_seconds")];
  const beyond = numberOf(figures, "beyond_cap_seconds");
  const peers = figures["peers_percent"];
  const others = typeof peers === "number" ? `, ${percentText(peers)} at others` : "";
  const cost = amount(numberOf(figures, "unbilled_cost_minor"), wordsOf(figures, "currency"));
  return [
    ...(unbilled === 0
      ? []
      : [
          `${workingTime(unbilled)} of ${workingTime(logged)} logged in 13 weeks are not billed (${percentText((100 * unbilled) / logged)}${others}) and cost ${cost}`,
        ]),
    ...(requests === 0
      ? []
      : [
          `${counted(requests, "request")} beyond the scope in ${counted(numberOf(figures, "messages"), "message")}`,
        ]),
    ...(beyond === 0 ? [] : [`${workingTime(beyond)} beyond the agreed cap`]),
  ].join("; ");
};

const latePayment: Reason = ({ figures }) => {
  const [settled, late] = [numberOf(figures, "settled"), numberOf(figures, "late")];
  const median = figures["median_late_days"];
  const past = figures["past_median_late_days"];
  const overdue = numberOf(figures, "overdue");
  const before = typeof past === "number" ? `, ${past} before` : "";
  return [
    ...(late === 0 || typeof median !== "number"
      ? []
      : [
          `${late} of ${counted(settled, "bill")} settled in 26 weeks came late; half of them ${counted(median, "day")} or more after they were due${before}`,
        ]),
    ...(overdue === 0
      ? []
      : [
          `${counted(overdue, "bill")} overdue for 30 days or more, the longest for ${counted(numberOf(figures, "longest_overdue_days"), "day")}`,
        ]),
  ].join("; ");
};

const milestone: Reason = ({ about, figures }) => {
  const days = numberOf(figures, "in_days");
  const when = days === 1 ? "tomorrow" : `in ${days} days`;
  if (about === "anniversary")
    return `${counted(numberOf(figures, "years"), "year")} of working together ${when}`;
  return about === "renewal"
    ? `the contract renews ${when}`
    : `a day marked for them in our calendars ${when}`;
};

/** Why work, money or the coming days want a look. */
export const workReasons: Readonly<Record<Extract<SignalKind, Work>, Reason>> = {
  scope,
  no_contract: ({ figures }) => {
    const ended = wordsOf(figures, "ended_on");
    const since = ended === "" ? "there was never a contract" : `the last contract ended on ${ended}`;
    return `${workingTime(numberOf(figures, "logged_seconds"))} logged in eight weeks, and ${since}`;
  },
  load: ({ figures }) => {
    const currency = wordsOf(figures, "currency");
    return `takes ${workingTime(numberOf(figures, "per_thousand_seconds"))} for every 1,000 ${currency} of revenue; half of the others take ${workingTime(numberOf(figures, "peers_per_thousand_seconds"))} or less`;
  },
  late_payment: latePayment,
  milestone,
};
