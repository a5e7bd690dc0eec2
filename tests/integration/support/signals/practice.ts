import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { InteractionEvent } from "@rapport/contracts/EventCodec";
import { eventId } from "@rapport/contracts/EventId";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import { client, directoryEvents, firm, linked, type Mail, mail } from "../reporting.ts";
import { booked, books, happens, type LedgerTold, meeting, ticket } from "../sourceEvents.ts";

/*
 * Clients of which each shows one thing that somebody who looks after it would notice, or the same thing with the reason
 * why it is nothing. All of it as of Friday, 14 March 2025; the firm works Monday to Friday from 9 to 17, UTC. Whoever
 * is `x` writes from x.example, by turns as ann and as bea, so that no relationship hangs on one person.
 */

export const asOf = "2025-03-14";
const us = "me@rapport.example";
const dayMs = 86_400_000;
const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

type Said = EmailEvent["data"]["signals"];
let numbers = 0;

/** A message with what its words say. */
const says = (m: Omit<Mail, "id"> & { readonly id?: string }, said: Partial<Said> = {}): EmailEvent => {
  const event = mail({ id: `mail-${numbers++}`, offset: 0, ...m });
  return { ...event, data: { ...event.data, signals: { ...event.data.signals, ...said } } };
};
const person = (id: string, i: number): string => `${i % 2 === 0 ? "ann" : "bea"}@${id}.example`;
export const theirs = (id: string, at: string, said: Partial<Said> = {}, over: Partial<Mail> = {}) =>
  says({ at, from: person(id, numbers), to: [us], ...over }, said);
const ours = (id: string, at: string, over: Partial<Mail> = {}) =>
  says({ at, from: us, to: [person(id, 0)], ...over });

/** Every so many days from one to another, both included, at ten. */
const every = (days: number, from: string, to: string): ReadonlyArray<string> => {
  const count = Math.floor((Date.parse(to) - Date.parse(from)) / dayMs / days) + 1;
  return Array.from({ length: count }, (_, i) => `${dayText(Date.parse(from) + i * days * dayMs)}T10:00:00Z`);
};
const weekly = (id: string, to: string) => every(7, "2024-01-01", to).map((at) => theirs(id, at));

const quiet: ReadonlyArray<EmailEvent> = [
  // Mondays, until five weeks ago.
  ...["gone", "on-break", "break-off"].flatMap((id) => weekly(id, "2025-02-10")),
  ...weekly("steady", "2025-03-10"),
  // Two days a quarter; ten contact days, the longest pause 64 open days.
  ...["2024-01-08", "2024-04-08", "2024-07-08", "2024-10-07", "2025-01-06"].flatMap((day) =>
    every(1, day, dayText(Date.parse(day) + dayMs)).map((at) => theirs("quarterly", at)),
  ),
  // Fridays, closed over Christmas and between the years, back on the tenth.
  ...every(7, "2024-01-05", "2024-12-20").map((at) => theirs("christmas", at)),
  ...every(7, "2025-01-10", "2025-03-14").map((at) => theirs("christmas", at)),
  // Twice a week for a year, and once in three weeks since.
  ...every(3, "2023-12-20", "2024-12-12").map((at) => theirs("fading", at)),
  ...every(21, "2024-12-20", "2025-03-12").map((at) => theirs("fading", at)),
  // Hardly a word from Christmas to spring, as a year ago.
  ...every(20, "2023-12-18", "2024-03-20").map((at) => theirs("seasonal", at)),
  ...every(3, "2024-03-22", "2024-12-10").map((at) => theirs("seasonal", at)),
  ...every(20, "2024-12-16", "2025-03-10").map((at) => theirs("seasonal", at)),
];

const cares: ReadonlyArray<EmailEvent> = [
  theirs("sore", "2025-03-12T10:00:00Z", { complaint: true }, { id: "sore-1" }),
  theirs("grumbling", "2025-03-13T10:00:00Z", { toneMilli: -800, toneErrorMilli: 100 }),
  theirs("doubtful", "2025-03-13T10:00:00Z", { toneMilli: -600, toneErrorMilli: 400 }),
  theirs("soothed", "2025-03-12T10:00:00Z", { complaint: true }, { id: "soothed-1" }),
  ours("soothed", "2025-03-12T15:00:00Z", { re: "soothed-1" }),
  theirs("met", "2025-03-11T10:00:00Z", { complaint: true }),
  // Asked on Wednesday at ten, or on Thursday at three: 23 and 10 working hours.
  ...["asking", "asking-agreed"].map((id) => theirs(id, "2025-03-12T10:00:00Z", { asks: true })),
  ...["asking-late", "asking-late-agreed"].map((id) => theirs(id, "2025-03-13T15:00:00Z", { asks: true })),
  theirs("answered", "2025-03-12T10:00:00Z", { asks: true }, { id: "answered-1" }),
  ours("answered", "2025-03-12T11:00:00Z", { re: "answered-1" }),
  theirs("angry", "2025-03-10T10:00:00Z", { escalation: true }),
  theirs("angry-met", "2025-03-10T10:00:00Z", { escalation: true }),
  // A complaint answered two weeks ago, and left at that.
  theirs("left-alone", "2025-02-26T10:00:00Z", { complaint: true }, { id: "left-1" }),
  ours("left-alone", "2025-02-26T12:00:00Z", { re: "left-1" }),
];

/** A thread of nine messages in a week, to and fro. */
const toAndFro = (id: string): ReadonlyArray<EmailEvent> =>
  Array.from({ length: 9 }, (_, i) => {
    const at = `2025-03-0${3 + Math.floor(i / 2)}T${10 + (i % 2) * 3}:00:00Z`;
    const over = { id: `${id}-${i}`, ...(i === 0 ? {} : { re: `${id}-${i - 1}` }) };
    return i % 2 === 0 ? theirs(id, at, {}, { ...over, from: `ann@${id}.example` }) : ours(id, at, over);
  });

/** A question and our answer hours later. */
const answeredAfter = (id: string, day: string, hours: number): ReadonlyArray<EmailEvent> => {
  const asked = `${id}-${day}`;
  const from = `${new Date(day).getUTCDay() === 1 ? "ann" : "bea"}@${id}.example`;
  return [
    theirs(id, `${day}T10:00:00Z`, {}, { id: asked, from }),
    ours(id, `${day}T${10 + hours}:00:00Z`, { re: asked }),
  ];
};
/** Mondays and Tuesdays of ten weeks, of last summer and of this year. */
const days = (from: string): ReadonlyArray<string> =>
  every(7, from, dayText(Date.parse(from) + 63 * dayMs)).flatMap((at) => [
    at.slice(0, 10),
    dayText(Date.parse(at) + dayMs),
  ]);
const paces: ReadonlyArray<EmailEvent> = [
  ...days("2024-06-03").flatMap((day) => ["slowed", "kept-pace"].flatMap((id) => answeredAfter(id, day, 1))),
  ...days("2025-01-06").flatMap((day) => [
    ...answeredAfter("slowed", day, 4),
    ...answeredAfter("kept-pace", day, 1),
  ]),
];

const people: ReadonlyArray<EmailEvent> = [
  // Two years of an hour a fortnight on our side; the last three weeks ago.
  ...["checked", "unchecked"].map((id) => ours(id, "2025-02-20T10:00:00Z")),
  ours("checked", "2025-03-07T10:00:00Z"),
  ...every(7, "2025-01-06", "2025-03-10").map((at, i) =>
    theirs("evening", i % 2 === 0 ? at : at.replace("T10", "T20")),
  ),
  ...every(7, "2025-01-06", "2025-03-10").map((at) => theirs("daytime", at)),
  theirs("hours-agreed", "2025-03-10T21:00:00Z"),
  ...every(7, "2025-01-06", "2025-03-10").map((at) =>
    theirs("one-voice", at, {}, { from: "ann@one-voice.example" }),
  ),
  ...every(7, "2025-01-06", "2025-03-10").map((at) =>
    theirs("one-voice", at.replace("T10", "T11"), {}, { from: "ann@one-voice.example" }),
  ),
  // The champion wrote two of three messages until January; then the link ended, a message bounced, or neither.
  ...["champion-left", "champion-bounced", "champion-away"].flatMap((id) => [
    ...every(7, "2024-10-07", "2025-01-20").map((at) => theirs(id, at, {}, { from: `ann@${id}.example` })),
    ...every(14, "2024-10-08", "2025-03-11").map((at) => theirs(id, at, {}, { from: `bea@${id}.example` })),
    ours(id, "2025-02-03T10:00:00Z", { to: [`ann@${id}.example`] }),
  ]),
  says({
    at: "2025-02-03T10:00:08Z",
    from: "mailer-daemon@champion-bounced.example",
    to: [us],
    automatic: "bounce",
  }),
  // Handed over on 3 February; four messages since the warm days, three of them to the former owner alone.
  ...["2025-02-18", "2025-02-25", "2025-03-04"].flatMap((day) => [
    theirs("resisting", `${day}T10:00:00Z`, {}, { to: ["old@rapport.example"] }),
    theirs("accepting", `${day}T10:00:00Z`, {}, { to: ["old@rapport.example"], cc: ["new@rapport.example"] }),
  ]),
  theirs("resisting", "2025-03-11T10:00:00Z", {}, { to: ["new@rapport.example"] }),
  ...["2024-12-09", "2024-12-16", "2025-01-06", "2025-01-13"].map((day) =>
    theirs("resenting", `${day}T10:00:00Z`, {
      toneMilli: 500 + 10 * Number(day.slice(8)),
      toneErrorMilli: 50,
    }),
  ),
  ...["2025-02-10", "2025-02-17", "2025-02-24", "2025-03-03"].map((day) =>
    theirs("resenting", `${day}T10:00:00Z`, {
      toneMilli: -100 + 10 * Number(day.slice(8)),
      toneErrorMilli: 50,
    }),
  ),
];

export const mails: ReadonlyArray<EmailEvent> = [
  ...quiet,
  ...cares,
  ...toAndFro("threaded"),
  ...toAndFro("threaded-met"),
  ...paces,
  ...people,
  ...Array.from({ length: 5 }, (_, i) =>
    theirs("requesting", `2025-03-0${3 + i}T10:00:00Z`, { scopeRequest: true }),
  ),
  ...Array.from({ length: 5 }, (_, i) =>
    theirs("content", `2025-03-0${3 + i}T10:00:00Z`, { scopeRequest: i < 3 }),
  ),
];

const of = (id: string) => [`domain:${id}.example`];
const met = (id: string, at: string) =>
  meeting({ key: `${id}-${at}`, at, invited: [`ann@${id}.example`, us] });

export const interactions: ReadonlyArray<InteractionEvent> = [
  met("met", "2025-03-12T10:00:00Z"),
  met("angry-met", "2025-03-11T10:00:00Z"),
  met("threaded-met", "2025-03-06T15:00:00Z"),
  meeting({
    key: "launch",
    at: "2025-04-02T00:00:00Z",
    minutes: 1440,
    invited: [us],
    named: of("launching"),
    over: { allDay: true, transparent: true },
  }),
  ...ticket(1, of("ticket-up"), [
    ["2025-03-12T09:00:00Z", "them", happens.opened()],
    ["2025-03-12T10:00:00Z", "us", happens.replied()],
    ["2025-03-12T11:00:00Z", "us", happens.escalated()],
  ]),
  ...ticket(2, of("ticket-done"), [
    ["2025-03-03T09:00:00Z", "them", happens.opened()],
    ["2025-03-03T11:00:00Z", "us", happens.escalated()],
    ["2025-03-10T11:00:00Z", "us", happens.solved("open")],
  ]),
  ...ticket(3, of("ticket-waits"), [["2025-03-11T09:00:00Z", "them", happens.opened()]]),
  // Solved on 28 February after it had come back: a follow-up was due by 7 March.
  ...["unfollowed", "followed"].flatMap((id, i) =>
    ticket(4 + i, of(id), [
      ["2025-02-24T09:00:00Z", "them", happens.opened()],
      ["2025-02-25T09:00:00Z", "us", happens.solved("open")],
      ["2025-02-26T09:00:00Z", "them", happens.reopened("solved")],
      ["2025-02-28T09:00:00Z", "us", happens.solved("open")],
      ...(i === 0 ? [] : [["2025-03-04T09:00:00Z", "us", happens.replied()] as const]),
    ]),
  ),
  ...["unheard", "heard", "pleased"].flatMap((id, i) =>
    ticket(6 + i, of(id), [
      ["2025-03-03T09:00:00Z", "them", happens.opened()],
      ["2025-03-03T10:00:00Z", "us", happens.solved("new")],
      ["2025-03-05T10:00:00Z", "them", happens.rated(id === "pleased" ? 1000 : 0)],
      ...(id === "heard" ? [["2025-03-06T09:00:00Z", "us", happens.replied()] as const] : []),
    ]),
  ),
  ...ticket(9, of("let-down"), [
    ["2025-03-03T09:00:00Z", "them", happens.opened()],
    ["2025-03-04T08:00:00Z", "us", happens.replied()],
    ["2025-03-04T09:00:00Z", "us", happens.sla("first reply", false)],
    ["2025-03-04T10:00:00Z", "us", happens.sla("solution", true)],
  ]),
];

const entries = (id: string, hours: number, billable: boolean, day = "2025-03-03") =>
  booked(`time-${id}-${billable}-${day}`, day, of(id), books.time(day, hours, billable));
const contract = (id: string, over: Partial<Extract<LedgerTold, { type: "contract.started" }>["data"]>): LedgerEvent =>
  booked(`contract-${id}`, "2024-01-01", of(id), {
    type: "contract.started",
    data: {
      contract: id, startsOn: "2024-01-10", endsOn: null, renewsOn: null, currency: "EUR", feeMinor: 100_000,
      feePer: "month", retainerMinutesPerMonth: null, hourlyMinor: null, noticeDays: 30, ...over,
    },
  }); // prettier-ignore
/** A bill of 1,000 that is due after 30 days and paid so many days later; null: not yet. */
const bill = (id: string, n: number, day: string, lateDays: number | null): ReadonlyArray<LedgerEvent> => {
  const due = Date.parse(day) + 30 * dayMs;
  const number = `${id}-${n}`;
  const told = books.invoice(number, day, "EUR", 100_000) as Extract<LedgerTold, { type: "invoice.issued" }>;
  const paidOn = dayText(due + (lateDays ?? 0) * dayMs);
  return [
    booked(number, day, of(id), { ...told, data: { ...told.data, dueOn: dayText(due) } }),
    ...(lateDays === null
      ? []
      : [booked(`paid-${number}`, paidOn, of(id), books.payment(paidOn, "EUR", 100_000, number))]),
  ];
};

export const ledger: ReadonlyArray<LedgerEvent> = [
  ...["creeping", "billed"].map((id) => contract(id, {})),
  entries("creeping", 20, true), entries("creeping", 10, false), entries("billed", 30, true), entries("billed", 2, false),
  ...["p1", "p2", "p3", "p4", "p5"].flatMap((id) => [contract(id, {}), entries(id, 20, true)]),
  contract("capped", {}), entries("capped", 40, true),
  entries("unwritten", 10, true),
  contract("lapsed", { endsOn: "2025-02-15" }), entries("lapsed", 10, true),
  contract("anniversary", { startsOn: "2022-04-01", renewsOn: "2025-04-05" }),
  ...["2024-10-01", "2024-11-01", "2024-12-01"].flatMap((day, n) => [...bill("late-payer", n, day, 20), ...bill("on-time", n, day, -2)]),
  ...bill("overdue", 1, "2025-01-02", null), ...bill("just-due", 1, "2025-02-01", null),
]; // prettier-ignore

const ids = [
  ...new Set(
    [...mails.flatMap(({ data }) => data.participants.map(({ address }) => address)),
      ...[...interactions, ...ledger].flatMap(({ parties }) => parties),
    ].flatMap((text) => /([a-z0-9-]+)\.example$/.exec(text)?.[1] ?? []),
  ),
].filter((id) => id !== "rapport"); // prettier-ignore

const agreed = (clientId: string, over: object) => ({
  type: "client.agreed" as const,
  data: {
    clientId, validFrom: "2025-01-01", responseMinutes: null, checkInDays: null, capMinutesPerMonth: null,
    workingHoursOnly: false, ...over,
  },
}); // prettier-ignore
const onBreak = (clientId: string, off: boolean) => ({
  type: "break.agreed" as const,
  data: { clientId, from: "2025-02-11", to: "2025-03-14", reason: "a move", off },
});
const member = (memberId: string) => ({
  type: "member.registered" as const,
  data: {
    memberId, name: `The ${memberId} one`, parties: [`email:${memberId}@rapport.example`], band: null, role: null,
    team: null, calendarId: null, joinedAt: null,
  },
}); // prettier-ignore
const owned = (clientId: string, memberId: string, from: string | null, to: string | null) => ({
  type: "ownership.changed" as const,
  data: {
    clientId, role: "owner", memberId,
    validFrom: from === null ? null : Date.parse(from), validTo: to === null ? null : Date.parse(to),
  },
}); // prettier-ignore
const handedOver = (id: string, on: string) => [owned(id, "old", null, on), owned(id, "new", on, null)];

export const directory: ReadonlyArray<DirectoryEvent> = directoryEvents([
  firm({ timeZone: "UTC", holidays: ["2024-12-25", "2024-12-26", "2025-01-01"] }),
  ...ids.flatMap((id) => [client(id, `${id} Ltd`), linked(id, `domain:${id}.example`)]),
  linked("champion-left", "email:ann@champion-left.example", null, "2025-02-01"),
  ...["old", "new"].map(member),
  ...["resisting", "accepting", "resenting"].flatMap((id) => handedOver(id, "2025-02-03")),
  ...handedOver("steady", "2025-03-10"),
  { type: "calendar.set", data: { calendarId: "closed-between-the-years", timeZone: "UTC", workingDays: [1, 2, 3, 4, 5], workStartMinute: 540, workEndMinute: 1020, holidays: ["2024-12-27", "2024-12-30", "2024-12-31"] } },
  { type: "client.profiled", data: { clientId: "christmas", segment: null, tier: null, currency: null, timeZone: null, calendarId: "closed-between-the-years" } },
  agreed("asking-agreed", { responseMinutes: 240 }),
  agreed("asking-late-agreed", { responseMinutes: 60 }),
  ...["checked", "unchecked"].map((id) => agreed(id, { checkInDays: 14 })),
  agreed("hours-agreed", { workingHoursOnly: true }),
  agreed("capped", { capMinutesPerMonth: 600 }),
  {
    type: "cause.noted",
    data: {
      noteId: "why-sore", clientId: "sore", cause: "miscommunication", notedOn: "2025-03-13", notedBy: "new",
      reason: "two briefs", aboutEvent: eventId("email", "sore-1", 1),
    },
  },
  onBreak("on-break", false),
  onBreak("break-off", false),
  onBreak("break-off", true),
]); // prettier-ignore
