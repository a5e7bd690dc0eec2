import { assert, describe, it } from "@effect/vitest";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { featureDefinitions } from "@rapport/domain/risk/features/featureDefinitions";
import { seededRandom } from "@rapport/domain/seededRandom";
import { lossSaved, weightIn, type WorldFirm, worldFirm } from "../support/risk/crossWorld.ts";
import { agencyOf, isFull, tenantOf, unplanted } from "../support/risk/samples.ts";

const firms = isFull ? 24 : 6;
const from = (seed: number, make: (seed: number) => ReadonlyArray<ClientCourse>): ReadonlyArray<WorldFirm> =>
  Array.from({ length: firms }, (_, n) => worldFirm(make(seed + n)));

/** What a signal was kept to before anything was known of it (design 04 §6.2). */
const before = -0.1;

/** Every client's tone is another's: it is there, and says nothing. */
const dealtOut = (courses: ReadonlyArray<ClientCourse>, seed: number): ReadonlyArray<ClientCourse> => {
  const others = seededRandom(seed).shuffle([...courses]);
  return courses.map((course, i) => ({
    ...course,
    weeks: course.weeks.map((week, at) => {
      const { toneSumMilli, toneMessages } = others[i]!.weeks[at % others[i]!.weeks.length] ?? week;
      return { ...week, toneSumMilli, toneMessages };
    }),
  }));
};

describe("tone, which was released to weigh more than a tenth", () => {
  const second = (seed: number) => tenantOf(seed).courses;
  const agency = (seed: number) => unplanted(agencyOf(seed));
  const learntOn = { second: from(6_001, second), agency: from(601, agency) };
  const weights = {
    second: weightIn(learntOn.second, "tone"),
    agency: weightIn(learntOn.agency, "tone"),
  };

  it("is believed to weigh no more than either world makes of it", () => {
    console.log(`second simulator ${weights.second.toFixed(2)}, agencies ${weights.agency.toFixed(2)}`);
    const least = Math.max(weights.second, weights.agency);
    const { priorMean, priorSd } = featureDefinitions.tone;
    // Of so few firms a world's weight is known to about a tenth.
    assert.isAtMost(least, priorMean + 0.05);
    assert.isAbove(priorSd, 0.2);
  });

  it("makes forecasts better in the world that it was not learnt in, both ways", () => {
    for (const [name, world, believed] of [
      ["agencies", from(701, agency), weights.second],
      ["second simulator", from(7_001, second), weights.agency],
    ] as const) {
      const saved = lossSaved(world, "tone", { believed, before });
      console.log(
        `${name}: log-loss ${saved.sum.toFixed(2)} (${saved.low.toFixed(2)} to ${saved.high.toFixed(2)}) over ${saved.clients} clients, believing ${believed.toFixed(2)}`,
      );
      if (isFull) assert.isBelow(saved.high, 0);
      else assert.isBelow(saved.sum, 0);
    }
  });

  it("would not have been released where it says nothing", () => {
    const world = (seed: number) => from(seed, (one) => dealtOut(second(one), one));
    const learnt = weightIn(world(6_001), "tone");
    const saved = lossSaved(world(7_001), "tone", { believed: featureDefinitions.tone.priorMean, before });
    console.log(`dealt out: weight ${learnt.toFixed(2)}, log-loss ${saved.sum.toFixed(2)}`);
    assert.isAbove(learnt, -0.2);
    assert.isAbove(saved.sum, 0);
  });
});
