import type { CoverageMeasure } from "@rapport/contracts/http/Coverage";
import { messageCount } from "./format.ts";
import { moneyText } from "./money.ts";

const names: Readonly<Record<CoverageMeasure["measure"], string>> = {
  tickets: "Tickets",
  meetings: "Meetings held",
  meeting_minutes: "Our hours in meetings",
  logged_seconds: "Logged hours",
  invoiced_net: "Invoiced, net",
  credited_net: "Credited, net",
  paid: "Paid",
  expenses: "Expenses",
  overhead: "Overhead",
};

/** A measure as people call it. */
export const measureName = ({ measure, currency }: CoverageMeasure): string =>
  currency === null ? names[measure] : `${names[measure]}, ${currency}`;

/** An amount of a measure in the unit people read: pieces, hours, money. */
export const measureText = ({ measure, currency }: CoverageMeasure, amount: number): string => {
  if (currency !== null) return moneyText(amount, currency);
  if (measure === "logged_seconds") return `${(amount / 3600).toFixed(1)} h`;
  if (measure === "meeting_minutes") return `${(amount / 60).toFixed(1)} h`;
  return messageCount(amount);
};

/** What of a measure lies in one state. */
export const amountIn = (measure: CoverageMeasure, state: string): number =>
  measure.states.find((one) => one.state === state)?.amount ?? 0;
