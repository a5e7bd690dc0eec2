import { fitBgBb } from "@rapport/domain/activity/fitBgBb";
import { fitBgNbd, purchasePatterns } from "@rapport/domain/activity/fitBgNbd";
import { fitParetoNbd } from "@rapport/domain/activity/fitParetoNbd";
import { fitGammaGamma } from "@rapport/domain/activity/GammaGamma";
import { seededRandom } from "@rapport/domain/seededRandom";
import { cdnowCustomers, cdnowValues, donations } from "./riskData/cdnow.ts";

/**
 * How long each fit of a purchase model takes: CDNOW's 2,357 customers, 11,104 donors, and 2,000 clients of a made-up agency
 * over 260 business weeks, hardly two of them alike. CPU time, best of three, of which the first is cold. `node tests/load/riskFits.ts`.
 */
const timed = (name: string, fit: () => { readonly evaluations: number; readonly logLikelihood: number }) => {
  const runs = Array.from({ length: 3 }, () => {
    const from = process.cpuUsage();
    const { evaluations, logLikelihood } = fit();
    return { ms: process.cpuUsage(from).user / 1000, evaluations, logLikelihood };
  });
  const times = runs.map(({ ms }) => Math.round(ms));
  const { evaluations, logLikelihood } = runs[0]!;
  console.log(
    `${name}: cold ${times[0]} ms, best ${Math.min(...times)} ms; ${evaluations} evaluations, ln L ${logLikelihood.toFixed(3)}`,
  );
};

const agency = (clients: number, weeks: number) => {
  const random = seededRandom(1);
  return Array.from({ length: clients }, () => {
    const often = random.next();
    const history = { active: 0, lastActive: 0, opportunities: random.int(10, weeks) };
    for (let week = 1; week <= history.opportunities && !random.chance(0.004); week++) {
      if (!random.chance(often)) continue;
      history.active += 1;
      history.lastActive = week;
    }
    return { history, count: 1 };
  });
};

const customers = cdnowCustomers();
const values = cdnowValues();
const donors = donations();
if (customers === null || values === null || donors === null)
  throw new Error("the data by others are not there; RAPPORT_CORPUS names the folder that holds them");
const patterns = purchasePatterns(customers.map(({ history }) => history));
timed("BG/NBD, CDNOW", () => fitBgNbd(patterns, { afterFirst: false, k: 1 }, null));
timed("MBG/NBD, CDNOW", () => fitBgNbd(patterns, { afterFirst: true, k: 1 }, null));
timed("MBG/CNBD-2, CDNOW", () => fitBgNbd(patterns, { afterFirst: true, k: 2 }, null));
timed("Pareto/NBD, CDNOW", () => fitParetoNbd(patterns, null));
timed("gamma-gamma, CDNOW", () => fitGammaGamma(values, null));
timed("BG/BB, donations", () => fitBgBb(donors, null));
const weeks = agency(2_000, 260);
timed("BG/BB, 2,000 clients of up to 260 weeks", () => fitBgBb(weeks));
