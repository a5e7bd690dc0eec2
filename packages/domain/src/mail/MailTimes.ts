import { type MailDate, parseReceivedDate } from "./MailDate.ts";

/** When a message was sent and received, UTC milliseconds, and how far that can be believed. */
export interface MailTimes {
  readonly occurredAt: number;
  readonly sentAt: number | null;
  readonly receivedAt: number | null;
  readonly timeSource: "date" | "received" | "none";
  readonly timePlausible: boolean;
  readonly utcOffsetMinutes: number | null;
}

const dayMs = 86_400_000;
const year1990Ms = Date.UTC(1990, 0, 1);

/**
 * The time of a message: its Date, else the newest Received line (they are added on top, RFC 5321 4.4), else
 * 0. Plausible from 1990 to the end of the day of recording (UTC). The offset is the sender's, so it comes
 * from Date alone.
 */
export const mailTimes = (
  date: MailDate | null,
  received: ReadonlyArray<string>,
  nowMs: number,
): MailTimes => {
  let receivedAt: number | null = null;
  for (const line of received) {
    receivedAt = parseReceivedDate(line)?.epochMs ?? null;
    if (receivedAt !== null) break;
  }
  const sentAt = date?.epochMs ?? null;
  const occurredAt = sentAt ?? receivedAt ?? 0;
  const endOfDayMs = (Math.floor(nowMs / dayMs) + 1) * dayMs;
  return {
    occurredAt,
    sentAt,
    receivedAt,
    timeSource: sentAt !== null ? "date" : receivedAt !== null ? "received" : "none",
    timePlausible: occurredAt >= year1990Ms && occurredAt < endOfDayMs,
    utcOffsetMinutes: date?.utcOffsetMinutes ?? null,
  };
};
