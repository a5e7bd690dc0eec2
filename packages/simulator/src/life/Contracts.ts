import type { Run } from "../Run.ts";
import { majorUnits } from "../sources/csv.ts";
import { dayMs, firstDayOf, isoDay, isoTime, monthIndex } from "../time/days.ts";
import type { Client } from "../world/types.ts";
import type { ClientState } from "./State.ts";

/** The first day of the next month of renewal after `day`. */
const renewsOn = (client: Client, day: number): number => {
  const month = monthIndex(day * dayMs);
  return firstDayOf(month + 1 + ((((client.renewalMonth - month - 1) % 12) + 12) % 12));
};

/** The contract as it stands on a day: a version of its own, by `updated_at`. */
export const tellContract = (run: Run, { client, leavesDay }: ClientState, day: number): void => {
  const retainer = client.plan === "retainer";
  const starts =
    client.startsDay > 0 ? client.startsDay : run.world.startDay - 30 - ((client.index * 37) % 900);
  run.books.contracts.row({
    contract: `K${client.index + 1}`,
    client: client.billing,
    starts_on: isoDay(starts),
    ends_on: leavesDay === null ? null : isoDay(leavesDay - 1),
    renews_on: retainer && leavesDay === null ? isoDay(renewsOn(client, Math.max(day, starts))) : null,
    currency: client.currency,
    fee: retainer ? majorUnits(client.feeMinor, client.currency) : null,
    fee_per: retainer ? "month" : null,
    retainer_hours: retainer ? client.retainerHours : null,
    hourly: majorUnits(client.hourlyMinor, client.currency),
    notice_days: client.noticeDays,
    status: "posted",
    updated_at: isoTime(day * dayMs),
  });
};

/** The month has come in which the contract renews by itself. */
export const renewContract = (run: Run, state: ClientState, day: number): void => {
  const { client, noticeDay } = state;
  if (client.plan !== "retainer" || noticeDay !== null) return;
  if (monthIndex(day * dayMs) % 12 === client.renewalMonth) tellContract(run, state, day);
};
