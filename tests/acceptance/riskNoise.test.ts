import { assert, describe, it } from "@effect/vitest";
import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { driversOf } from "@rapport/domain/risk/explain/driversOf";
import { seededRandom } from "@rapport/domain/seededRandom";
import type { Forecast } from "@rapport/domain/statistics/Forecast";
import { aucOf } from "@rapport/domain/statistics/ranking";
import { heldOut } from "../support/risk/heldOut.ts";
import { lastOrigin, tenantCount, tenantOf } from "../support/risk/samples.ts";

/**
 * The same clients, but who leaves and when is drawn anew: as many notices as there were, each week of a client as likely as
 * any other. Weeks after a true notice are left out, so that nothing in them can give it away.
 */
const shuffled = (courses: ReadonlyArray<ClientCourse>, seed: number): ReadonlyArray<ClientCourse> => {
  const random = seededRandom(seed);
  const stayed = courses.map((course) => ({
    ...course,
    end: null,
    weeks: course.weeks.filter(({ week }) => course.end === null || week <= course.end.noticeOn),
  }));
  const notices = courses.filter(({ end }) => end?.cause === "client_left").length;
  const weeks = random.shuffle(stayed.flatMap((course) => course.weeks.map((_, at) => ({ course, at }))));
  const chosen = new Map<ClientCourse, number>();
  for (const { course, at } of weeks) {
    if (chosen.size === notices) break;
    if (!chosen.has(course)) chosen.set(course, at);
  }
  return stayed.map((course) => {
    const at = chosen.get(course);
    if (at === undefined) return course;
    const noticeOn = dayOf(dayNumber(course.weeks[at]!.week) + random.int(0, 4));
    return {
      ...course,
      weeks: course.weeks.slice(0, at + 1),
      end: { noticeOn, endsOn: dayOf(dayNumber(noticeOn) + 30), cause: "client_left" as const },
    };
  });
};

/**
 * The area under the curve over pairs of the same firm (firms differ in how many leave, which no shuffling takes away), and
 * its standard deviation where scores say nothing (Mann and Whitney).
 */
const areaWithin = (firms: ReadonlyArray<ReadonlyArray<Forecast>>) => {
  let [won, pairs, variance, hits] = [0, 0, 0, 0];
  for (const forecasts of firms) {
    const left = forecasts.filter(({ happened }) => happened).length;
    const area = aucOf(forecasts);
    if (area === null) continue;
    const own = left * (forecasts.length - left);
    won += area * own;
    pairs += own;
    variance += (own * (forecasts.length + 1)) / 12;
    hits += left;
  }
  return { area: won / pairs, sd: Math.sqrt(variance) / pairs, hits };
};

describe("where labels are noise", () => {
  const firms = Array.from({ length: tenantCount }, (_, n) => {
    const tenant = tenantOf(4_001 + n);
    return heldOut(shuffled(tenant.courses, n), lastOrigin(tenant));
  });

  it("nobody can be told apart: the area under the curve is what chance makes it", () => {
    const { area, sd, hits } = areaWithin(firms.map(({ forecasts }) => forecasts));
    console.log(`area ${area.toFixed(3)}, by chance 0.5 ± ${(1.96 * sd).toFixed(3)}; ${hits} notices`);
    assert.isAtMost(Math.abs(area - 0.5), 1.96 * sd);
  });

  it("no strong drivers are named", () => {
    const named = firms.filter(({ model }) => driversOf(model).some(({ strong }) => strong)).length;
    console.log(`strong drivers named in ${named} of ${firms.length} firms`);
    // One firm in twenty by what `strong` means; of so many no more than chance makes of that.
    assert.isAtMost(named, Math.ceil(0.05 * firms.length + 2.33 * Math.sqrt(0.0475 * firms.length)));
  });
});

describe("where labels are what clients did", () => {
  it("the same test finds them: strong drivers are named, and clients are told apart", () => {
    const tenant = tenantOf(4_001, 400);
    const { model, forecasts } = heldOut(tenant.courses, lastOrigin(tenant));
    const { area, sd } = areaWithin([forecasts]);
    assert.isAbove(area, 0.5 + 1.96 * sd);
    const strong = driversOf(model).filter((one) => one.strong).map(({ term }) => term);
    assert.isNotEmpty(strong);
  });
}); // prettier-ignore
