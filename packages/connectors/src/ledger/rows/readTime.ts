import { readClockDuration, readDecimalHours } from "@rapport/domain/ledger/Duration";
import { envelopeOf, neededDay, type ReadRow, type Row, startOfDay, statusOf } from "./RowReader.ts";

interface Worked {
  readonly seconds: number;
  readonly rounded: boolean;
}

/** `1.5`, `1:30` or `1:30:00`, in whole seconds; null for an empty cell. */
export const readHours = ({ cells }: Row, field: string): Worked | null => {
  const text = cells.text(field, 64);
  if (text === null) return null;
  if (text.includes(":")) {
    const seconds = readClockDuration(text);
    return seconds === null
      ? cells.refuse(field, text, "is no duration such as 1:30 or 1:30:00")
      : { seconds, rounded: false };
  }
  const figure = cells.figure(field);
  if (figure === null) return null;
  const read = readDecimalHours(figure.decimal);
  return read.ok ? read : cells.refuse(field, text, read.reason);
};

const clockTime = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** A time of `start` or `end`: a moment, or a clock time of the day; ms as if the clock were UTC, and where known UTC. */
const timeOf = ({ cells }: Row, field: string, workedOn: string): number | null => {
  const text = cells.text(field, 64);
  if (text === null) return null;
  const clock = clockTime.exec(text);
  if (clock === null) return cells.moment(field);
  const [hour, minute, second] = clock.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return cells.refuse(field, text, "is no time of day");
  return cells.momentOn(workedOn, hour, minute, second);
};

/** The longest that is believed of one entry: what the contracts' seconds hold is far more. */
const maxMinutes = 1_000_000;

/** Hours, minutes or seconds as written; without them what lies between start and end. */
const durationOf = (row: Row, startAt: number | null, endAt: number | null): Worked | null => {
  const { cells } = row;
  const issues = cells.issues.length;
  const minutes = cells.integer("minutes", -maxMinutes, maxMinutes);
  const seconds = cells.integer("seconds", -maxMinutes * 60, maxMinutes * 60);
  const worked =
    readHours(row, "hours") ??
    (minutes === null ? null : { seconds: minutes * 60, rounded: false }) ??
    (seconds === null ? null : { seconds, rounded: false });
  if (worked !== null || cells.issues.length > issues) return worked;
  if (startAt === null || endAt === null)
    return cells.refuse("hours", null, "is empty, and so is start or end");
  if (endAt < startAt) return cells.refuse("end", cells.text("end", 64), "is before the start");
  return { seconds: Math.round((endAt - startAt) / 1000), rounded: false };
};

/**
 * Time of one of us. Start and end are kept where their zone is known. `billed_hours` above nothing, or
 * `billable`, make it billable.
 */
export const readTime: ReadRow = (row) => {
  const { cells } = row;
  const id = cells.text("entry");
  const workedOn = neededDay(row, "worked_on");
  const status = statusOf(row);
  const activity = cells.text("activity");
  const issue = cells.text("ticket");
  const ticket = issue === null ? null : `${row.prefixes.ticket}${issue}`;
  const billed = readHours(row, "billed_hours");
  const billable = billed === null ? cells.flag("billable") : billed.seconds > 0;
  if (workedOn === null) return null;
  const startAt = timeOf(row, "start", workedOn);
  const endAt = timeOf(row, "end", workedOn);
  const worked = durationOf(row, startAt, endAt);
  const envelope = envelopeOf(row, startOfDay(workedOn));
  if (envelope.members.length === 0) {
    const field = cells.has("member") ? "member" : "member_email";
    const member = cells.required(field);
    if (member !== null)
      cells.refuse(field, member, "is, with the account before it, longer than a name may be");
  }
  if (worked === null || cells.issues.length > 0) return null;
  const startedAt = startAt !== null && cells.hasZone("start") ? startAt : null;
  const endedAt = endAt !== null && cells.hasZone("end") ? endAt : null;
  const data = {
    status,
    workedOn,
    startedAt,
    endedAt,
    durationSeconds: worked.seconds,
    billable,
    activity,
    ticket,
  };
  const draft = {
    type: "time.logged",
    ...envelope,
    occurredAt: startedAt ?? envelope.occurredAt,
    data,
  } as const;
  return [{ kind: "time", id, draft: () => draft, rounded: worked.rounded }];
};
