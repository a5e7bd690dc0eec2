/**
 * Two arms in one run, interleaved so that drift of the machine hits both alike, with an A/A control: the first arm
 * is also run as if it were a third one, and when it does not agree with itself within 5 % nothing is concluded.
 */

/** What a run of an arm gives back: its result, for the check of equality. */
export interface RunOutcome<A> {
  readonly result: A;
  /** Set by an arm that measures itself (a child process, or work without its preparation); else taken outside. */
  readonly wallMs?: number;
  readonly cpuMs?: number;
}

export interface Arm<A> {
  readonly name: string;
  readonly run: () => Promise<RunOutcome<A>>;
}

/** Wall time and CPU time (user and system, all threads of the process), both in ms. */
export interface Sample {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface Plan<A> {
  readonly title: string;
  /** What the arms work through in one run, for rates: 100_000 "records". */
  readonly units: { readonly count: number; readonly name: string };
  readonly ours: Arm<A>;
  readonly theirs: Arm<A>;
  /** Throws when the two results differ. Runs before anything is measured, on the warm-up runs. */
  readonly checkEqual: (ours: A, theirs: A) => void;
  /** Rounds of six runs (ours, theirs, control, control, theirs, ours). Default at least 3, at most 8. */
  readonly minRounds?: number;
  readonly maxRounds?: number;
  /** Stops adding rounds after this time. Default 50 s. */
  readonly budgetMs?: number;
}

export interface Measurement {
  readonly title: string;
  readonly units: { readonly count: number; readonly name: string };
  readonly names: { readonly ours: string; readonly theirs: string };
  readonly rounds: number;
  /** Medians. `control` is our arm again. */
  readonly ours: Sample;
  readonly theirs: Sample;
  readonly control: Sample;
}

/** `metric` of ours divided by theirs, or for `throughput` theirs' wall time divided by ours. */
export interface Goal {
  readonly metric: "throughput" | "cpu" | "wall";
  readonly atLeast?: number;
  readonly atMost?: number;
}

export type Verdict = "met" | "missed" | "no verdict";

/** How far our arm may be from itself before a figure means nothing. */
const controlTolerance = 0.05;

/** The middle of the values; the mean of the two middle ones when their number is even. NaN when there are none. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const timed = async <A>(arm: Arm<A>): Promise<Sample> => {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const outcome = await arm.run();
  const wallMs = outcome.wallMs ?? performance.now() - before;
  const cpu = process.cpuUsage(cpuBefore);
  return { wallMs, cpuMs: outcome.cpuMs ?? (cpu.user + cpu.system) / 1000 };
};

const medians = (samples: ReadonlyArray<Sample>): Sample => ({
  wallMs: median(samples.map((sample) => sample.wallMs)),
  cpuMs: median(samples.map((sample) => sample.cpuMs)),
});

const agrees = (a: number, b: number): boolean => Math.abs(a / b - 1) <= controlTolerance;

/** Runs the plan: once each for warmth and equality, then rounds until the control agrees or time is up. */
export const interleave = async <A>(plan: Plan<A>): Promise<Measurement> => {
  const { ours, theirs, minRounds = 3, maxRounds = 8, budgetMs = 50_000 } = plan;
  plan.checkEqual((await ours.run()).result, (await theirs.run()).result);
  const samples = { ours: [] as Sample[], theirs: [] as Sample[], control: [] as Sample[] };
  const startedAt = performance.now();
  let rounds = 0;
  const settled = () => {
    const [a, c] = [medians(samples.ours), medians(samples.control)];
    return agrees(a.wallMs, c.wallMs) && agrees(a.cpuMs, c.cpuMs);
  };
  while (
    rounds < minRounds ||
    (rounds < maxRounds && !settled() && performance.now() - startedAt < budgetMs)
  ) {
    for (const arm of ["ours", "theirs", "control", "control", "theirs", "ours"] as const) {
      samples[arm].push(await timed(arm === "theirs" ? theirs : ours));
    }
    rounds++;
  }
  return {
    title: plan.title,
    units: plan.units,
    names: { ours: ours.name, theirs: theirs.name },
    rounds,
    ours: medians(samples.ours),
    theirs: medians(samples.theirs),
    control: medians(samples.control),
  };
};

const metricOf = (metric: Goal["metric"], { ours, theirs, control }: Measurement) => {
  if (metric === "cpu") return { ratio: ours.cpuMs / theirs.cpuMs, sure: agrees(ours.cpuMs, control.cpuMs) };
  const sure = agrees(ours.wallMs, control.wallMs);
  return { ratio: metric === "wall" ? ours.wallMs / theirs.wallMs : theirs.wallMs / ours.wallMs, sure };
};

/** What the measurement says of a goal. */
export const verdictOf = (
  measurement: Measurement,
  goal: Goal,
): { readonly ratio: number; readonly verdict: Verdict } => {
  const { ratio, sure } = metricOf(goal.metric, measurement);
  if (!sure) return { ratio, verdict: "no verdict" };
  const met = ratio >= (goal.atLeast ?? -Infinity) && ratio <= (goal.atMost ?? Infinity);
  return { ratio, verdict: met ? "met" : "missed" };
};

const rate = (count: number, ms: number) => Math.round(count / (ms / 1000)).toLocaleString("en-US");

const showTable = ({ title, units, names, rounds, ours, theirs, control }: Measurement): void => {
  const rows = { [names.ours]: ours, [names.theirs]: theirs, [`${names.ours} (control)`]: control };
  console.log(
    `\n${title} (${units.count.toLocaleString("en-US")} ${units.name} a run, ${rounds} rounds of 6)`,
  );
  const table = Object.fromEntries(
    Object.entries(rows).map(([name, sample]) => [
      name,
      {
        "wall ms": Math.round(sample.wallMs),
        "cpu ms": Math.round(sample.cpuMs),
        [`${units.name}/s`]: rate(units.count, sample.wallMs),
        [`cpu µs/${units.name.replace(/s$/, "")}`]: Number(((sample.cpuMs * 1000) / units.count).toFixed(2)),
      },
    ]),
  );
  console.table(table);
};

const tooBusy = "our arm differs from itself by more than 5 %: too much else is running";

/** Prints a small table and one line of JSON with the same figures, where there is nothing to meet. */
export const show = (measurement: Measurement, metric: Goal["metric"]): void => {
  showTable(measurement);
  const { ratio, sure } = metricOf(metric, measurement);
  console.log(`${metric} ratio ${ratio.toFixed(3)}${sure ? "" : ` (no verdict: ${tooBusy})`}`);
  console.log(JSON.stringify({ ...measurement, metric, ratio: Number(ratio.toFixed(4)), sure }));
};

/** Prints a small table and one line of JSON with the same figures. Returns the verdict. */
export const report = (measurement: Measurement, goal: Goal): Verdict => {
  showTable(measurement);
  const { ratio, verdict } = verdictOf(measurement, goal);
  const bound = goal.atLeast === undefined ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`;
  const why = verdict === "no verdict" ? ` (${tooBusy})` : "";
  console.log(`${goal.metric} ratio ${ratio.toFixed(3)}, goal ${bound}: ${verdict}${why}`);
  console.log(JSON.stringify({ ...measurement, goal, ratio: Number(ratio.toFixed(4)), verdict }));
  return verdict;
};
