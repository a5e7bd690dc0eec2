import { assert, describe, it } from "@effect/vitest";
import { dayNumber, dayOf } from "../economics/money/days.ts";
import { resolveSettings } from "../economics/settings/resolveSettings.ts";
import type { ClientCourse, ClientWeek } from "../risk/ClientWeek.ts";
import { shippedModel } from "../risk/model/shippedModel.ts";
import { quietWeek } from "../risk/support/quietWeek.ts";
import { scoreSettings } from "../risk/score/ScoreSettings.ts";
import { seededRandom } from "../seededRandom.ts";
import { changeCauses, changeOf } from "./changeOf.ts";
import type { KnownRisk } from "./KnownRisk.ts";

const monday = (n: number): string => dayOf(dayNumber("2024-01-01") + 7 * n);
const settings = scoreSettings(resolveSettings([], "2026-01-01"));
const none = { effort: false, amounts: false };

const weekOf = (n: number, figures: Partial<ClientWeek>): ClientWeek => ({
  ...quietWeek,
  week: monday(n),
  messagesIn: 3,
  messagesOut: 3,
  threadsByThem: 1,
  threadsByUs: 1,
  activeDays: 2,
  asksIn: 1,
  repliesOurs: 2,
  replyLogOursMilli: 8_000,
  repliesTheirs: 2,
  replyLogTheirsMilli: 8_000,
  toneSumMilli: 100,
  toneMessages: 3,
  contacts90: 3,
  contactsEffectiveMilli: 2_500,
  seniorContacts90: 1,
  members90: 2,
  meetingsHeld: 1,
  recurringDue: 1,
  recurringHeld: 1,
  ticketsOpened: 1,
  openTickets: 1,
  oldestTicketHours: 40,
  revenueMinor: 100_000,
  costMinor: 60_000,
  effortSeconds: 20_000,
  loggedSeconds: 15_000,
  invoicesIssued: 1,
  invoicesSettled: 1,
  underContract: true,
  feeMonthMinor: 400_000,
  noticeDeadlineDays: 200,
  ...figures,
});
const course = (weeks: number, figures: (n: number) => Partial<ClientWeek> = () => ({})): ClientCourse => ({
  party: "acme",
  leftTruncated: false,
  weeks: Array.from({ length: weeks }, (_, n) => weekOf(n, figures(n))),
  end: null,
  segment: "",
  tier: "",
});
const known = (of: ClientCourse, week: number, other: Partial<KnownRisk> = {}): KnownRisk => ({
  course: of,
  week: monday(week),
  model: shippedModel,
  settings,
  ...other,
});
const sum = (parts: Readonly<Record<string, number>>): number =>
  Object.values(parts).reduce((all, part) => all + part, 0);
/** Silent from a week on. */
const quietFrom = (from: number) => (n: number) => (n >= from ? { activeDays: 0, messagesIn: 0 } : {});
/** Another model: another base rate moves bands, another intercept chances. */
const other = { ...shippedModel, model: "other", intercept: shippedModel.intercept + 0.5, baseRate: 0.06 };

describe("what moved a risk", () => {
  it("is behaviour alone where nothing else is known or said otherwise", () => {
    const change = changeOf(known(course(60), 59), known(course(75, quietFrom(60)), 74), none)!;
    assert.isAbove(change.parts.behaviour, 1_000);
    assert.deepStrictEqual(
      { ...change.parts, behaviour: 0 },
      { lateData: 0, settings: 0, behaviour: 0, model: 0 },
    );
    assert.strictEqual(change.afterMicro - change.beforeMicro, change.parts.behaviour);
    assert.strictEqual(change.movedBy[0]!.group, "silence");
  });

  it("is late data alone where nothing happened since but more is known", () => {
    const change = changeOf(known(course(60), 59), known(course(60, quietFrom(50)), 59), none)!;
    assert.isAbove(change.parts.lateData, 1_000);
    assert.strictEqual(change.afterMicro - change.beforeMicro, change.parts.lateData);
    assert.deepStrictEqual(change.movedBy, []);
  });

  it("is the model alone where only that is another", () => {
    const change = changeOf(known(course(60), 59), known(course(60), 59, { model: other }), none)!;
    assert.isAbove(change.parts.model, 1_000);
    assert.strictEqual(change.afterMicro - change.beforeMicro, change.parts.model);
  });

  it("is settings alone where only figures that they make are others, or the words for bands", () => {
    const halved = course(60, (n) => (n > 45 ? { revenueMinor: 50_000 } : {}));
    const said = { effort: false, amounts: true };
    const change = changeOf(known(course(60), 59), known(halved, 59), said)!;
    assert.isAbove(change.parts.settings, 1_000);
    assert.strictEqual(change.afterMicro - change.beforeMicro, change.parts.settings);
    // The same without a word about the currency is late data.
    assert.isAbove(changeOf(known(course(60), 59), known(halved, 59), none)!.parts.lateData, 1_000);

    const stricter = { ...settings, raised: 0.01, high: 0.02 };
    const renamed = changeOf(known(course(60), 59), known(course(60), 59, { settings: stricter }), none)!;
    assert.strictEqual(sum(renamed.parts), 0);
    assert.deepStrictEqual(
      renamed.bandSteps.map(({ by, to }) => [by, to]),
      [["settings", "high"]],
    );
  });

  it("adds up exactly, whatever changed", () => {
    const random = seededRandom(5);
    const some = (): Partial<ClientWeek> => ({
      activeDays: random.int(0, 4),
      messagesIn: random.int(0, 9),
      revenueMinor: random.int(0, 300_000),
      invoicesLate: random.int(0, 1),
      toneSumMilli: random.int(-900, 900),
      openEscalations: random.int(0, 2),
    });
    for (let time = 0; time < 200; time++) {
      const before = course(70, some);
      const after = course(70 + random.int(0, 30), some);
      const said = { effort: random.chance(0.5), amounts: random.chance(0.5) };
      const model = random.chance(0.5) ? other : shippedModel;
      const now = known(after, after.weeks.length - 1, { model });
      const change = changeOf(known(before, random.int(40, 69)), now, said)!;
      assert.strictEqual(sum(change.parts), change.afterMicro - change.beforeMicro);
      assert.deepStrictEqual(Object.keys(change.parts).toSorted(), [...changeCauses].toSorted());
    }
  });

  it("says nothing of a week that is not known any more", () => {
    assert.isNull(changeOf(known(course(60), 59), known(course(10), 9), none));
  });
});
