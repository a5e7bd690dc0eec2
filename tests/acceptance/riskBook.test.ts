import { assert, layer } from "@effect/vitest";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { quietWeek } from "@rapport/domain/risk/support/quietWeek";
import { refreshBooks } from "@rapport/economics/refreshBooks";
import { refreshRisk } from "@rapport/risk/book/refreshRisk";
import { readCourses } from "@rapport/risk/read/readCourses";
import { readEnds } from "@rapport/risk/read/readEnds";
import { readScores } from "@rapport/risk/read/readScores";
import { Effect } from "effect";
import { afterAll } from "vitest";
import { startChdb } from "../integration/support/chdb.ts";
import { failingWriter } from "../integration/support/economics/bookFaults.ts";
import { dueOf, nothingTold, tell } from "../integration/support/economics/tellBooks.ts";
import { mail, reportsOn } from "../integration/support/reporting.ts";
import { handmadeEvents, handmadeWords, noticeGiven } from "../integration/support/risk/handmadeWeeks.ts";
import { riskBytes, riskEdition } from "../integration/support/risk/riskBytes.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

/** A week in which nothing happens and nothing stands, of a client with a contract that renews on 1 April. */
const quiet: ClientWeek = {
  week: "",
  ...quietWeek,
  contacts90: 2,
  contactsEffectiveMilli: 1755,
  seniorContacts90: 1,
  members90: 1,
  underContract: true,
  feeMonthMinor: 120_000,
};

/** Effort and cost are the books' own affair, which is proved elsewhere; what was logged is told apart. */
const withoutEffort = ({ effortSeconds: _e, costMinor: _c, reworkSeconds: _r, ...week }: ClientWeek) => week;

const expected: ReadonlyArray<Partial<ClientWeek>> = [
  {
    week: "2024-01-01",
    businessDays: 4,
    messagesIn: 3,
    messagesOut: 1,
    // Tuesday and Saturday by mail, Wednesday by mail and ticket, Thursday by the meeting they called, Friday by ticket.
    activeDays: 5,
    threadsByThem: 2,
    messagesInAfterHours: 1,
    asksIn: 2,
    asksUnanswered: 1,
    repliesOurs: 1,
    // 1000·ln(121) and 1000·ln(541): two hours; four hours of the Tuesday and five of the Wednesday.
    replyLogOursMilli: 4796,
    repliesTheirs: 1,
    replyLogTheirsMilli: 6293,
    toneSumMilli: -200,
    toneMessages: 2,
    contactsEffectiveMilli: 1890,
    meetingsHeld: 1,
    recurringDue: 1,
    recurringHeld: 1,
    ticketsOpened: 2,
    ticketsEscalated: 1,
    openEscalations: 1,
    openTickets: 2,
    oldestTicketHours: 112,
    revenueMinor: 120_000,
    invoicesIssued: 1,
    openMinor: 120_000,
    feeMonthMinor: 100_000,
    // 2 March less 7 January.
    noticeDeadlineDays: 55,
  },
  {
    week: "2024-01-08",
    // A half, rounded up.
    messagesIn: 1,
    messagesOut: 1,
    threadsByThem: 1,
    threadsByUs: 1,
    asksUnanswered: 1,
    // Wednesday by mail. The ticket came back by itself.
    activeDays: 1,
    complaints: 1,
    // Cancelled on the Friday, a week before.
    meetingsCancelledByThem: 1,
    ticketsReopened: 1,
    ticketsReassigned: 1,
    loggedSeconds: 7200,
    unbilledSeconds: 7200,
    openMinor: 120_000,
    feeMonthMinor: 100_000,
    noticeDeadlineDays: 48,
  },
  {
    week: "2024-01-15",
    recurringDue: 1,
    invoicesSettled: 1,
    invoicesLate: 1,
    openMinor: 120_000,
    overdueMinor: 120_000,
    feeRaised: true,
    noticeDeadlineDays: 41,
  },
  {
    week: "2024-01-22",
    // A break from Thursday on.
    businessDays: 3,
    meetingsCancelledByThem: 1,
    cashMinor: 120_000,
    ownerChanged: 1,
    noticeDeadlineDays: 34,
  },
  {
    week: "2024-01-29",
    revenueMinor: 31_000,
    invoicesIssued: 1,
    openMinor: 31_000,
    disputes: 0,
    noticeDeadlineDays: 27,
  },
  { week: "2024-02-05", openMinor: 31_000, noticeDeadlineDays: 20 },
];

layer(reportsOn(chdb, "handmade"), { timeout: 90_000, excludeTestServices: true })("the risk book", (it) => {
  const told = nothingTold();
  const at = Date.parse("2024-02-12T08:00:00Z");
  const refresh = Effect.suspend(() => {
    const due = dueOf(told, at);
    return Effect.andThen(refreshBooks(due), refreshRisk(due));
  });

  it.effect("holds a client's weeks as one reckons them by hand", () =>
    Effect.gen(function* () {
      yield* tell(told, handmadeEvents, handmadeWords);
      yield* refresh;
      const courses = yield* readCourses(null);
      const acme = courses.find(({ party }) => party === "acme");
      assert.exists(acme);
      assert.deepStrictEqual(
        acme.weeks.map(withoutEffort),
        expected.map((week) => withoutEffort({ ...quiet, ...week })),
      );
      assert.isAbove(acme.weeks[0]!.effortSeconds, 0);
      assert.isTrue(acme.leftTruncated, "nobody knows what was before the data");
      assert.isNull(acme.end);
      // The other one was only copied in.
      assert.deepStrictEqual(
        courses.map(({ party }) => party),
        ["acme", "beta"],
      );
    }),
  );

  it.effect(
    "is left as it is by what happens in a week that is not over, and made anew by what happened before",
    () =>
      Effect.gen(function* () {
        const before = yield* riskEdition;
        const today = mail({
          id: "n1",
          at: "2024-02-12T07:00:00Z",
          from: "ann@acme.example",
          to: ["me@rapport.example"],
        });
        yield* tell(told, [today]);
        yield* refresh;
        assert.strictEqual(yield* riskEdition, before);
        const earlier = mail({
          id: "n2",
          at: "2024-02-06T07:00:00Z",
          from: "ann@acme.example",
          to: ["me@rapport.example"],
        });
        yield* tell(told, [earlier]);
        yield* refresh;
        assert.notStrictEqual(yield* riskEdition, before);
        const acme = (yield* readCourses("2024-02-11")).find(({ party }) => party === "acme");
        assert.strictEqual(acme?.weeks.at(-1)?.messagesIn, 1);
      }),
  );

  it.effect("knows notice from the day on which the contract shows it, and what people say above that", () =>
    Effect.gen(function* () {
      yield* tell(told, [noticeGiven]);
      yield* refresh;
      const endOn = (day: string) => Effect.map(readEnds(day), (ends) => ends.get("acme"));
      assert.isUndefined(yield* endOn("2024-02-01"));
      const shown = yield* endOn("2024-02-02");
      assert.deepInclude(shown, { noticeOn: "2024-02-02", endsOn: "2024-02-29", cause: "client_left" });
      assert.strictEqual(shown?.eventId, noticeGiven.id);
      const scores = yield* readScores({ party: "acme" });
      assert.deepStrictEqual(
        scores.map(({ shown: what }) => what === "ended"),
        [false, false, false, false, true, true],
      );
      const words = [
        {
          type: "client.resumed" as const,
          data: { clientId: "acme", on: "2024-02-06", reason: "signed again" },
        },
      ];
      yield* tell(told, [], words);
      yield* refresh;
      assert.isDefined(yield* endOn("2024-02-05"));
      assert.isUndefined(yield* endOn("2024-02-06"));
      assert.isNull((yield* readCourses(null)).find(({ party }) => party === "acme")?.end);
      assert.deepStrictEqual(
        (yield* readScores({ party: "acme" })).map(({ shown: what }) => what === "ended"),
        [false, false, false, false, true, false],
      );
    }),
  );

  it.effect(
    "is shown as it was or as it will be wherever deriving it is cut short, and comes right the next time",
    () =>
      Effect.gen(function* () {
        const place = { chdb, database: "handmade" };
        const shown = Effect.promise(() => riskBytes(place, "2024-02-11"));
        // What is shown as an end changes with the definition, and with it scores and ends.
        const define = (value: string) =>
          tell(
            told,
            [],
            [
              {
                type: "setting.set",
                data: { key: "churn.definition", validFrom: null, value, source: "test" },
              },
            ],
          );
        const bytes = new Map<string, string>();
        for (const definition of ["contracts", "unconfirmed"]) {
          yield* define(definition);
          yield* refresh;
          bytes.set(definition, yield* shown);
        }
        assert.strictEqual(new Set(bytes.values()).size, 2);
        const failed = new Set<string>();
        // Weeks, scores, ends where there are any, the edition, the state.
        for (const [nth, definition] of [
          [1, "contracts"],
          [2, "unconfirmed"],
          [3, "contracts"],
          [3, "unconfirmed"],
          [5, "contracts"],
        ] as const) {
          yield* define(definition);
          const { failed: write } = yield* failingWriter(refreshRisk(dueOf(told, at)), nth, nth % 3 === 0);
          failed.add(write);
          assert.include([...bytes.values()], yield* shown, `write ${nth}: ${write}`);
          yield* refreshRisk(dueOf(told, at));
          assert.strictEqual(yield* shown, bytes.get(definition), `after write ${nth}: ${write}`);
        }
        assert.deepStrictEqual(
          [...failed],
          ["client_week", "client_score", "client_end", "economics_edition", "economics_state"],
        );
      }),
  );
});
