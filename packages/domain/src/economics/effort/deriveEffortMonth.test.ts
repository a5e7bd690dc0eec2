import { assert, describe, it } from "@effect/vitest";
import type { Contribution } from "../Contribution.ts";
import { deriveEffortMonth } from "./deriveEffortMonth.ts";
import type { EffortMonthInput, MailFact, MeetingFact, TicketFact, TimeFact } from "./EffortMonth.ts";

const day = "2026-10-05";
const at = (time: string): number => Date.parse(`${day}T${time}Z`);
const acme = { state: "client", party: "acme", shareMicro: 1_000_000 } as const;
const bolt = { state: "client", party: "bolt", shareMicro: 1_000_000 } as const;

/** Ann works 8 hours a day for 60.00 an hour, Bob for 36.00; 80 % of it practical. */
const nothing: EffortMonthInput = {
  month: "2026-10",
  people: [
    {
      id: "ann",
      band: "senior",
      rates: [{ from: "2026-01-01", hourlyMinor: 6000 }],
      paidSeconds: new Map([[day, 28_800]]),
    },
    {
      id: "bob",
      band: "junior",
      rates: [{ from: "2026-01-01", hourlyMinor: 3600 }],
      paidSeconds: new Map([[day, 28_800]]),
    },
  ],
  workingDays: [day],
  mails: [],
  meetings: [],
  tickets: [],
  times: [],
  overheads: [],
  calibration: { factorMicro: 1_000_000, sdMicro: 0, spreadMicro: 0, clientMonths: 0 },
  settingsOn: () => new Map(),
};

const mail = (fact: Partial<MailFact>): MailFact => ({
  eventId: "mail", ms: at("10:00:00"), words: 100, writer: null, readers: [], holders: [acme], ...fact,
}); // prettier-ignore
const meeting = (fact: Partial<MeetingFact>): MeetingFact => ({
  eventId: "meeting", startMs: at("10:00:00"), endMs: at("11:00:00"), minutes: 60, outcome: "held", moved: false,
  noticeMs: null, organiser: null, attendees: [], holders: [acme], ...fact,
}); // prettier-ignore
const ticket = (fact: Partial<TicketFact>): TicketFact => ({
  eventId: "ticket", ms: at("10:00:00"), kind: "opened", times: 1, ticket: "t", repliesOut: 0, person: "ann", words: 0,
  holders: [acme], ...fact,
}); // prettier-ignore
const time = (fact: Partial<TimeFact>): TimeFact => ({
  eventId: "time", day, startMs: null, endMs: null, seconds: 3600, person: "ann", activity: "", holder: acme, ...fact,
}); // prettier-ignore

const derive = (input: Partial<EffortMonthInput>) => deriveEffortMonth({ ...nothing, ...input });
const worked = (input: Partial<EffortMonthInput>) =>
  derive(input)
    .contributions.filter(({ state }) => state !== "unused")
    .map(({ eventId, party, category, band, seconds, rawSeconds, costMinor }: Contribution) =>
      [eventId, party, category, band, seconds, rawSeconds, costMinor].join(" "),
    );

describe("mail", () => {
  it("is written and read by us; from outside it interrupts once per burst", () => {
    const readers = [
      { person: "ann", copied: false },
      { person: "bob", copied: true },
    ];
    const mails = [
      mail({ eventId: "m1", readers }),
      mail({ eventId: "m2", ms: at("10:30:00"), readers: readers.slice(0, 1), holders: [bolt] }),
      mail({ eventId: "m2b", ms: at("10:50:00"), words: 0, readers: readers.slice(0, 1), holders: [bolt] }),
      mail({ eventId: "m3", ms: at("11:20:01"), readers: readers.slice(0, 1) }),
      mail({ eventId: "m4", ms: at("12:00:00"), writer: "ann", readers }),
    ];
    assert.deepStrictEqual(worked({ mails }), [
      "m1 acme mail_read senior 55 55 92",
      "m1 acme interruption senior 60 60 100",
      "m1 acme mail_read junior 28 28 28",
      "m1 acme interruption junior 60 60 60",
      "m2 bolt mail_read senior 55 55 92",
      "m2b bolt mail_read senior 30 30 50",
      "m3 acme mail_read senior 55 55 92",
      "m3 acme interruption senior 60 60 100",
      "m4 acme mail_written senior 346 346 577",
      "m4 acme mail_read junior 28 28 28",
    ]);
  });

  it("is one contribution for readers of one band, and is shared out without losing a second", () => {
    const people = nothing.people.map((person) => ({ ...person, band: "senior" }));
    const readers = [
      { person: "ann", copied: false },
      { person: "bob", copied: false },
    ];
    const mails = [
      mail({
        readers,
        holders: [
          { ...bolt, shareMicro: 400_000 },
          { ...acme, shareMicro: 600_000 },
        ],
      }),
    ];
    assert.deepStrictEqual(worked({ people, mails }), [
      "mail acme mail_read senior 66 66 88",
      "mail bolt mail_read senior 44 44 59",
      "mail acme interruption senior 72 72 96",
      "mail bolt interruption senior 48 48 64",
    ]);
  });
});

describe("a meeting", () => {
  it("takes our time by our answers, and its organiser's before and after", () => {
    const attendees = [
      { person: "ann", answer: "declined" },
      { person: "bob", answer: "tentative" },
    ] as const;
    assert.deepStrictEqual(worked({ meetings: [meeting({ organiser: "ann", attendees })] }), [
      "meeting acme meeting senior 3600 3600 6000",
      "meeting acme meeting junior 1800 1800 1800",
      "meeting acme meeting_preparation senior 900 900 1500",
      "meeting acme meeting_follow_up senior 600 600 1000",
    ]);
    assert.deepStrictEqual(worked({ meetings: [meeting({ attendees })] }), [
      "meeting acme meeting junior 1800 1800 1800",
    ]);
  });

  it("costs when it moves and when it is cancelled within a day", () => {
    const cancelled = meeting({ outcome: "cancelled", organiser: "ann", noticeMs: 86_399_999 });
    assert.deepStrictEqual(worked({ meetings: [cancelled] }), [
      "meeting acme meeting_cancelled senior 750 750 1250",
    ]);
    assert.deepStrictEqual(worked({ meetings: [{ ...cancelled, noticeMs: 86_400_000 }] }), []);
    assert.deepStrictEqual(worked({ meetings: [{ ...cancelled, noticeMs: null }] }), []);
    // Theirs: nobody of us prepared, somebody deals with it.
    const attendees = [{ person: "bob", answer: "accepted" }] as const;
    assert.deepStrictEqual(worked({ meetings: [{ ...cancelled, organiser: null, attendees }] }), [
      "meeting acme meeting_cancelled junior 300 300 300",
    ]);
    const moved = meeting({ moved: true, minutes: 0, attendees: [{ person: "bob", answer: "none" }] });
    assert.deepStrictEqual(worked({ meetings: [moved] }), ["meeting acme meeting_moved junior 300 300 300"]);
  });

  it("is where we said we would be: of two at once the accepted one", () => {
    const meetings = [
      meeting({ eventId: "a", attendees: [{ person: "ann", answer: "none" }] }),
      meeting({ eventId: "b", attendees: [{ person: "ann", answer: "accepted" }], startMs: at("10:30:00") }),
    ];
    assert.deepStrictEqual(worked({ meetings }), [
      "a acme meeting senior 900 1800 1500",
      "b acme meeting senior 3600 3600 6000",
    ]);
  });
});

describe("a ticket", () => {
  it("takes handling, and more each time it changes hands or comes back", () => {
    const tickets = [
      ticket({ eventId: "t1", repliesOut: 1 }),
      ticket({ eventId: "t2", kind: "replied", repliesOut: 1, words: 19, ms: at("10:10:00") }),
      ticket({ eventId: "t3", kind: "reassigned", repliesOut: 2, times: 2, ms: at("10:20:00") }),
      ticket({ eventId: "t4", kind: "reopened", repliesOut: 2, ms: at("10:30:00") }),
      ticket({ eventId: "t5", kind: "escalated", ms: at("10:40:00") }),
    ];
    assert.deepStrictEqual(worked({ tickets }), [
      "t1 acme ticket senior 180 180 300",
      "t2 acme ticket senior 90 90 150",
      "t3 acme ticket_reassigned senior 414 414 690",
      "t4 acme ticket_reopened senior 990 990 1650",
      "t5 acme ticket_escalated senior 3600 3600 6000",
    ]);
  });

  it("without one of us costs the firm's median hour", () => {
    const tickets = [ticket({ person: null })];
    assert.deepStrictEqual(worked({ tickets }), ["ticket acme ticket  180 180 300"]);
    const unrated = nothing.people.map((person) => ({ ...person, rates: [] }));
    assert.deepStrictEqual(worked({ tickets, people: unrated }), ["ticket acme ticket  180 180 0"]);
  });
});

describe("ownership", () => {
  const written = mail({ writer: "ann", ms: at("10:30:00") });
  const attended = meeting({ attendees: [{ person: "ann", answer: "accepted" }] });
  it("gives a place to an entry before a meeting before a ticket before a mail", () => {
    const replied = ticket({ kind: "replied", words: 100, ms: at("10:30:00") });
    const both = { mails: [written], tickets: [replied] };
    assert.deepStrictEqual(worked(both), [
      "ticket acme ticket senior 346 346 577",
      "mail acme mail_written senior 0 346 0",
    ]);
    assert.deepStrictEqual(worked({ ...both, meetings: [attended] }), [
      "meeting acme meeting senior 3600 3600 6000",
      "ticket acme ticket senior 0 346 0",
      "mail acme mail_written senior 0 346 0",
    ]);
    const half = time({ startMs: at("10:15:00"), endMs: at("11:15:00"), holder: bolt });
    assert.deepStrictEqual(worked({ ...both, meetings: [attended], times: [half] }), [
      "time bolt time senior 3600 0 6000",
      "meeting acme meeting senior 900 3600 1500",
      "ticket acme ticket senior 0 346 0",
      "mail acme mail_written senior 0 346 0",
    ]);
  });

  it("covers by entries without interval the same holder's estimates of the day, meetings first", () => {
    const mails = [written, mail({ eventId: "other", writer: "bob", holders: [bolt] })];
    const meetings = [{ ...attended, startMs: at("08:00:00"), endMs: at("09:00:00") }];
    assert.deepStrictEqual(worked({ mails, meetings, times: [time({ seconds: 3700 })] }), [
      "time acme time senior 3700 0 6167",
      "meeting acme meeting senior 0 3600 0",
      "other bolt mail_written junior 346 346 346",
      "mail acme mail_written senior 246 346 410",
    ]);
    assert.deepStrictEqual(worked({ mails: [written], times: [time({ holder: bolt })] }), [
      "time bolt time senior 3600 0 6000",
      "mail acme mail_written senior 346 346 577",
    ]);
  });

  it("holds no more of an interval than the entry's seconds", () => {
    const times = [time({ seconds: 60, startMs: at("10:25:00"), endMs: at("12:00:00"), holder: bolt })];
    assert.include(worked({ mails: [written], times }), "mail acme mail_written senior 286 346 477");
  });

  it("compares places after calibration", () => {
    const calibration = { ...nothing.calibration, factorMicro: 1_500_000 };
    const times = [time({ seconds: 1380, startMs: at("10:00:00"), endMs: at("10:23:00"), holder: bolt })];
    assert.include(
      worked({ mails: [written], times, calibration }),
      "mail acme mail_written senior 420 346 700",
    );
    assert.include(
      worked({ meetings: [attended], times, calibration }),
      "meeting acme meeting senior 3330 3600 5550",
    );
  });
});

describe("what stands beside", () => {
  it("compares, per client and day, what was logged on communication with what was estimated for it", () => {
    const written = mail({ writer: "ann" });
    const times = [
      time({ eventId: "e1", activity: " Account  Management" }),
      time({ eventId: "e2", activity: "design" }),
    ];
    const compared = { party: "acme", day, loggedSeconds: 3600, estimatedSeconds: 346 };
    assert.deepStrictEqual(derive({ mails: [written], times }).comparisons, [compared]);
    assert.deepStrictEqual(derive({ mails: [written], times: times.slice(1) }).comparisons, [compared]);
    const internal = { state: "internal", party: "", shareMicro: 1_000_000 } as const;
    assert.deepStrictEqual(derive({ mails: [{ ...written, holders: [internal] }] }).comparisons, []);
  });

  it("says what people without a rate logged", () => {
    const times = [time({ person: "nobody known" })];
    assert.strictEqual(derive({ times }).unratedSeconds, 3600);
    assert.deepStrictEqual(worked({ times }), ["time acme time  3600 0 0"]);
    assert.strictEqual(derive({ times: [time({})] }).unratedSeconds, 0);
  });

  it("takes the firm's median hour for estimates of somebody the directory does not know", () => {
    const mails = [mail({ writer: "email:info@us.example" })];
    assert.deepStrictEqual(worked({ mails }), ["mail acme mail_written  346 346 577"]);
    const times = [time({ person: "email:info@us.example" })];
    assert.deepStrictEqual(worked({ mails, times }), [
      "time acme time  3600 0 0",
      "mail acme mail_written  0 346 0",
    ]);
  });

  it("takes the rate of the day, and what an hour costs on a day that is not paid", () => {
    const raised = [
      { from: "2026-01-01", hourlyMinor: 6000 },
      { from: day, hourlyMinor: 7200 },
    ];
    const people = [{ ...nothing.people[0]!, rates: raised }];
    const times = [time({ eventId: "e1", day: "2026-10-04" }), time({ eventId: "e2" })];
    const settingsOn = () => new Map([["after_hours.cost", "1.5"]]);
    assert.deepStrictEqual(worked({ people, times, settingsOn }), [
      "e1 acme time senior 3600 0 9000",
      "e2 acme time senior 3600 0 7200",
    ]);
  });

  it("leaves capacity unused, by band, and says overload as such", () => {
    const { contributions, capacitySeconds, capacityCostMinor } = derive({
      times: [time({ seconds: 30_000 })],
    });
    assert.strictEqual(capacitySeconds, 2 * 23_040);
    assert.strictEqual(capacityCostMinor, 38_400 + 23_040);
    const unused = contributions.filter(({ category }) => category === "unused_capacity");
    assert.deepStrictEqual(
      unused.map(({ band, seconds, costMinor }) => [band, seconds, costMinor]),
      [
        ["junior", 23_040, 23_040],
        ["senior", -6_960, -11_600],
      ],
    );
  });
});

describe("overhead", () => {
  const overheads = [
    { eventId: "rent", amountMinor: 10_000 },
    { eventId: "wifi", amountMinor: 1 },
  ];
  const shares = (input: Partial<EffortMonthInput>) =>
    derive({ overheads, ...input })
      .contributions.filter(({ category }) => category === "overhead")
      .map((row) => [row.day, row.state, row.party, row.eventId, row.costMinor].join(" "));

  it("goes by the seconds of the day, unused capacity included", () => {
    assert.deepStrictEqual(shares({ times: [time({ seconds: 23_040 })] }), [
      `${day} client acme rent 5000`,
      `${day} unused  rent 5000`,
      `${day} client acme wifi 1`,
    ]);
  });

  it("stays with the unused on a day without work, and takes none where more was worked than there is", () => {
    const workingDays = [day, "2026-10-06"];
    assert.deepStrictEqual(shares({ workingDays, times: [time({ seconds: 50_000 })] }), [
      `${day} client acme rent 5001`,
      "2026-10-06 unused  rent 4999",
      "2026-10-06 unused  wifi 1",
    ]);
  });

  it("is spread over the days of the month where there is no working day; what is given back goes the same way", () => {
    const given = derive({
      workingDays: [],
      overheads: [{ eventId: "back", amountMinor: -310 }],
    }).contributions;
    const back = given.filter(({ eventId }) => eventId === "back");
    assert.strictEqual(back.length, 31);
    assert.isTrue(back.every(({ costMinor }) => costMinor === -10));
  });
});
