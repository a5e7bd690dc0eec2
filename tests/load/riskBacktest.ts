import { backtestOf } from "@rapport/reporting/risk/backtestOf";
import { lastSundayOf, tenantOf } from "../support/risk/samples.ts";

/**
 * How long a backtest takes, and what it comes to, on firms of the second simulator with three years of weeks: CPU time, the
 * first run cold. `node tests/load/riskBacktest.ts [CLIENTS…]`, 80 when left out.
 */
const sizes = process.argv.slice(2).map(Number);

for (const clients of sizes.length === 0 ? [80] : sizes) {
  const courses = tenantOf(1, clients).courses;
  const from = process.cpuUsage();
  const { refused, rows, left, competitors } = backtestOf({
    courses,
    lastSunday: lastSundayOf(courses),
    horizonWeeks: 13,
    budgetPercent: 10,
    words: [],
    belief: "released",
  });
  const cpuMs = Math.round(process.cpuUsage(from).user / 1000);
  console.log(`${clients} clients: ${cpuMs} ms, ${rows} client periods, ${left} clients left`);
  if (refused !== null) console.log(`  not measured: ${refused.reason}`);
  for (const { name, auc, logLoss, leadTime } of competitors)
    console.log(
      `  ${name}: AUC ${auc?.value} (${auc?.low} to ${auc?.high}), log-loss ${logLoss?.value ?? "none"}, ${leadTime?.medianDays ?? "no"} days ahead`,
    );
}
