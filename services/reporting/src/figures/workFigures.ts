import type { WorkFigures } from "@rapport/contracts/http/WorkFigures";
import { isoMoment } from "../AsOf.ts";
import type { MoneyColumns } from "../queries/ClientMonths.ts";
import type {
  ClientContractRow,
  ClientMeetingsRow,
  ClientTicketsRow,
  ClientTimeRow,
} from "../queries/ClientWork.ts";
import { moneyFigures } from "./monthFigures.ts";
import { hoursOf } from "./rounding.ts";

/** What the warehouse answered of one party's tickets, meetings and books. */
export interface WorkRows {
  readonly tickets: ClientTicketsRow | undefined;
  readonly meetings: ClientMeetingsRow | undefined;
  readonly time: ClientTimeRow | undefined;
  readonly money: ReadonlyArray<MoneyColumns>;
  readonly contracts: ReadonlyArray<ClientContractRow>;
}

const hours = (ms: number | null | undefined): number | null =>
  ms === null || ms === undefined ? null : hoursOf(ms);

const timesOf = (t: ClientTicketsRow | undefined, what: "response" | "resolution") => {
  const tickets = t?.[`${what}_count`] ?? 0;
  const measured = tickets === 0 ? undefined : t;
  return {
    tickets,
    elapsedMedianHours: hours(measured?.[`${what}_elapsed_median_ms`]),
    elapsedP90Hours: hours(measured?.[`${what}_elapsed_p90_ms`]),
    workingMedianHours: hours(measured?.[`${what}_working_median_ms`]),
    workingP90Hours: hours(measured?.[`${what}_working_p90_ms`]),
  };
};

/** Thousandths to three decimals of their mean, halves up. */
const meanOf = (sumMilli: number, count: number): number | null =>
  count === 0 ? null : Math.floor((2 * sumMilli + count) / (2 * count)) / 1000;

const ticketsOf = (t: ClientTicketsRow | undefined): WorkFigures["tickets"] => ({
  tickets: t?.tickets ?? 0,
  open: (t?.tickets ?? 0) - (t?.solved ?? 0),
  solved: t?.solved ?? 0,
  reopened: t?.reopened ?? 0,
  reopenings: t?.all_reopenings ?? 0,
  reassignments: t?.all_reassignments ?? 0,
  handOvers: t?.all_hand_overs ?? 0,
  escalations: t?.all_escalations ?? 0,
  repliesIn: t?.all_replies_in ?? 0,
  repliesOut: t?.all_replies_out ?? 0,
  firstResponse: timesOf(t, "response"),
  resolution: timesOf(t, "resolution"),
  slaKept: t?.all_sla_kept ?? 0,
  slaMissed: t?.all_sla_missed ?? 0,
  ratings: { count: t?.ratings ?? 0, mean: meanOf(t?.rating_sum_milli ?? 0, t?.ratings ?? 0) },
});

const meetingsOf = (m: ClientMeetingsRow | undefined): WorkFigures["meetings"] => ({
  held: m?.held ?? 0,
  named: m?.held_named ?? 0,
  withLeaders: m?.held_with_leaders ?? 0,
  cancelled: m?.cancelled ?? 0,
  cancelledByUs: m?.cancelled_by_us ?? 0,
  cancelledByThem: m?.cancelled_by_them ?? 0,
  noticeMedianHours: hours(m?.notice_median_ms),
  moved: m?.moved ?? 0,
  noShow: m?.no_show ?? 0,
  minutes: m?.minutes ?? 0,
  ourMinutes: m?.our_minutes ?? 0,
  theirHeads: m?.their_heads ?? 0,
  lastHeldAt: isoMoment(m?.last_held_ms ?? null),
  nextAt: isoMoment(m?.next_ms ?? null),
});

const contractOf = (c: ClientContractRow): WorkFigures["contracts"][number] => ({
  contract: c.contract,
  type: c.type,
  startsOn: c.starts_day,
  endsOn: c.ends_day,
  renewsOn: c.renews_day,
  currency: c.currency === "" ? null : c.currency,
  feeMinor: c.fee_minor,
  feePer: c.fee_per === "" ? null : c.fee_per,
  retainerMinutesPerMonth: c.retainer_minutes_per_month,
  hourlyMinor: c.hourly_minor,
  noticeDays: c.notice_days,
});

/** Whether no source but e-mail tells anything. */
export const isEmpty = ({ tickets, meetings, time, money, contracts }: WorkFigures): boolean =>
  tickets.tickets === 0 &&
  meetings.held + meetings.cancelled === 0 &&
  meetings.nextAt === null &&
  time.entries + money.length + contracts.length === 0;

/** One party's tickets, meetings, time, money and contracts. */
export const workFigures = (rows: WorkRows): WorkFigures => ({
  tickets: ticketsOf(rows.tickets),
  meetings: meetingsOf(rows.meetings),
  time: {
    entries: rows.time?.entries ?? 0,
    loggedSeconds: rows.time?.logged_seconds ?? 0,
    billableSeconds: rows.time?.billable_seconds ?? 0,
    lastWorkedOn: rows.time?.last_worked_on ?? null,
  },
  money: rows.money.map((row) => ({
    ...moneyFigures(row),
    balanceMinor: row.invoiced_total_minor - row.credited_total_minor - row.paid_minor,
  })),
  contracts: rows.contracts.map(contractOf),
});
