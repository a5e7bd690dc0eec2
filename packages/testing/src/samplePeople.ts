import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { eventId } from "@rapport/contracts/EventId";
import { firstDayMs, sampleRecordedAt } from "./sampleDocuments.ts";
import { type Said, sampleWords } from "./sampleWords.ts";

const totals = {
  currency: "EUR",
  seconds: 288_000,
  costMinor: 4_310_050,
  revenueMinor: 5_120_000,
  cashMinor: 4_980_000,
};
const acme = { clientId: "acme" };

const said: ReadonlyArray<Said> = [
  { type: "client.merged", data: { from: "bolt", into: "acme" } },
  { type: "client.unmerged", data: { from: "bolt", into: "acme" } },
  {
    type: "party.unlinked",
    data: { ...acme, party: "domain:acme.example", validFrom: null, validTo: null },
  },
  {
    type: "client.profiled",
    data: {
      ...acme,
      segment: "retail",
      tier: "A",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      calendarId: "berlin",
    },
  },
  {
    type: "contact.registered",
    data: { party: "email:carol@acme.example", name: "Carol", title: "Head of IT", seniority: "director" },
  },
  {
    type: "member.registered",
    data: {
      memberId: "ann",
      name: "Ann",
      parties: ["email:ann@rapport.example", "harvest-user:Ann"],
      band: "senior",
      role: "consultant",
      team: null,
      calendarId: "berlin",
      joinedAt: firstDayMs,
    },
  },
  { type: "member.left", data: { memberId: "ann", leftAt: firstDayMs + 300 * 86_400_000 } },
  {
    type: "ownership.changed",
    data: { ...acme, role: "owner", memberId: "ann", validFrom: firstDayMs, validTo: null },
  },
  {
    type: "calendar.set",
    data: {
      calendarId: "berlin",
      timeZone: "Europe/Berlin",
      workingDays: [1, 2, 3, 4, 5],
      workStartMinute: 540,
      workEndMinute: 1020,
      holidays: ["2024-01-01"],
    },
  },
  {
    type: "setting.set",
    data: { key: "mail.read.base", validFrom: "2024-03-01", value: "0.75", source: "stopwatch, February" },
  },
  {
    type: "month.closed",
    data: {
      month: "2024-01",
      calibrationMicro: 1_120_000,
      calibrationSdMicro: 80_000,
      calibrationSpreadMicro: 310_000,
      calibrationClientMonths: 24,
      totals,
    },
  },
  {
    type: "month.restated",
    data: {
      month: "2024-01",
      reason: "cost rates of January corrected",
      calibrationMicro: 1_090_000,
      calibrationSdMicro: 70_000,
      calibrationSpreadMicro: 300_000,
      calibrationClientMonths: 26,
      before: totals,
      totals: { ...totals, costMinor: 4_210_050 },
    },
  },
  ...sampleWords,
];

/** What may be said of people, settings, months and clients after `sampleDirectory`: one event of every other type of the directory. */
export const samplePeople = (): ReadonlyArray<DirectoryEvent> =>
  said.map((word, number) => ({
    id: eventId("directory", `p${number}`, 1),
    version: 1 as const,
    source: { connector: "cli", account: "owner", file: "-", position: String(number) },
    occurredAt: firstDayMs + 1000 + number,
    recordedAt: sampleRecordedAt + number,
    parties: [],
    members: [],
    ...word,
  }));
