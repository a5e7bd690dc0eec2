import { expect, it } from "vitest";
import { daysSince } from "../waiting/daysSince.ts";
import { agreedWords, contractWords, splitMeetings } from "./agreedWords.ts";

const contract = {
  contract: "K1",
  type: "contract.renewed",
  startsOn: "2026-01-14",
  endsOn: null,
  renewsOn: "2027-04-01",
  currency: "USD",
  feeMinor: 215_000,
  feePer: "month",
  retainerMinutesPerMonth: 1440,
  hourlyMinor: 9500,
  noticeDays: 90,
};

it("says a contract in a line, without its fee for who may not see money", () => {
  expect(contractWords(contract)).toBe(
    "from 14 Jan 2026, renews 1 Apr 2027; USD 2,150.00 a month; 24 h a month included; 90 days of notice",
  );
  expect(contractWords({ ...contract, feeMinor: null, endsOn: "2026-12-31", noticeDays: null })).toBe(
    "from 14 Jan 2026, ends 31 Dec 2026; 24 h a month included",
  );
});

it("says what was promised, and only that", () => {
  const agreed = {
    responseMinutes: 240,
    checkInDays: 14,
    capMinutesPerMonth: null,
    workingHoursOnly: true,
    eventId: "",
  };
  expect(agreedWords(agreed)).toBe("an answer within 4 h; a check-in every 14 days; in working hours");
});

it("takes a day for its end, or for now while it lasts", () => {
  const noon = Date.parse("2026-10-31T12:00:00Z");
  const meetings = [
    { at: "2026-10-31T11:00:00Z" },
    { at: "2026-10-31T13:00:00Z" },
    { at: "2026-11-01T09:00:00Z" },
  ];
  expect(splitMeetings(meetings, "2026-10-31", noon).past).toHaveLength(1);
  expect(splitMeetings(meetings, "2026-10-31", Date.parse("2026-12-01")).past).toHaveLength(2);
  expect(daysSince("2026-10-01T12:00:00Z", "2026-10-31", noon)).toBe(30);
  expect(daysSince("2026-10-01T12:00:00Z", "2026-10-31", Date.parse("2027-01-01"))).toBe(30);
});
