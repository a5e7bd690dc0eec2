import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import { client, firm, linked, mail, type Mail } from "../reporting.ts";
import { booked, books, happens, meeting, ticket } from "../sourceEvents.ts";
import type { Any, Word } from "../economics/tellBooks.ts";

/*
 * One client over the first weeks of 2024, small enough to reckon every figure in one's head. Weeks begin on 1, 8, 15, 22
 * and 29 January. Berlin is an hour ahead; working hours are nine to five there.
 */

const [ann, bob, me] = ["ann@acme.example", "bob@acme.example", "me@rapport.example"];
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

const complaining = (of: Mail): EmailEvent => {
  const event = mail(of);
  return { ...event, data: { ...event.data, signals: { ...event.data.signals, complaint: true } } };
};

const mails: ReadonlyArray<EmailEvent> = [
  // Tuesday; answered after two working hours.
  mail({ id: "m1", at: "2024-01-02T10:00:00Z", from: ann, to: [me], asks: true, tone: 300 }),
  mail({ id: "m2", at: "2024-01-02T12:00:00Z", from: me, to: [ann], re: "m1" }),
  // Saturday evening; nobody ever answers.
  mail({ id: "m3", at: "2024-01-06T20:00:00Z", from: bob, to: [me], asks: true, tone: -500 }),
  mail({ id: "m4", at: "2024-01-08T09:00:00Z", from: me, to: [bob] }),
  // Half of it is another client's.
  complaining({ id: "m5", at: "2024-01-10T09:00:00Z", from: ann, to: [me], cc: ["carl@beta.example"] }),
  // Four working hours after the answer it is an answer to: at Berlin's closing time, with an hour the next morning.
  mail({ id: "m6", at: "2024-01-03T13:00:00Z", from: ann, to: [me], re: "m2" }),
  // None of these is a sign of life.
  mail({ id: "m7", at: "2024-01-17T09:00:00Z", from: ann, to: [me], automatic: "bulk" }),
  mail({ id: "m8", at: "1970-01-01T00:00:00Z", from: ann, to: [me], plausible: false }),
];

const tickets = [
  ...ticket(
    1,
    ["domain:acme.example"],
    [
      ["2024-01-03T08:00:00Z", "them", happens.opened()],
      ["2024-01-04T08:00:00Z", "us", happens.escalated()],
      ["2024-01-09T08:00:00Z", "us", happens.solved("open")],
      ["2024-01-11T08:00:00Z", "them", happens.reopened("solved")],
      ["2024-01-11T09:00:00Z", "us", happens.assigned("zendesk-user:1", "zendesk-user:2", 1)],
      ["2024-01-12T08:00:00Z", "us", happens.solved("open")],
    ],
  ),
  // Called spam in the week after: it was open at the end of the one before.
  ...ticket(
    2,
    ["domain:acme.example"],
    [
      ["2024-01-05T08:00:00Z", "them", happens.opened()],
      ["2024-01-10T08:00:00Z", "us", happens.deleted()],
    ],
  ),
];

const meetings = [
  meeting({ key: "s/1", series: "s", at: "2024-01-04T10:00:00Z", invited: [me, ann], organiser: ann }),
  meeting({
    key: "s/2",
    series: "s",
    at: "2024-01-18T10:00:00Z",
    invited: [me, ann],
    organiser: ann,
    over: { status: "cancelled", changedAt: Date.parse("2024-01-12T10:00:00Z") },
  }),
  // Nobody of theirs came.
  meeting({ key: "one", at: "2024-01-23T10:00:00Z", invited: [me, `${bob}!`] }),
];

const invoice = (key: string, on: string, net: number, over: object): LedgerEvent => {
  const told = books.invoice(key, on, "GBP", net);
  const event = booked(`invoice:${key}`, on, ["billing:c-1"], told);
  return { ...event, data: { ...event.data, ...over } } as LedgerEvent;
};
const contract = (revision: number, over: object): LedgerEvent =>
  booked(
    "contract:K1",
    "2024-01-01",
    ["billing:c-1"],
    {
      type: "contract.started",
      data: {
        contract: "K1",
        startsOn: "2024-01-01",
        endsOn: null,
        renewsOn: "2024-04-01",
        currency: "GBP",
        feeMinor: 300_000,
        feePer: "quarter",
        retainerMinutesPerMonth: null,
        hourlyMinor: null,
        noticeDays: 30,
        ...over,
      },
    },
    { revision },
  );

const ledger: ReadonlyArray<LedgerEvent> = [
  // Due on the Wednesday of the third week, paid in the fourth.
  invoice("I1", "2024-01-03", 120_000, { dueOn: "2024-01-17" }),
  booked("payment:1", "2024-01-24", ["billing:c-1"], books.payment("2024-01-24", "GBP", 120_000, "I1")),
  // What January was worth is billed in February: no week of January knew.
  invoice("I2", "2024-02-01", 31_000, {
    dueOn: "2024-03-01",
    serviceFrom: "2024-01-01",
    serviceTo: "2024-01-31",
    disputed: true,
  }),
  booked("time:1", "2024-01-09", ["billing:c-1"], books.time("2024-01-09", 2, false)),
  contract(day("2024-01-01"), {}),
  contract(day("2024-01-16"), { feeMinor: 360_000 }),
];

/** The contract gets a last day on 2 February. */
export const noticeGiven = contract(day("2024-02-02"), {
  feeMinor: 360_000,
  endsOn: "2024-02-29",
  renewsOn: null,
});

export const handmadeEvents: ReadonlyArray<Any> = [...mails, ...tickets, ...meetings, ...ledger];

const owner = (memberId: string, from: string | null): Word => ({
  type: "ownership.changed",
  data: {
    clientId: "acme",
    role: "owner",
    memberId,
    validFrom: from === null ? null : day(from),
    validTo: null,
  },
});

export const handmadeWords: ReadonlyArray<Word> = [
  firm({ holidays: ["2024-01-01"] }),
  client("acme", "Acme"),
  client("beta", "Beta"),
  linked("acme", "domain:acme.example"),
  linked("acme", "billing:c-1"),
  linked("beta", "domain:beta.example"),
  owner("eve", null),
  owner("max", "2024-01-24"),
  {
    type: "contact.registered",
    data: { party: `email:${bob}`, name: "Bob", title: "Managing Director", seniority: "executive" },
  },
  {
    type: "break.agreed",
    data: { clientId: "acme", from: "2024-01-25", to: "2024-01-28", reason: "moving house", off: false },
  },
  {
    type: "setting.set",
    data: { key: "churn.definition", validFrom: null, value: "contracts", source: "test" },
  },
];
