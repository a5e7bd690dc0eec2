import { assert } from "vitest";
import type { FaultVerdict } from "./FaultRun.ts";

const rows: string[] = [];

/** One line per fault, for people: printed by `printVerdicts`. */
const note = (fault: string, verdict: FaultVerdict): void => {
  const { lost, doubled, reordered, differing, records, stallMs, endings } = verdict;
  rows.push(
    `${fault}: ${records} records, ${lost.length} lost, ${doubled.length} doubled, ${reordered.length} reordered, ` +
      `${differing.length} tables differ, no stall over ${(stallMs / 1000).toFixed(1)} s, ${endings.length} ends`,
    ...new Set(endings.filter((ending) => ending.includes(":")).map((ending) => `  ${ending}`)),
  );
};

/** Nothing lost, nothing twice, no key out of order, every table as in the clean run. */
export const assertSound = (fault: string, verdict: FaultVerdict): void => {
  note(fault, verdict);
  const { lost, doubled, reordered, commits, differing, letters } = verdict;
  assert.deepStrictEqual(
    { lost, doubled, reordered, commits, differing, letters },
    { lost: [], doubled: [], reordered: [], commits: [], differing: [], letters: [] },
    `${fault}; ended: ${verdict.endings.join(", ")}`,
  );
};

/** Everything the checkers found wrong. */
export const findings = ({
  lost,
  doubled,
  reordered,
  commits,
  differing,
  letters,
}: FaultVerdict): ReadonlyArray<string> => [
  ...lost,
  ...doubled,
  ...reordered,
  ...commits,
  ...differing,
  ...letters,
];

export const printVerdicts = (): void => {
  if (rows.length > 0) process.stdout.write(`${rows.splice(0).join("\n")}\n`);
};
