import { terminalSafe } from "@rapport/reporting/render/table";
import type { Plan } from "./Plan.ts";
import type { DirectoryFile } from "./readFiles.ts";
import type { Problem } from "./Row.ts";

/** `1 row`, `2 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Per file how many rows there are and what they change, the first `most` changes in words. */
export const changesText = (files: ReadonlyArray<DirectoryFile>, plan: Plan, most: number): string =>
  files
    .map(({ file, kind, rows, problems }) => {
      const changes = plan.changes.filter((change) => change.file === file);
      const refused = new Set(plan.problems.filter((one) => one.file === file).map(({ line }) => line)).size;
      const changed = new Set(changes.map(({ line }) => line)).size;
      const known = rows.length + problems.length - refused - changed;
      const head = `${file} (${kind}): ${counted(rows.length + problems.length, "row")}, ${changed} with something new, ${known} known already${refused === 0 ? "" : `, ${refused} refused`}`;
      const lines = changes.slice(0, most).map(({ text }) => `  ${terminalSafe(text)}`);
      if (changes.length > most)
        lines.push(`  … and ${counted(changes.length - most, "more change")}; --all lists them`);
      return [head, ...lines].join("\n");
    })
    .join("\n");

const mostProblems = 50;

/** `clients.csv:3, column domains: …` for each row that was refused. */
export const problemsText = (problems: ReadonlyArray<Problem>): string => {
  const lines = problems
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
    .slice(0, mostProblems)
    .map(({ file, line, column, reason }) =>
      terminalSafe(`refused ${file}:${line}${column === null ? "" : `, column ${column}`}: ${reason}`),
    );
  const more = problems.length - mostProblems;
  return [...lines, ...(more > 0 ? [`… and ${more} more; --format json lists them`] : [])].join("\n");
};

/** What happened, and what to do next. */
export const summaryText = (
  plan: Plan,
  done: { readonly dryRun: boolean; readonly written: boolean; readonly skipRefused: boolean },
): string => {
  const changes = counted(plan.changes.length, "change");
  const refused = new Set(plan.problems.map(({ file, line }) => `${file}:${line}`)).size;
  if (refused > 0 && !done.skipRefused)
    return `Nothing was written: ${counted(refused, "row was", "rows were")} refused. Mend ${refused === 1 ? "it" : "them"} and import again, or take the others with --skip-refused.`;
  if (plan.changes.length === 0) return "Everything was known already; nothing was written.";
  if (done.dryRun) return `${changes}; nothing was written, because of --dry-run.`;
  return `${changes} written.`;
};
