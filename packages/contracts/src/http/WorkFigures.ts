import { z } from "zod";
import { MoneyFigures } from "./Months.ts";

const Count = z.number().int().nonnegative();
const Hours = z.number().nonnegative().nullable();
const Moment = z.iso.datetime();

/** How long something took: exact quantiles, null of nothing. `working`: the firm's hours, waiting left out. */
export const TicketTimes = z.strictObject({
  tickets: Count,
  elapsedMedianHours: Hours,
  elapsedP90Hours: Hours,
  workingMedianHours: Hours,
  workingP90Hours: Hours,
});
export type TicketTimes = z.infer<typeof TicketTimes>;

/** A client's tickets as they stand on the as-of day; deleted and merged ones are left out. */
export const ClientTickets = z.strictObject({
  tickets: Count,
  /** Not solved or closed. */
  open: Count,
  solved: Count,
  reopened: Count,
  reopenings: Count,
  reassignments: Count,
  handOvers: Count,
  escalations: Count,
  repliesIn: Count,
  repliesOut: Count,
  firstResponse: TicketTimes,
  resolution: TicketTimes,
  slaKept: Count,
  slaMissed: Count,
  /** The client's own ratings, mean of 0 (worst) to 1 (best), three decimals. */
  ratings: z.strictObject({ count: Count, mean: z.number().min(0).max(1).nullable() }),
});
export type ClientTickets = z.infer<typeof ClientTickets>;

/** A client's meetings that start before the end of the as-of day. */
export const ClientMeetings = z.strictObject({
  held: Count,
  /** Of `held`: among ourselves, about the client. */
  named: Count,
  /** Of `held`: with an executive or director of theirs who did not decline, by the titles in the directory. */
  withLeaders: Count,
  cancelled: Count,
  cancelledByUs: Count,
  cancelledByThem: Count,
  /** From the cancellation to the start, hours; negative when it came after. */
  noticeMedianHours: z.number().nullable(),
  moved: Count,
  noShow: Count,
  minutes: Count,
  /** Our heads times minutes. */
  ourMinutes: Count,
  theirHeads: Count,
  lastHeldAt: Moment.nullable(),
  /** The next one that is planned, whenever. */
  nextAt: Moment.nullable(),
});
export type ClientMeetings = z.infer<typeof ClientMeetings>;

/** Time logged for a client; posted entries. */
export const ClientTime = z.strictObject({
  entries: Count,
  loggedSeconds: z.number().int(),
  billableSeconds: z.number().int(),
  lastWorkedOn: z.iso.date().nullable(),
});
export type ClientTime = z.infer<typeof ClientTime>;

/** Money of one currency. `balanceMinor`: invoiced less credited less paid, tax included. */
export const ClientMoney = MoneyFigures.extend({ balanceMinor: z.number().int() });
export type ClientMoney = z.infer<typeof ClientMoney>;

/** A contract as its newest version has it. */
export const ClientContract = z.strictObject({
  contract: z.string(),
  /** What the newest version changed: `contract.started`, `.renewed`, `.changed`, `.ended`. */
  type: z.string(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
  renewsOn: z.iso.date().nullable(),
  currency: z.string().nullable(),
  feeMinor: z.number().int().nullable(),
  feePer: z.string().nullable(),
  retainerMinutesPerMonth: Count.nullable(),
  hourlyMinor: z.number().int().nullable(),
  noticeDays: Count.nullable(),
});
export type ClientContract = z.infer<typeof ClientContract>;

/** What tickets, calendars and the books say of a client. */
export const WorkFigures = z.strictObject({
  tickets: ClientTickets,
  meetings: ClientMeetings,
  time: ClientTime,
  money: z.array(ClientMoney),
  contracts: z.array(ClientContract),
});
export type WorkFigures = z.infer<typeof WorkFigures>;
