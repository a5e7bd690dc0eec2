import { assert, describe, it } from "@effect/vitest";
import { fitModel } from "@rapport/domain/risk/model/fitModel";
import { observedOverExpected, spiegelhalter } from "@rapport/domain/statistics/calibration";
import type { Forecast } from "@rapport/domain/statistics/Forecast";
import { simulateTenant } from "../secondSimulator/simulateTenant.ts";
import { forecastsAt, heldOut } from "../support/risk/heldOut.ts";
import {
  agencyOf, allowed, isFull, lastOrigin, lastSundayOf, originBefore, tenantCount, tenantOf, unplanted, weeksOfTenant,
} from "../support/risk/samples.ts"; // prettier-ignore

const bound = 1.96;

/** Each firm's forecasts for the quarter after its fit, and what came. */
const told = (name: string, firms: ReadonlyArray<ReadonlyArray<Forecast>>) => {
  const zs = firms.map((forecasts) => spiegelhalter(forecasts)!.z);
  const within = zs.filter((z) => Math.abs(z) < bound).length / zs.length;
  const all = observedOverExpected(firms.flat())!;
  console.log(
    `${name}: ${firms.length} firms, Spiegelhalter within ±${bound} in ${(100 * within).toFixed(1)} %; ${all.observed} notices of ${all.expected.toFixed(1)} expected (${all.low.toFixed(2)} to ${all.high.toFixed(2)} by chance)`,
  );
  return { within, all };
};

describe("chances, on firms of the second simulator", () => {
  it("are calibrated in 93 of 100 firms, and over all of them", () => {
    const firms = Array.from({ length: tenantCount }, (_, n) => {
      const tenant = tenantOf(1_001 + n);
      return heldOut(tenant.courses, lastOrigin(tenant)).forecasts;
    });
    const { within, all } = told("second simulator", firms);
    assert.isAtLeast(within, allowed(0.93, firms.length));
    assert.isTrue(all.within, `${all.observed} of ${all.expected}`);
  });

  it("have intervals in which, 77 to 83 times of 100, lies what the same features say of thousands of the firm's clients", () => {
    // A dozen clients' worth of labels leave much open; a population of the same firm leaves next to nothing.
    const [worlds, tenants, population] = isFull ? [12, 8, 2_000] : [4, 4, 800];
    let [inside, cases] = [0, 0];
    for (let world = 1; world <= worlds; world++) {
      const whole = simulateTenant({
        seed: world,
        clientSeed: 9_000_000 + world,
        clients: population,
        weeks: weeksOfTenant,
      });
      const truth = fitModel(whole.courses, lastSundayOf(whole.courses));
      for (let tenant = 1; tenant <= tenants; tenant++) {
        const sample = simulateTenant({
          seed: world,
          clientSeed: 1_000 * world + tenant,
          clients: 80,
          weeks: weeksOfTenant,
        });
        const sunday = lastOrigin(sample);
        const known = forecastsAt(sample.courses, truth, sunday);
        for (const [n, { low, high }] of heldOut(sample.courses, sunday).forecasts.entries()) {
          cases++;
          if (known[n]!.chance >= low && known[n]!.chance <= high) inside++;
        }
      }
    }
    const coverage = inside / cases;
    console.log(`coverage of the 80 % interval: ${(100 * coverage).toFixed(1)} % of ${cases}`);
    // Clients of one firm share its fit: of few firms the share wanders.
    const [low, high] = isFull ? [0.77, 0.83] : [0.71, 0.89];
    assert.isAtLeast(coverage, low);
    assert.isAtMost(coverage, high);
  });
});

describe("chances, on simulated agencies", () => {
  it("are calibrated in 93 of 100 agencies, and over all of them", () => {
    const firms = Array.from({ length: Math.ceil(tenantCount / 4) }, (_, n) => {
      const courses = unplanted(agencyOf(101 + n));
      return heldOut(courses, originBefore(lastSundayOf(courses))).forecasts;
    });
    const { within, all } = told("simulated agency", firms);
    assert.isAtLeast(within, allowed(0.93, firms.length));
    assert.isTrue(all.within, `${all.observed} of ${all.expected}`);
  });
});
