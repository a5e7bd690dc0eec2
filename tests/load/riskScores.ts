import { spawnSync } from "node:child_process";
import { fitModel } from "@rapport/domain/risk/model/fitModel";
import { fitMapLogistic } from "@rapport/domain/risk/hazard/fitMapLogistic";
import { scoreCourses } from "@rapport/domain/risk/score/scoreCourses";
import { scoreSettings } from "@rapport/domain/risk/score/ScoreSettings";
import { madeCourses, monday } from "@rapport/domain/risk/support/madeCourses";
import { momentsOf, ridge, standardisedRows } from "../support/risk/crossValidated.ts";
import { telco } from "./riskData/churnTables.ts";

/**
 * How long scores and fits of the hazard take: 500 clients who stay for five years, at the end of each week (130,000
 * scores), and the fit they need; Telco's 7,043 rows beside scikit-learn, where Python has it. CPU time, the first run cold.
 * `node tests/load/riskScores.ts`.
 */
const timed = <A>(name: string, runs: number, run: () => A): A => {
  const times: Array<number> = [];
  let last!: A;
  for (let i = 0; i < runs; i++) {
    const from = process.cpuUsage();
    last = run();
    times.push(Math.round(process.cpuUsage(from).user / 1000));
  }
  console.log(`${name}: cold ${times[0]} ms, best ${Math.min(...times)} ms`);
  return last;
};

const clients = 500;
const weeks = 260;
const courses = madeCourses(1, clients, weeks, { weeklyLogit: -30 });
const leaving = madeCourses(2, clients, weeks);
const model = timed(`fit of ${clients} clients of up to ${weeks} weeks`, 3, () =>
  fitModel(leaving, monday(weeks - 1)),
);
console.log(`  ${model.clientPeriods} rows, ${model.churns} churns`);
const settings = { ...scoreSettings(new Map()), confirmed: true };
const words = [{ validFrom: monday(130), model }];
const scores = timed(`scores of ${clients} clients of ${weeks} weeks, two models, outages and drift`, 3, () =>
  scoreCourses(courses, words, settings),
);
console.log(`  ${scores.length} scores`);

const table = telco();
if (table !== null) {
  const moments = momentsOf(table.rows);
  const columns = moments.length + 1;
  const design = {
    columns,
    x: standardisedRows(table.rows, moments),
    y: Float64Array.from(table.churned, (churned) => (churned ? 1 : 0)),
    weights: null,
  };
  timed("L2 logistic regression, Telco, 30 columns", 5, () => fitMapLogistic(design, ridge(columns, 1)));
  const python = spawnSync(
    "python3",
    [
      "-c",
      `
import sys, time, numpy as np
from sklearn.linear_model import LogisticRegression
x = np.array([[float(v) for v in line.split(",")] for line in sys.stdin.read().split()])
times = []
for _ in range(5):
    start = time.process_time()
    LogisticRegression(C=1.0, max_iter=1000, tol=1e-8).fit(x[:, 1:-1], x[:, -1])
    times.append(round(1000 * (time.process_time() - start)))
print(f"the same by scikit-learn: cold {times[0]} ms, best {min(times)} ms")
`,
    ],
    {
      input: Array.from({ length: design.y.length }, (_, row) =>
        [...design.x.subarray(row * columns, (row + 1) * columns), design.y[row]].join(","),
      ).join("\n"),
      encoding: "utf8",
    },
  );
  if (python.status === 0) console.log(python.stdout.trim());
  else console.log("LEFT OUT, for Python has no scikit-learn: the same by scikit-learn.");
}
