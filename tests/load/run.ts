import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * All measurements one after another, on an otherwise idle machine: `pnpm bench [NAME…]`. Each prints its own
 * table, its goal and whether it was met, or that the control drifted and there is no verdict.
 */
const measurements = [
  "eventLogAppend",
  "projectorWrite",
  "projectorSources",
  "kafkaProduce",
  "kafkaProject",
  "kafkaFreshness",
  "kafkaIdle",
  "ingestPath",
  "ingestMemory",
  "ingestSources",
  "simulatorScale",
  "simulatorSeparability",
  "economics",
  "economicsAccuracy",
  "textModels",
  "riskFits",
  "riskScores",
  "riskBook",
  "riskBacktest",
  "dashboard",
  "demo",
];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !measurements.includes(name));
if (unknown.length > 0) {
  console.error(`No measurement ${unknown.join(", ")}; there are: ${measurements.join(", ")}`);
  process.exit(2);
}
let failures = 0;
for (const name of asked.length > 0 ? asked : measurements) {
  console.log(`\n== ${name}`);
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  if (spawnSync(process.execPath, ["--expose-gc", script], { stdio: "inherit" }).status !== 0) failures++;
}
process.exit(failures === 0 ? 0 : 1);
