import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EconomicMonth } from "@rapport/simulator/truth/MonthFigures";

/**
 * How near estimated effort comes to what there was, over a simulated agency that was read into a data folder: per
 * client and month κ × estimate beside the seconds logged for communication and those it truly took, from the seventh
 * month on, of client-months with half an hour estimated or more. `node tests/load/economicsAccuracy.ts [AGENCY DATA]`;
 * without them the agency of 80 clients is made and read first.
 */
const bin = fileURLToPath(new URL("../../services/cli/bin/rapport.mjs", import.meta.url));
const rapport = (args: ReadonlyArray<string>): string =>
  execFileSync(process.execPath, [bin, ...args], {
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1 << 28,
  }).toString();

const made = process.argv.length < 4 ? mkdtempSync(join(tmpdir(), "rapport-accuracy-")) : null;
const [agency = join(made ?? "", "agency"), data = join(made ?? "", "data")] = process.argv.slice(2);
if (made !== null) {
  rapport(["simulate", "--seed", "7", "--clients", "80", "--out", agency]);
  const files = readdirSync(join(agency, "directory")).map((name) => join(agency, "directory", name));
  rapport(["directory", "import", ...files, "--data", data]);
  rapport(["ingest", "email", join(agency, "mail"), "--account", "simulated", "--data", data]);
  rapport(["ingest", "tickets", join(agency, "helpdesk"), "--data", data]);
  rapport(["ingest", "meetings", join(agency, "calendars"), "--account", "simulated", "--data", data]);
  rapport(["ingest", "ledger", join(agency, "books"), "--account", "simulated", "--data", data]);
}

type TruthRow = { readonly party: string; readonly month: string } & EconomicMonth;
const truth = JSON.parse(readFileSync(join(agency, "truth.json"), "utf8")) as {
  readonly options: { readonly end: string };
  readonly economicMonths: ReadonlyArray<TruthRow>;
};
const known = new Map(truth.economicMonths.map((row) => [`${row.party} ${row.month}`, row]));
const first = [...new Set(truth.economicMonths.map(({ month }) => month))].toSorted()[6]!;

interface Estimated {
  readonly party: string;
  readonly month: string;
  readonly raw: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}
const sql = `
  SELECT
    client AS party, formatDateTime(month, '%Y-%m') AS month, toInt32(communication_raw_seconds) AS raw,
    toInt32(communication_expected_seconds) AS expected, toInt32(communication_low_seconds) AS low,
    toInt32(communication_high_seconds) AS high
  FROM client_effort_at(as_of = '${truth.options.end}')
  WHERE state = 'client' AND month >= '${first}-01' AND communication_raw_seconds >= 1800`;
const answer = rapport(["sql", sql, "--format", "json", "--max-rows", "100000", "--data", data]);
if (made !== null) rmSync(made, { recursive: true });
const rows = JSON.parse(answer) as ReadonlyArray<Estimated>;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const sizes = [
  ["all", 0, Infinity],
  ["up to 2 h", 0, 7_200],
  ["2 to 10 h", 7_200, 36_000],
  ["10 h and more", 36_000, Infinity],
] as const;

for (const figure of ["communicationLoggedSeconds", "communicationTrueSeconds"] as const) {
  for (const [size, least, most] of sizes) {
    const cases = rows.flatMap((row) => {
      const actual = known.get(`${row.party} ${row.month}`)?.[figure] ?? 0;
      return actual > 0 && row.raw >= least && row.raw < most ? [{ ...row, actual }] : [];
    });
    const errors = cases
      .map(({ expected, actual }) => Math.abs(expected - actual) / actual)
      .toSorted((a, b) => a - b);
    const covered = cases.filter(({ low, high, actual }) => low <= actual && actual <= high).length;
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    console.log(
      `${figure}, estimated ${size}: ${cases.length} client-months, mean error ${percent(mean)}, median ${percent(errors[Math.floor(errors.length / 2)] ?? 0)}, in the 80 % interval ${percent(covered / cases.length)}`,
    );
  }
}
