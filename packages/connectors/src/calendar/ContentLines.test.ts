import { describe, expect, it } from "@effect/vitest";
import { allOf, piecesOf } from "@rapport/testing/calendarText";
import { seededRandom } from "@rapport/testing/seededRandom";
import { type CalendarLimits, defaultCalendarLimits } from "./CalendarLimits.ts";
import { type ContentLine, contentLines } from "./ContentLines.ts";

const linesOf = async (
  bytes: Uint8Array,
  size = 65_536,
  limits: CalendarLimits = defaultCalendarLimits,
): Promise<Array<ContentLine>> => (await allOf(contentLines(piecesOf(bytes, size), limits))).flat();

const texts = async (text: string, size?: number): Promise<Array<string>> =>
  (await linesOf(Buffer.from(text), size)).map((line) => line.text);

describe("contentLines", () => {
  it.each([
    ["SUMMARY:a\r\nUID:b\r\n", ["SUMMARY:a", "UID:b"]],
    ["SUMMARY:a\nUID:b", ["SUMMARY:a", "UID:b"]],
    ["SUMMARY:a\rUID:b\r", ["SUMMARY:a", "UID:b"]],
    ["SUMMARY:a\r\n b\r\n\tc\r\n", ["SUMMARY:abc"]],
    ["SUMMARY:a\n\n\nUID:b\n", ["SUMMARY:a", "UID:b"]],
    ["\uFEFFBEGIN:VCALENDAR\r\n", ["BEGIN:VCALENDAR"]],
    ["RRULE\n :FREQ=DAILY\n", ["RRULE:FREQ=DAILY"]],
    ["NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nBEGIN:VEVENT=\r\nb\r\nUID:c", ["NOTE;ENCODING=QUOTED-PRINTABLE:a=\nBEGIN:VEVENT=\nb", "UID:c"]],
    ["", []],
    ["\r\n", []],
  ])("reads %j", async (text, lines) => {
    for (const size of [1, 2, 3, 65_536]) expect(await texts(text, size)).toEqual(lines);
  }); // prettier-ignore

  it("joins a character that was folded in its middle", async () => {
    const [left, right] = [Buffer.from("SUMMARY:é").subarray(0, 9), Buffer.from("é").subarray(1)];
    const lines = await linesOf(Buffer.concat([left, Buffer.from("\r\n "), right]));
    expect(lines[0]?.text).toBe("SUMMARY:é");
  });

  it("reads what is no UTF-8 as Windows-1252", async () => {
    const lines = await linesOf(Buffer.from("SUMMARY:caf\xe9", "latin1"));
    expect(lines[0]?.text).toBe("SUMMARY:café");
  });

  it("says where lines begin, however the bytes come", async () => {
    const random = seededRandom(1);
    for (let round = 0; round < 200; round++) {
      const parts = Array.from({ length: random.int(1, 12) }, () =>
        random.pick(["A:1", "B:2\r\n x", "C:é", ""]),
      );
      const ends = parts.map(() => random.pick(["\r\n", "\n", "\r"]));
      const bytes = Buffer.from(parts.map((part, i) => part + ends[i]!).join(""));
      const whole = await linesOf(bytes);
      expect(await linesOf(bytes, random.int(1, 7))).toEqual(whole);
      for (const { text, offset } of whole)
        expect(bytes.subarray(offset, offset + 2).toString()).toBe(text.slice(0, 2));
    }
  });

  it("cuts a line that is too long and goes on behind it", async () => {
    const limits = { ...defaultCalendarLimits, lineBytes: 100 };
    const folded = `A:${"x".repeat(60)}\r\n ${"y".repeat(60)}\r\n ${"z".repeat(5_000)}\r\nB:1\r\n`;
    for (const text of [`A:${"x".repeat(5_000)}\r\nB:1\r\n`, folded]) {
      const lines = await linesOf(Buffer.from(text), 70, limits);
      expect(lines.map(({ cut }) => cut)).toEqual([true, false]);
      expect(lines[0]!.text.length).toBe(100);
      expect(lines[1]!.text).toBe("B:1");
    }
  });
});
