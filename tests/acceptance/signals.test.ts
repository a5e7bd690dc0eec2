import { assert, layer } from "@effect/vitest";
import { eventId } from "@rapport/contracts/EventId";
import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";
import type { SignalKind } from "@rapport/contracts/views/signals/SignalView";
import { signalViews } from "@rapport/contracts/views/signals/signalViews";
import { Reports } from "@rapport/reporting/Reports";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { holdView } from "../integration/support/analystViews.ts";
import { startChdb } from "../integration/support/chdb.ts";
import {
  direct,
  directoryEvents,
  project,
  projectSources,
  reportsOn,
} from "../integration/support/reporting.ts";
import { asOf, directory, interactions, ledger, mails } from "../integration/support/signals/practice.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* direct(0, directory);
    yield* project(mails);
    yield* projectSources(interactions, ledger, mails.length);
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "signals")));

const signals = (kind: SignalKind, day = asOf) =>
  Effect.flatMap(Reports, (reports) => reports.signals({ kind, asOf: day, limit: 1000 }));
const clientsOf = (page: SignalsPage): ReadonlyArray<string> =>
  page.items.map(({ client }) => client).toSorted();

/** By kind: exactly these of some eighty clients. */
const expected: Partial<Record<SignalKind, ReadonlyArray<string>>> = {
  complaint: ["grumbling", "sore"],
  escalation: ["angry", "ticket-up"],
  answer_due: ["asking", "asking-agreed", "asking-late-agreed", "ticket-waits"],
  missed_promise: ["let-down"],
  long_thread: ["threaded"],
  follow_up: ["left-alone", "unfollowed", "unheard"],
  feedback: ["unheard"],
  silence: ["break-off", "fading", "gone"],
  check_in: ["unchecked"],
  champion: ["champion-bounced", "champion-left"],
  hand_over: ["resenting", "resisting", "steady"],
  single_thread: ["one-voice"],
  slow_answers: ["slowed"],
  after_hours: ["evening", "hours-agreed"],
  scope: ["capped", "creeping", "requesting"],
  no_contract: ["lapsed", "unwritten"],
  late_payment: ["late-payer", "overdue"],
  milestone: ["anniversary", "anniversary", "launching"],
};

layer(filled, { timeout: 120_000, excludeTestServices: true })("signals of the practice", (it) => {
  it.effect.each(Object.entries(expected) as Array<[SignalKind, ReadonlyArray<string>]>)(
    "%s: who shows it, and nobody else",
    ([kind, clients]) =>
      Effect.map(signals(kind), (page) => assert.deepStrictEqual(clientsOf(page), clients)),
  );

  it.effect("each is a view as it is documented, today and as of a day, and its example runs", () =>
    Effect.forEach(signalViews, holdView, { discard: true }),
  );

  it.effect("figures as one reckons them, with the events they come of", () =>
    Effect.gen(function* () {
      const of = (kind: SignalKind, client: string) =>
        Effect.map(signals(kind), ({ items }) => items.find((item) => item.client === client)!);
      const sore = yield* of("complaint", "sore");
      // Wednesday from ten, Thursday, Friday: 7 + 8 + 8 hours of the firm's.
      assert.strictEqual(sore.figures["waited_seconds"], 23 * 3600);
      assert.deepStrictEqual(sore.eventIds, [eventId("email", "sore-1", 1)]);
      assert.strictEqual(
        sore.reason,
        "complained by mail and has waited 23 h of working time for a person; the cause was noted: miscommunication",
      );
      const gone = yield* of("silence", "gone");
      assert.deepInclude(gone.figures, { quiet_days: 24, longest_days: 5 });
      assert.strictEqual(gone.since, "2025-02-10T00:00:00.000Z");
      const agreed = yield* of("answer_due", "asking-late-agreed");
      assert.deepInclude(agreed.figures, {
        waited_seconds: 10 * 3600,
        promised_seconds: 3600,
        basis: "agreed",
      });
      const unchecked = yield* of("check_in", "unchecked");
      assert.deepInclude(unchecked.figures, { quiet_days: 16, due_days: 10, basis: "agreed" });
      const slowed = yield* of("slow_answers", "slowed");
      assert.deepInclude(slowed.figures, {
        replies: 20,
        median_seconds: 4 * 3600,
        past_median_seconds: 3600,
        peers_median_seconds: null,
      });
      const creeping = yield* of("scope", "creeping");
      assert.deepInclude(creeping.figures, {
        unbilled_seconds: 36_000,
        logged_seconds: 108_000,
        peers_percent: 0,
      });
      const capped = yield* of("scope", "capped");
      assert.strictEqual(capped.figures["beyond_cap_seconds"], 10 * 3600);
      const resisting = yield* of("hand_over", "resisting");
      assert.deepInclude(resisting.figures, { messages_in: 4, to_former_owner: 3 });
      assert.strictEqual(resisting.about, "former owner");
      const late = yield* of("late_payment", "late-payer");
      assert.deepInclude(late.figures, { settled: 3, late: 3, median_late_days: 20, overdue: 0 });
      const [birthday, launch, renewal] = (yield* signals("milestone")).items;
      assert.deepInclude(birthday, {
        about: "anniversary",
        reason: "3 years of working together in 18 days",
      });
      assert.deepInclude(launch, { about: "marked day", client: "launching" });
      assert.deepInclude(renewal, { about: "renewal", since: "2025-04-05T00:00:00.000Z" });
    }),
  );

  it.effect("the pack for a hand-over: who knows whom, what waits, promises, meetings, money, signals", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const pack = (id: string, without?: string) => reports.handOver(id, { asOf, without });
      const threaded = yield* pack("threaded-met");
      assert.deepStrictEqual(
        threaded.people.map(({ address, knownBy }) => [
          address,
          ...knownBy.map((one) => [one.member, one.messagesIn, one.messagesOut]),
        ]),
        [["ann@threaded-met.example", ["me@rapport.example", 5, 4]]],
      );
      assert.deepStrictEqual([threaded.ours[0]?.aloneWith, threaded.busFactor], [1, 1]);
      assert.deepStrictEqual(
        threaded.meetings.map(({ at }) => at),
        ["2025-03-06T15:00:00.000Z"],
      );
      const alone = yield* pack("threaded-met", "me@rapport.example");
      assert.deepStrictEqual(alone.people[0]?.knownBy, []);
      assert.deepStrictEqual([alone.ours, alone.busFactor], [[], 0]);
      const asking = yield* pack("asking");
      assert.deepStrictEqual(
        asking.waiting.map(({ channel, since }) => [channel, since]),
        [["mail", "2025-03-12T10:00:00.000Z"]],
      );
      assert.deepStrictEqual(
        asking.signals.map(({ kind }) => kind),
        ["answer_due"],
      );
      assert.strictEqual((yield* pack("ticket-up")).waiting[0]?.about, "zendesk:acme:1");
      const capped = yield* pack("capped");
      assert.strictEqual(capped.agreed?.capMinutesPerMonth, 600);
      assert.deepInclude(capped.contracts[0], { contract: "capped", noticeDays: 30 });
      assert.deepStrictEqual((yield* pack("overdue")).money.open, [
        { currency: "EUR", bills: 1, openMinor: 100_000, overdueMinor: 100_000 },
      ]);
      assert.deepStrictEqual((yield* pack("lapsed")).contracts, []);
      const refused = yield* Effect.flip(pack("nobody-of-the-kind"));
      assert.strictEqual(refused._tag, "UnknownClient");
    }),
  );

  it.effect("calendars: nobody is silent for Christmas, for a quarter, or on an agreed break", () =>
    Effect.gen(function* () {
      const silent = (day: string) => Effect.map(signals("silence", day), clientsOf);
      // Ten working days by the week alone; seven once holidays and the days between the years are left out.
      assert.notInclude(yield* silent("2025-01-03"), "christmas");
      assert.notInclude(yield* silent("2025-05-16"), "quarterly");
      assert.include(yield* silent("2025-05-30"), "quarterly", "half as long again as ever is a silence");
      assert.notInclude(yield* silent("2025-03-24"), "on-break", "the days since the break are few");
      assert.include(yield* silent("2025-03-31"), "on-break");
      assert.include(yield* silent(asOf), "break-off", "what was taken back is no break");
    }),
  );

  it.effect("are as the firm's own settings have it, from their day on", () =>
    Effect.gen(function* () {
      const say = (key: string, value: string, number: number) =>
        direct(
          directory.length + number,
          directoryEvents(
            [
              {
                type: "setting.set",
                data: { key, validFrom: "2025-03-14", value, source: "a test" },
              },
            ],
            directory.length + number,
          ),
        );
      yield* say("signal.response.minutes", "2000", 1);
      assert.deepStrictEqual(clientsOf(yield* signals("answer_due")), [
        "asking-agreed",
        "asking-late-agreed",
      ]);
      assert.include(clientsOf(yield* signals("answer_due", "2025-03-13")), "ticket-waits");
      yield* say("signal.silence.days", "60", 2);
      assert.deepStrictEqual(clientsOf(yield* signals("silence")), ["fading"]);
    }),
  );
});
