import { Effect } from "effect";
import { Flag } from "effect/cli";

/** `table` for people, `json` for programs: then standard output holds nothing but JSON. */
export type Format = "table" | "json";

export const formatFlag = Flag.Literals("format", ["table", "json"]).pipe(
  Flag.withDefault("table" as const),
  Flag.withDescription("table for people, json for programs"),
);

/** The answer, on standard output; done when it is with the reader: a pipe takes 64 KiB at a time. */
export const answer = (text: string): Effect.Effect<void> =>
  Effect.callback((resume) => {
    // A reader that went away, as `head` does, has seen enough.
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`, () => resume(Effect.void));
  });

/** A remark beside the answer, on standard error. */
export const remark = (text: string): Effect.Effect<void> =>
  Effect.sync(() => {
    process.stderr.write(`${text}\n`);
  });

export const answerJson = (value: unknown): Effect.Effect<void> => answer(JSON.stringify(value, null, 2));

/**
 * A table as it fits on a terminal of so many columns: its rows are cut rather than wrapped, sentences
 * below it are left to wrap. `cut` says whether anything was.
 */
export const fitTable = (text: string, columns: number): { readonly text: string; readonly cut: boolean } => {
  const isWideRow = (line: string) => line.length > columns && /\S {2,}\S/.test(line);
  const lines = text.split("\n");
  return {
    text: lines.map((line) => (isWideRow(line) ? `${line.slice(0, columns - 1)}…` : line)).join("\n"),
    cut: lines.some(isWideRow),
  };
};

/** A table as the answer: cut to a terminal's width, whole anywhere else. */
export const answerTable = (text: string): Effect.Effect<void> => {
  const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
  if (columns === undefined || columns < 40) return answer(text);
  const fitted = fitTable(text, columns);
  if (!fitted.cut) return answer(text);
  return Effect.andThen(
    answer(fitted.text),
    remark(
      `Cut to the ${columns} columns of this terminal; the page, a wider window and --format csv show all.`,
    ),
  );
};
