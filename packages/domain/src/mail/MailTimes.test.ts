import { describe, expect, it } from "@effect/vitest";
import { parseMailDate } from "./MailDate.ts";
import { mailTimes } from "./MailTimes.ts";

const now = Date.UTC(2026, 4, 5, 10);
const received = [
  "from a by b; Mon, 4 May 2026 12:00:00 +0200",
  "from c by a; Mon, 4 May 2026 09:00:00 +0000",
];

describe("mailTimes", () => {
  it("prefers the Date header and its offset", () => {
    const times = mailTimes(parseMailDate("Mon, 4 May 2026 08:00:00 -0500"), received, now);
    expect(times).toMatchObject({ timeSource: "date", timePlausible: true, utcOffsetMinutes: -300 });
    expect(times.occurredAt).toBe(Date.UTC(2026, 4, 4, 13));
    expect(times.receivedAt).toBe(Date.UTC(2026, 4, 4, 10));
  });

  it("falls back to the newest readable Received line, whose offset is not the sender's", () => {
    const times = mailTimes(null, ["from x by y; no date here", ...received], now);
    expect(times).toMatchObject({ timeSource: "received", utcOffsetMinutes: null, sentAt: null });
    expect(times.occurredAt).toBe(Date.UTC(2026, 4, 4, 10));
  });

  it("says when there is no time at all", () => {
    expect(mailTimes(null, [], now)).toMatchObject({
      timeSource: "none",
      timePlausible: false,
      occurredAt: 0,
    });
  });

  it.each([
    ["31 Dec 1989 23:59:59 +0000", false],
    ["1 Jan 1990 00:00:00 +0000", true],
    ["5 May 2026 23:59:59 +0000", true],
    ["6 May 2026 00:00:00 +0000", false],
  ] as const)("finds %s plausible: %s", (text, plausible) => {
    expect(mailTimes(parseMailDate(text), [], now).timePlausible).toBe(plausible);
  });
});
