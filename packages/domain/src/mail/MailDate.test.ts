import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { parseMailDate, parseReceivedDate } from "./MailDate.ts";

const at = (text: string) => {
  const date = parseMailDate(text);
  return date === null ? null : [new Date(date.epochMs).toISOString(), date.utcOffsetMinutes];
};

describe("parseMailDate", () => {
  it.each([
    ["Thu, 22 Aug 2002 18:26:25 +0700", "2002-08-22T11:26:25.000Z", 420],
    ["22 Aug 2002 18:26 -0330", "2002-08-22T21:56:00.000Z", -210],
    ["Thu, 22 Aug 2002 18:26:25 -0000", "2002-08-22T18:26:25.000Z", null],
    ["Thu, 22 Aug 2002 18:26:25 +0000", "2002-08-22T18:26:25.000Z", 0],
    ["Thu, 22 Aug 2002 18:26:25 GMT", "2002-08-22T18:26:25.000Z", 0],
    ["Thu, 22 Aug 2002 18:26:25 UT", "2002-08-22T18:26:25.000Z", 0],
    ["Thu, 22 Aug 2002 18:26:25 EST", "2002-08-22T23:26:25.000Z", -300],
    ["Thu, 22 Aug 2002 18:26:25 PDT", "2002-08-23T01:26:25.000Z", -420],
    ["Thu, 22 Aug 2002 18:26:25 CEST", "2002-08-22T16:26:25.000Z", 120],
    ["Thu, 22 Aug 2002 18:26:25 A", "2002-08-22T18:26:25.000Z", null],
    ["Thu, 22 Aug 2002 18:26:25 XYZ", "2002-08-22T18:26:25.000Z", null],
    ["Thu, 22 Aug 2002 18:26:25", "2002-08-22T18:26:25.000Z", null],
    ["Fri, 21 Nov 97 09:55:06 -0600", "1997-11-21T15:55:06.000Z", -360],
    ["1 Jan 49 00:00:00 +0000", "2049-01-01T00:00:00.000Z", 0],
    ["1 Jan 50 00:00:00 +0000", "1950-01-01T00:00:00.000Z", 0],
    ["1 Jan 103 00:00:00 +0000", "2003-01-01T00:00:00.000Z", 0],
    [
      "Thu,\t13 (a (nested) comment)\tFeb 1969 23:32 -0330 (Newfoundland Time)",
      "1969-02-14T03:02:00.000Z",
      -210,
    ],
    ["Thu, 22 Aug 2002 18:26:25 +0200 (CEST", "2002-08-22T16:26:25.000Z", 120],
    ["Thu Aug 22 12:36:23 2002", "2002-08-22T12:36:23.000Z", null],
    ["Thu Aug 22 12:36:23 EDT 2002", "2002-08-22T16:36:23.000Z", -240],
    ["22-Aug-2002 12:36:23 +0100", "2002-08-22T11:36:23.000Z", 60],
    ["2002-08-22 12:36:23 +01:00", "2002-08-22T11:36:23.000Z", 60],
    ["2002-08-22T12:36:23.123Z", "2002-08-22T12:36:23.000Z", null],
    ["22.08.2002 12:36", "2002-08-22T12:36:00.000Z", null],
    ["Thu, 22 Aug 2002 12.36.23 +0100", "2002-08-22T11:36:23.000Z", 60],
    ["August 22, 2002 12:36 PM -0500", "2002-08-22T17:36:00.000Z", -300],
    ["Thu, 22 Aug 2002 12:05:00am +0000", "2002-08-22T00:05:00.000Z", 0],
    ["mar., 20 août 2002 12:36:23 +0200", "2002-08-20T10:36:23.000Z", 120],
    ["Do, 22 Okt 2002 12:36:23 GMT+0200", "2002-10-22T10:36:23.000Z", 120],
    ["Sat, 31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00.000Z", 0],
  ] as const)("reads %s", (text, iso, offset) => {
    expect(at(text)).toEqual([iso, offset]);
  });

  it.each([
    "", "yesterday", "Thu, 22 Aug 2002", "Thu, 30 Feb 2002 10:00:00 +0000", "Thu, 22 Aug 2002 25:00:00 +0000",
    "22 2002 10:00", "Thu, 22 Aug 10:00", "((((", "99999999999", "0 Jan 2002 10:00:00 GMT",
  ])("gives nothing for %j", (text) => {
    expect(parseMailDate(text)).toBeNull();
  }); // prettier-ignore

  it("takes the time of a Received line from behind its last semicolon", () => {
    const line =
      "from a (b; c) by d with SMTP id 1; for <e@f.example>; Thu, 22 Aug 2002 12:36:23 +0100 (IST)";
    expect(parseReceivedDate(line)?.epochMs).toBe(Date.UTC(2002, 7, 22, 11, 36, 23));
  });

  const moments = Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum: 0, maximum: 4_102_444_799 })));
  const quarters = Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum: -48, maximum: 56 })));
  it.prop("reads back every moment with every offset", [moments, quarters], ([seconds, quarter]) => {
    const offset = quarter * 15;
    const local = new Date((seconds + offset * 60) * 1000).toUTCString().replace(" GMT", "");
    const sign = offset < 0 ? "-" : "+";
    const digits = (n: number) => String(Math.floor(n)).padStart(2, "0");
    const zone = `${sign}${digits(Math.abs(offset) / 60)}${digits(Math.abs(offset) % 60)}`;
    expect(parseMailDate(`${local} ${zone}`)).toEqual({ epochMs: seconds * 1000, utcOffsetMinutes: offset });
  });
});
