import type { ClientDay } from "@rapport/contracts/http/client/Days";
import { describe, expect, it } from "vitest";
import { calendarWeeks, firstOfYear, levelOf, monthsOfContacts } from "./yearDays.ts";

const day = (text: string, contacts: Partial<ClientDay> = {}): ClientDay => ({
  day: text,
  messagesIn: 0,
  messagesOut: 0,
  ticketsOpened: 0,
  meetingsHeld: 0,
  effortSeconds: 0,
  ...contacts,
});

describe("calendarWeeks", () => {
  const weeks = calendarWeeks(
    [day("2026-10-31", { messagesIn: 2, meetingsHeld: 1 }), day("2026-10-26", { ticketsOpened: 12 })],
    "2026-10-31",
  );
  it("has every day of 53 weeks once, Mondays first, and ends with the day", () => {
    const days = weeks.flat().map((one) => one.day);
    expect([weeks.length, days[0], days.at(-1), days.length]).toEqual([53, "2025-10-27", "2026-10-31", 370]);
    expect(new Set(days).size).toBe(days.length);
    expect(weeks.every(([first]) => new Date(first!.day).getUTCDay() === 1)).toBe(true);
  });
  it("puts all kinds of contact on their day", () => {
    expect(weeks.flat().filter(({ contacts }) => contacts > 0)).toEqual([
      { day: "2026-10-26", contacts: 12, level: 4 },
      { day: "2026-10-31", contacts: 3, level: 1 },
    ]);
  });
  it("begins on a Monday also where the day is one", () => {
    expect(firstOfYear("2026-10-26")).toBe("2025-10-27");
    expect(calendarWeeks([], "2026-10-26").at(-1)).toHaveLength(1);
  });
});

it("draws one contact, and the busiest day the fullest", () => {
  expect([0, 1, 5, 10, 20].map((contacts) => levelOf(contacts, 20))).toEqual([0, 1, 1, 2, 4]);
  expect(levelOf(1, 1)).toBe(1);
});

it("adds days to months, the latest first", () => {
  const months = monthsOfContacts([
    day("2026-09-30", { messagesIn: 1, effortSeconds: 60 }),
    day("2026-10-01", { messagesOut: 2, effortSeconds: 1 }),
    day("2026-10-31", { messagesOut: 3, meetingsHeld: 1 }),
  ]);
  expect(months).toEqual([
    { month: "2026-10", theirs: 0, ours: 5, tickets: 0, meetings: 1, effortSeconds: 1 },
    { month: "2026-09", theirs: 1, ours: 0, tickets: 0, meetings: 0, effortSeconds: 60 },
  ]);
});
