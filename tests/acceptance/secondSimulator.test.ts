import { assert, describe, it } from "@effect/vitest";
import { dayNumber } from "@rapport/domain/economics/money/days";
import { observedOverExpected } from "@rapport/domain/statistics/calibration";
import { simulateTenant, trueChance } from "../secondSimulator/simulateTenant.ts";

const options = { seed: 5, clients: 400, weeks: 156 };

describe("the second simulator", () => {
  it("makes the same lives for the same seed, and others for another", () => {
    const small = { ...options, clients: 12 };
    assert.deepStrictEqual(simulateTenant(small).courses, simulateTenant(small).courses);
    assert.notDeepEqual(simulateTenant({ ...small, seed: 6 }).courses, simulateTenant(small).courses);
  });

  it("knows its chances: notices come as often as the true chances add up to, in every tenth of them", () => {
    const tenant = simulateTenant(options);
    const rows = tenant.lived.flatMap((one) => {
      const { weeks, end } = one.course;
      const notice = end === null ? Infinity : dayNumber(end.noticeOn);
      // Origins a horizon apart, so that no notice is counted twice.
      return weeks.flatMap(({ week }, at) => {
        const origin = dayNumber(week) + 7;
        if (one.standings[at]!.week % 13 !== 0 || notice < origin) return [];
        if (one.first + at + 13 >= options.weeks) return [];
        const happened = end?.cause === "client_left" && notice < origin + 91;
        return [{ chance: trueChance(tenant, one, at), happened }];
      });
    });
    assert.isAbove(rows.length, 2_000);
    const sorted = rows.toSorted((a, b) => a.chance - b.chance);
    // Eleven looks at 99.9 of 100: one in ninety would be out by chance.
    assert.isTrue(observedOverExpected(rows, 0.999)!.within);
    for (let tenth = 0; tenth < 10; tenth++) {
      const part = sorted.slice(
        Math.floor((tenth * rows.length) / 10),
        Math.floor(((tenth + 1) * rows.length) / 10),
      );
      const { observed, expected, within } = observedOverExpected(part, 0.999)!;
      assert.isTrue(within, `tenth ${tenth}: ${observed} of ${expected.toFixed(1)}`);
    }
  });
});
