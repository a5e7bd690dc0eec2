/**
 * What one check of the doctor came to. `warning`: works, but look at it. `problem`: does not work, or
 * will not. `action` says what to do; null when there is nothing to do.
 */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "problem";
  readonly detail: string;
  readonly action: string | null;
}

export const ok = (check: string, detail: string): Finding => ({ check, state: "ok", detail, action: null });

export const warning = (check: string, detail: string, action: string): Finding => ({
  check,
  state: "warning",
  detail,
  action,
});

export const problem = (check: string, detail: string, action: string): Finding => ({
  check,
  state: "problem",
  detail,
  action,
});

const marks = { ok: "ok     ", warning: "warning", problem: "PROBLEM" } as const;

/** A line per finding, and what to do below it. */
export const findingsText = (findings: ReadonlyArray<Finding>): string => {
  const width = Math.max(...findings.map((finding) => finding.check.length));
  return findings
    .map(({ check, state, detail, action }) => {
      const line = `${marks[state]}  ${check.padEnd(width)}  ${detail}`;
      return action === null ? line : `${line}\n${" ".repeat(width + 11)}${action}`;
    })
    .join("\n");
};
