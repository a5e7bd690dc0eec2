import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll } from "vitest";
import { printVerdicts } from "./assertVerdict.ts";
import { type FaultBench, makeFaultBench } from "./FaultBench.ts";
import { type FaultRun, type FaultRunOptions, startFaultRun } from "./FaultRun.ts";

export interface FaultSuite {
  readonly bench: () => FaultBench;
  /** A run whose producer and projectors have all done something; stopped after the test. */
  readonly start: (options?: FaultRunOptions) => Promise<FaultRun>;
}

/** Set-up and end of a suite of faults: brokers, a warehouse, one run at a time. */
export const faultSuite = (
  brokers: () => Promise<{ readonly brokers: string; readonly replicas: number }>,
): FaultSuite => {
  let bench: FaultBench | undefined;
  let run: FaultRun | undefined;
  beforeAll(async () => {
    const found = await brokers();
    bench = await makeFaultBench(found.brokers, found.replicas);
  });
  afterEach(async () => {
    await run?.stop();
    run = undefined;
  });
  afterAll(async () => {
    printVerdicts();
    await bench?.stop();
  });
  return {
    bench: () => bench!,
    start: async (options = {}) => {
      run = await startFaultRun(bench!, options);
      // All at work: every process has written something through the proxy.
      const { kafka, projectors, load } = run;
      const atWork = () =>
        kafka.seen("Produce", load.name) > 0 &&
        projectors.every(({ name }) => kafka.commits.some(({ clientId }) => clientId === name));
      while (!atWork()) await wait(50);
      return run;
    },
  };
};
