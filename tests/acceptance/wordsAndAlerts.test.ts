import { assert, layer } from "@effect/vitest";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { AlertsAnswer } from "@rapport/contracts/http/alerts/Alerts";
import { HistoryPage } from "@rapport/contracts/http/words/History";
import { PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { VerdictsAnswer } from "@rapport/contracts/http/words/Verdicts";
import { Reports } from "@rapport/reporting/Reports";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { startChdb } from "../integration/support/chdb.ts";
import { client, direct, directoryEvents, firm, reportsOn } from "../integration/support/reporting.ts";
import {
  type Made,
  madeWeeks,
  mondayAt,
  sundayAt,
  writeMadeBook,
} from "../integration/support/words/madeBook.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const from =
  (start: number, of: Made["week"]): Made["week"] =>
  (index) =>
    index >= start ? of!(index) : {};
const bandFrom =
  (start: number, band: "high" | "raised" | "low"): Made["score"] =>
  (index) =>
    index >= start ? { band } : {};

/** Eight clients of whom nothing is to be told, and one for each thing that is. */
const clients: Readonly<Record<string, Made>> = {
  ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`calm-${i}`, {}])),
  flapping: {
    score: (index) => ({ band: index >= 80 && index % 2 === 0 ? "high" : "low" }),
    week: from(70, () => ({ revenueMinor: 90_000 })),
  },
  leaving: { score: () => ({ band: "low" }), week: from(80, () => ({ revenueMinor: 20_000 })) },
  paying: { score: bandFrom(90, "high") },
  aligned: { score: bandFrom(79, "high"), week: from(75, () => ({ revenueMinor: 10_000 })) },
  quieted: { score: bandFrom(88, "high"), week: from(70, () => ({ revenueMinor: 90_000 })) },
  young: { score: () => ({ shown: "too_new", band: "high" }) },
  played: { week: from(84, () => ({ messagesInAfterHours: 1, effortSeconds: 27_000 })) },
};
const names = [...Object.keys(clients), "old-name"];

/** What was said, each at the end of a day. */
const said: ReadonlyArray<readonly [day: string, Pick<DirectoryEvent, "type" | "data">]> = [
  [
    sundayAt(84),
    {
      type: "play.started",
      data: {
        playId: "p-1",
        clientId: "played",
        action: "set_boundaries",
        startedOn: mondayAt(84),
        startedBy: "ann",
        reason: "evenings",
      },
    },
  ],
  [
    sundayAt(80),
    {
      type: "verdict.given",
      data: {
        verdictId: "v-1",
        clientId: "leaving",
        verdict: "leaving",
        givenOn: sundayAt(80),
        givenBy: "ann",
        reason: "budget cut",
        expiresOn: "2027-01-31",
      },
    },
  ],
  [
    sundayAt(91),
    {
      type: "verdict.given",
      data: {
        verdictId: "v-2",
        clientId: "paying",
        verdict: "safe",
        givenOn: sundayAt(91),
        givenBy: "bob",
        reason: "signed for a year",
        expiresOn: "2027-01-31",
      },
    },
  ],
  [
    sundayAt(91),
    {
      type: "verdict.given",
      data: {
        verdictId: "v-3",
        clientId: "aligned",
        verdict: "at_risk",
        givenOn: sundayAt(91),
        givenBy: "bob",
        reason: "new board",
        expiresOn: "2027-01-31",
      },
    },
  ],
  [
    sundayAt(91),
    {
      type: "verdict.given",
      data: {
        verdictId: "v-4",
        clientId: "young",
        verdict: "safe",
        givenOn: sundayAt(91),
        givenBy: "bob",
        reason: "friends",
        expiresOn: "2027-01-31",
      },
    },
  ],
  [
    sundayAt(85),
    {
      type: "alert.snoozed",
      data: {
        snoozeId: "s-1",
        clientId: "quieted",
        kind: "risk",
        until: sundayAt(92),
        snoozedBy: "ann",
        reason: "tender",
      },
    },
  ],
  [
    sundayAt(60),
    {
      type: "decision.made",
      data: {
        decisionId: "d-1",
        clientId: "old-name",
        action: "reprice",
        decidedOn: sundayAt(60),
        decidedBy: "ann",
        reason: "half of the hours are free",
        reviewOn: null,
        evidence: [{ figure: "net_contribution", value: "GBP -12.00" }],
      },
    },
  ],
  [
    sundayAt(95),
    { type: "word.undone", data: { wordId: "d-1", undoneBy: "bob", reason: "price fixed by contract" } },
  ],
];

const directory: ReadonlyArray<DirectoryEvent> = [
  ...directoryEvents([
    firm(),
    {
      type: "setting.set",
      data: { key: "churn.definition", validFrom: null, value: "contracts", source: "" },
    },
    ...names.map((id) => client(id, id.toUpperCase())),
    ...["flapping", "leaving", "paying", "aligned", "quieted"].map((clientId) => ({
      type: "ownership.changed" as const,
      data: { clientId, role: "owner", memberId: "ann", validFrom: null, validTo: null },
    })),
    { type: "client.merged", data: { from: "old-name", into: "aligned" } },
  ]),
  ...said.flatMap(([day, word], i) =>
    directoryEvents([word], 100 + i).map((event) => ({
      ...event,
      occurredAt: Date.parse(day) + 43_200_000 + i,
      recordedAt: Date.parse(day) + 43_200_000 + i,
    })),
  ),
];

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* direct(0, directory);
    yield* writeMadeBook(clients);
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "words_and_alerts")));

const last = sundayAt(madeWeeks - 1);
const alertsOn = (asOf: string, over: object = {}) =>
  Effect.flatMap(Reports, (reports) => reports.alerts({ asOf, limit: 500, ...over }));
const summary = ({ items }: AlertsAnswer) =>
  items.map(({ client: { id }, cause, raisedOn, state }) => `${raisedOn} ${id} ${cause} ${state}`).toSorted();

layer(filled, { timeout: 120_000, excludeTestServices: true })("words and alerts over the engine", (it) => {
  it.effect("alerts: one for each that changed, none for those that did not", () =>
    Effect.gen(function* () {
      const answer = yield* alertsOn(last);
      assert.deepStrictEqual(
        summary(answer),
        [
          `${sundayAt(80)} flapping risk_high told`,
          `${sundayAt(79)} aligned risk_high told`,
          `${sundayAt(88)} quieted risk_high snoozed`,
          `${sundayAt(93)} quieted risk_high told`,
          `${sundayAt(90)} paying risk_high told`,
          `${sundayAt(93)} paying risk_without_money told`,
          `${sundayAt(91)} leaving money_without_risk told`,
        ].toSorted(),
      );
      assert.deepStrictEqual(AlertsAnswer.parse(answer), answer);
      assert.deepStrictEqual([answer.total, answer.told, answer.snoozed], [7, 6, 1]);
      const paying = answer.items.find(
        ({ cause, client: { id } }) => id === "paying" && cause === "risk_high",
      );
      assert.deepStrictEqual(paying?.owner, "ann");
      assert.strictEqual(paying?.chancePercent, 25);
      assert.strictEqual(paying?.revenueYearMinor, 5_200_000);
      assert.isAbove(paying!.reasons.length, 0);
    }),
  );

  it.effect("alerts as of an earlier day are those that had arisen, with the same ids", () =>
    Effect.gen(function* () {
      const all = yield* alertsOn(last);
      const then = yield* alertsOn(sundayAt(89));
      const ids = (answer: AlertsAnswer) => answer.items.map(({ id }) => id).toSorted();
      assert.deepStrictEqual(
        ids(then),
        all.items
          .filter(({ raisedOn }) => raisedOn <= sundayAt(89))
          .map(({ id }) => id)
          .toSorted(),
      );
      // A Saturday: its week is not over.
      assert.isFalse((yield* alertsOn("2026-04-25")).items.some(({ raisedOn }) => raisedOn > "2026-04-25"));
      const pages = yield* alertsOn(last, { limit: 3 });
      const second = yield* alertsOn(last, { limit: 3, cursor: pages.nextCursor });
      assert.deepStrictEqual(
        [...pages.items, ...second.items].map(({ id }) => id),
        all.items.slice(0, 6).map(({ id }) => id),
      );
    }),
  );

  it.effect("verdicts stand beside the machine's scores, disagreements first", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const answer = yield* reports.verdicts(last);
      assert.deepStrictEqual(VerdictsAnswer.parse(answer), answer);
      assert.deepStrictEqual(
        answer.items.map(({ id, agreement }) => [id, agreement]),
        [
          ["paying", "machine_more_worried"],
          ["leaving", "machine_less_worried"],
          ["young", "nothing_to_compare"],
          ["aligned", "agree"],
        ],
      );
      assert.strictEqual(answer.disagreements, 2);
      assert.deepStrictEqual((yield* reports.verdicts(sundayAt(79))).items, []);
    }),
  );

  it.effect(
    "history keeps what was taken back, of merged clients too, beside what the machine said then",
    () =>
      Effect.gen(function* () {
        const reports = yield* Reports;
        const page = yield* reports.history("old-name", { asOf: last });
        assert.deepStrictEqual(HistoryPage.parse(page), page);
        assert.strictEqual(page.client.id, "aligned");
        assert.deepStrictEqual(
          page.items.map(({ type, on, undone }) => [type, on, undone?.by ?? null]),
          [
            ["word.undone", sundayAt(95), null],
            ["verdict.given", sundayAt(91), null],
            ["alert", sundayAt(79), null],
            ["decision.made", sundayAt(60), "bob"],
          ],
        );
        const [, verdict, , decision] = page.items;
        assert.deepStrictEqual([verdict?.machine?.week, verdict?.machine?.band], [mondayAt(91), "high"]);
        assert.deepStrictEqual([decision?.machine?.week, decision?.machine?.band], [mondayAt(60), "usual"]);
        assert.deepStrictEqual(decision?.evidence, [{ figure: "net_contribution", value: "GBP -12.00" }]);
        const before = yield* reports.history("aligned", { asOf: sundayAt(94) });
        assert.isNull(before.items.at(-1)!.undone);
        const unknown = yield* Effect.flip(reports.history("nobody-knows", { asOf: last }));
        assert.strictEqual(unknown._tag, "UnknownClient");
      }),
  );

  it.effect("plays: what was planted is recovered, what was not is none", () =>
    Effect.gen(function* () {
      const answer = yield* Effect.flatMap(Reports, (reports) => reports.plays(last));
      assert.deepStrictEqual(PlaysAnswer.parse(answer), answer);
      const [play] = answer.items;
      assert.deepStrictEqual([play?.weeksBefore, play?.weeksAfter, answer.total], [13, 13, 1]);
      const of = (measure: string) => play!.effects.find((one) => one.measure === measure)!;
      // 36,000 to 27,000 seconds, and four messages of twenty to one.
      assert.closeTo(of("effort").effect, -25, 3);
      assert.isTrue(of("effort").low <= -24 && of("effort").high >= -26 && of("effort").shown);
      assert.closeTo(of("after_hours").effect, -15, 2);
      assert.isTrue(of("after_hours").shown);
      assert.strictEqual(of("messages").effect, 0);
      assert.notInclude(of("effort").comparedWith, "played");
    }),
  );
});
