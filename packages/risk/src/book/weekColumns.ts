import { dayNumber } from "@rapport/domain/economics/money/days";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { nullable } from "@rapport/warehouse/native/composites";
import { bool, date32, int32, int64, uint8, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { string } from "@rapport/warehouse/native/strings";

/** Fields of a week by the type of their column; the column has the field's name in snake case. */
const bytes = ["businessDays", "activeDays", "championSilent", "ownerChanged"] as const;
const counts = [
  "messagesIn",
  "messagesOut",
  "threadsByThem",
  "threadsByUs",
  "messagesInAfterHours",
  "asksIn",
  "asksUnanswered",
  "repliesOurs",
  "repliesTheirs",
  "toneMessages",
  "complaints",
  "contacts90",
  "contactsEffectiveMilli",
  "seniorContacts90",
  "members90",
  "meetingsHeld",
  "recurringDue",
  "recurringHeld",
  "meetingsCancelledByThem",
  "meetingsMoved",
  "ticketsOpened",
  "ticketsReopened",
  "ticketsEscalated",
  "ticketsReassigned",
  "openEscalations",
  "openTickets",
  "oldestTicketHours",
  "invoicesIssued",
  "invoicesSettled",
  "invoicesLate",
  "disputes",
] as const;
const amounts = [
  "replyLogOursMilli",
  "replyLogTheirsMilli",
  "toneSumMilli",
  "revenueMinor",
  "costMinor",
  "cashMinor",
  "effortSeconds",
  "loggedSeconds",
  "reworkSeconds",
  "unbilledSeconds",
  "overdueMinor",
  "openMinor",
] as const;
const flags = ["underContract", "feeRaised"] as const;

type Numbered = (typeof bytes)[number] | (typeof counts)[number] | (typeof amounts)[number];

export const numberFields: ReadonlyArray<Numbered> = [...bytes, ...counts, ...amounts];
export const flagFields = flags;
export const nullableFields = ["feeMonthMinor", "noticeDeadlineDays"] as const;

/** `contacts90` is `contacts_90`. */
export const columnOf = (field: string): string =>
  field.replaceAll(/[A-Z]|\d+$/g, (part) => `_${part.toLowerCase()}`);

/** The columns of `client_week` that an insert fills. */
export const weekColumns = () => {
  const edition = uint64();
  const party = string();
  const week = date32();
  const leftTruncated = bool();
  const byField = {
    ...Object.fromEntries(bytes.map((field) => [field, uint8()])),
    ...Object.fromEntries(counts.map((field) => [field, uint32()])),
  } as Record<(typeof bytes)[number] | (typeof counts)[number], ReturnType<typeof uint32>>;
  const wide = Object.fromEntries(amounts.map((field) => [field, int64()])) as Record<
    (typeof amounts)[number],
    ReturnType<typeof int64>
  >;
  const said = Object.fromEntries(flags.map((field) => [field, bool()])) as Record<
    (typeof flags)[number],
    ReturnType<typeof bool>
  >;
  const feeMonthMinor = nullable(int64());
  const noticeDeadlineDays = nullable(int32());
  const columns = {
    edition,
    party,
    week,
    left_truncated: leftTruncated,
    ...Object.fromEntries(
      [byField, wide, said]
        .flatMap((group) => Object.entries(group))
        .map(([field, column]) => [columnOf(field), column]),
    ),
    fee_month_minor: feeMonthMinor,
    notice_deadline_days: noticeDeadlineDays,
  };
  const push = (of: bigint, client: string, truncated: boolean, row: ClientWeek): void => {
    edition.push(of);
    party.push(client);
    week.push(dayNumber(row.week));
    leftTruncated.push(truncated);
    for (const field of bytes) byField[field].push(row[field]);
    for (const field of counts) byField[field].push(row[field]);
    for (const field of amounts) wide[field].push(row[field]);
    for (const field of flags) said[field].push(row[field]);
    feeMonthMinor.push(row.feeMonthMinor);
    noticeDeadlineDays.push(row.noticeDeadlineDays);
  };
  return { columns, push, rows: () => edition.rows };
};
