import { assert, describe, it } from "@effect/vitest";
import type { ClientWeek } from "../../risk/ClientWeek.ts";
import { seededRandom } from "../../seededRandom.ts";
import { madeWeek } from "../support/madeWeek.ts";
import { isHighMaintenance, quarterOdds } from "./highMaintenance.ts";
import { type MaintenanceFigure, maintenanceIndex, maintenanceMeasures } from "./maintenanceIndex.ts";
import { neglectOf } from "./neglect.ts";
import { ownCause } from "./ownCause.ts";
import { peersOf } from "./peers.ts";
import type { Served } from "./Served.ts";
import { serviceLevels } from "./service.ts";
import { shrunkRates } from "./shrunkRate.ts";

const weeksOf = (count: number, of: (n: number) => Partial<ClientWeek>): ReadonlyArray<ClientWeek> =>
  Array.from({ length: count }, (_, n) => madeWeek(n, of(n)));

/** Clients of all sizes that are alike by their revenue, give or take. */
const portfolio = (seed: number, clients: number, factor: number, weeks = 78) => {
  const random = seededRandom(seed);
  return Array.from({ length: clients }, (_, n) => {
    const size = 0.5 + random.next() * 4;
    const weekly = weeksOf(weeks, () => {
      const busy = size * (0.7 + 0.6 * random.next());
      const messages = Math.round(8 * busy);
      return {
        effortSeconds: factor * Math.round(20_000 * busy),
        revenueMinor: Math.round(60_000 * size),
        messagesIn: factor * messages,
        messagesInAfterHours: factor * Math.round(messages * 0.1),
        ticketsOpened: factor * Math.round(2 * busy),
        ticketsReopened: factor * (random.chance(0.1) ? 1 : 0),
        repliesTheirs: factor * messages,
        replyLogTheirsMilli: factor * messages * 4_000,
        meetingsHeld: factor,
        unbilledSeconds: factor * Math.round(1_000 * busy),
      };
    });
    return { party: `client-${n}`, segment: "", weeks: weekly };
  });
};
const byIndex = (figures: ReadonlyArray<MaintenanceFigure>) =>
  figures.toSorted((a, b) => (b.index ?? 0) - (a.index ?? 0));

describe("rates", () => {
  it("are drawn towards that of all by how little of it there is", () => {
    const [little, much] = shrunkRates([
      { events: 1, exposure: 1 },
      { events: 100, exposure: 999 },
    ])!;
    // k is a quarter of the mean exposure, 125; the rate of all 0.101.
    assert.closeTo(little!, (1 + 125 * 0.101) / 126, 1e-12);
    assert.closeTo(much!, (100 + 125 * 0.101) / 1124, 1e-12);
  });
  it("say nothing of what never happened", () => {
    assert.isNull(shrunkRates([{ events: 0, exposure: 4 }]));
    assert.isNull(shrunkRates([{ events: 4, exposure: 0 }]));
  });
});

it("peers are the segment where it has eight, else everybody", () => {
  const segments = [...Array.from({ length: 8 }, () => "shops"), "law", "law"];
  const peers = peersOf(segments);
  assert.deepStrictEqual(peers[0], [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.strictEqual(peers[9]!.length, 10);
});

describe("the maintenance index", () => {
  it("the weights add to one", () => {
    const sum = Object.values(maintenanceMeasures).reduce((all, weight) => all + weight, 0);
    assert.closeTo(sum, 1, 1e-12);
  });
  it("is unchanged when all clients double", () => {
    const once = maintenanceIndex(portfolio(3, 20, 1));
    const twice = maintenanceIndex(portfolio(3, 20, 2));
    for (const [n, { index, pastIndex }] of once.entries()) {
      assert.closeTo(twice[n]!.index!, index!, 1e-9);
      assert.closeTo(twice[n]!.pastIndex!, pastIndex!, 1e-9);
    }
  });
  it("the same with every client there twice", () => {
    const clients = portfolio(3, 20, 1);
    const once = maintenanceIndex(clients);
    const twice = maintenanceIndex([...clients, ...clients]);
    for (const [n, { index }] of once.entries()) assert.closeTo(twice[n]!.index!, index!, 1e-9);
  });
  it("one client that doubles is found, against its peers and against its own past", () => {
    const noisy = portfolio(3, 20, 1).map((one, n) =>
      n !== 7
        ? one
        : {
            ...one,
            weeks: one.weeks.map((week, at) =>
              at < 52
                ? week
                : { ...week, effortSeconds: 3 * week.effortSeconds, messagesIn: 3 * week.messagesIn },
            ),
          },
    );
    const figures = maintenanceIndex(noisy);
    const [first] = byIndex(figures);
    assert.strictEqual(first!.party, "client-7");
    assert.isAbove(first!.index!, 1.4 * first!.pastIndex!);
    const hours = first!.measures.find(({ measure }) => measure === "hoursByRevenue")!;
    assert.isAbove(hours.ratio, 2);
    for (const { party, index } of figures)
      if (party !== "client-7") assert.isBelow(Math.abs(index! - 100), 40);
  });
  it("the median client stands near a hundred", () => {
    const figures = byIndex(maintenanceIndex(portfolio(5, 41, 1)));
    assert.closeTo(figures[20]!.index!, 100, 10);
  });
  it("says nothing of a client with fewer than thirteen weeks, nor of a past it did not have", () => {
    const clients = portfolio(3, 20, 1);
    const [young, old] = maintenanceIndex([
      { ...clients[0]!, weeks: clients[0]!.weeks.slice(-12) },
      { ...clients[1]!, weeks: clients[1]!.weeks.slice(-30) },
      ...clients.slice(2),
    ]);
    assert.isNull(young!.index);
    assert.isNotNull(old!.index);
    assert.isNull(old!.pastIndex);
  });
});

describe("our own cause", () => {
  const base = { effortSeconds: 10_000, asksIn: 4 };
  it("is rework and, of correspondence, what they asked for in vain", () => {
    const weeks = weeksOf(40, () => ({ ...base, reworkSeconds: 2_000, asksUnanswered: 4 }));
    // 26 weeks: a fifth is rework; half of the asks stand unanswered, as each stands for two weeks.
    const own = ownCause(weeks, 130_000);
    assert.deepStrictEqual(
      [own.reworkShare, own.unansweredShare, own.latencyShare, own.share],
      [0.2, 0.5, 0.25, 0.45],
    );
  });
  it("looks back on 26 weeks alone, and is nothing where nothing was done or asked", () => {
    const long = weeksOf(60, (n) => ({ ...base, reworkSeconds: n < 34 ? 10_000 : 0 }));
    assert.strictEqual(ownCause(long, 0).share, 0);
    assert.strictEqual(
      ownCause(
        weeksOf(30, () => ({})),
        0,
      ).share,
      0,
    );
    assert.strictEqual(ownCause([], 0).share, 0);
  });
});

const draws = 200;
const served = (party: string, revenue: number, labour: number, spread = 0.1): Served => ({
  party,
  segment: "",
  revenueMinor: revenue,
  labourMinor: labour,
  overheadMinor: 0,
  expensesMinor: 0,
  creditMinor: 0,
  labourDraws: Float64Array.from({ length: draws }, (_, i) => labour * Math.exp(spread * (i / draws - 0.5))),
});
/** Nineteen that keep two fifths of their revenue, and one that costs much more than it brings. */
const withOne = (labour: number, factor = 1) => [
  ...Array.from({ length: 19 }, (_, n) => served(`client-${n}`, factor * 1_000, factor * (500 + 10 * n))),
  served("noisy", factor * 1_000, factor * labour),
];

describe("much effort and little return", () => {
  const sure = { ratio: 0.8, contribution: 0.8 };
  const oddsOf = (labour: number, factor = 1) => quarterOdds(withOne(labour, factor), 0).at(-1)!;
  it("is told by the odds of both, in two quarters", () => {
    const noisy = oddsOf(1_500);
    assert.strictEqual(noisy.ratioAbove, 1);
    assert.strictEqual(noisy.contributionBelow, 1);
    assert.isTrue(isHighMaintenance([noisy, noisy], sure));
    assert.isFalse(isHighMaintenance([noisy, oddsOf(700)], sure));
    assert.isFalse(isHighMaintenance([noisy, undefined], sure));
  });
  it("not where it is as likely as not", () => {
    const even = oddsOf(1_000);
    assert.closeTo(even.contributionBelow, 0.5, 0.02);
    assert.isFalse(isHighMaintenance([even, even], sure));
  });
  it("a client that takes much and pays for it is none", () => {
    const odds = quarterOdds([...withOne(500), served("large", 100_000, 80_000)], 0).at(-1)!;
    assert.isAbove(odds.ratioAbove, 0.8);
    assert.strictEqual(odds.contributionBelow, 0);
  });
  it("is the same when all clients double", () => {
    assert.deepStrictEqual(
      quarterOdds(withOne(1_500, 2), 0).map(({ ratioAbove, contributionBelow }) => [
        ratioAbove,
        contributionBelow,
      ]),
      quarterOdds(withOne(1_500), 0).map(({ ratioAbove, contributionBelow }) => [
        ratioAbove,
        contributionBelow,
      ]),
    );
  });
  it("work for nothing is above every ratio, and no work for nothing is not", () => {
    const odds = quarterOdds([...withOne(500), served("free", 0, 10), served("gone", 0, 0)], 0);
    assert.strictEqual(odds.at(-2)!.ratioAbove, 1);
    assert.isNull(odds.at(-2)!.ratio);
    assert.strictEqual(odds.at(-1)!.ratioAbove, 0);
  });
  it("clients that are all alike are above none, and what is left at the hurdle is not below it", () => {
    const alike = Array.from({ length: 10 }, (_, n) => served(`client-${n}`, 1_000, 900, 0));
    for (const { ratioAbove, contributionBelow } of quarterOdds(alike, 0.1))
      assert.deepStrictEqual([ratioAbove, contributionBelow], [0, 0]);
  });
  it("without draws nothing is sure", () => {
    const bare = withOne(1_500).map((one) => ({ ...one, labourDraws: new Float64Array(0) }));
    assert.strictEqual(quarterOdds(bare, 0).at(-1)!.ratioAbove, 0);
    assert.deepStrictEqual(quarterOdds([], 0), []);
  });
});

describe("over- and under-service", () => {
  const limits = { marginTarget: 0.2, over: 1.25, under: 0.8 };
  const level = (one: Served, neglected = false) => serviceLevels([{ ...one, neglected }], limits)[0]!;
  it("over: it costs more than its revenue pays for at the margin aimed at", () => {
    const over = level(served("dear", 1_000, 1_200));
    assert.strictEqual(over.level, "over");
    assert.closeTo(over.paidFor!, 1_200 / 800, 1e-12);
    assert.strictEqual(level(served("dear", 1_000, 900)).level, "usual");
  });
  it("under: it gets less than it pays for, and is left alone", () => {
    assert.strictEqual(level(served("left alone", 1_000, 400), true).level, "under");
    assert.strictEqual(level(served("content", 1_000, 400)).level, "usual");
    assert.strictEqual(level(served("slow, and paid for", 1_000, 800), true).level, "usual");
  });
  it("of a client that neither pays nor takes nothing is said", () => {
    assert.strictEqual(level(served("gone", 0, 0)).level, "unknown");
    assert.strictEqual(level(served("free", 0, 100)).level, "over");
  });
});

describe("neglect", () => {
  const usual = { segment: "", replies: 20, replyLogs: 20 * 4, asks: 20, unanswered: 4 };
  const last = (over: Partial<typeof usual>) =>
    neglectOf([...Array.from({ length: 19 }, () => usual), { ...usual, ...over }], 1.5).at(-1)!;
  it("answers that take much longer than to its peers", () => {
    const slow = last({ replyLogs: 20 * 4.7 });
    assert.isTrue(slow.neglected);
    assert.closeTo(
      slow.answersByPeers!,
      Math.exp((20 * 4.7 + 4 * 4.035) / 24 - (20 * 4 + 4 * 4.035) / 24),
      1e-9,
    );
    assert.isFalse(last({}).neglected);
    assert.isFalse(last({ replyLogs: 20 * 3 }).neglected);
  });
  it("two slow answers are no neglect", () => {
    assert.isFalse(last({ replies: 2, replyLogs: 2 * 4.7 }).neglected);
  });
  it("many more requests that lie about", () => {
    assert.isTrue(last({ unanswered: 12 }).neglected);
    assert.isFalse(last({ asks: 2, unanswered: 1 }).neglected);
  });
  it("nothing where nobody was answered", () => {
    const none = neglectOf([{ segment: "", replies: 0, replyLogs: 0, asks: 0, unanswered: 0 }], 1.5)[0]!;
    assert.deepStrictEqual(none, { answersByPeers: null, neglected: false });
  });
});
