/** One line of JSON on stderr, which the supervisor turns into its own log. */
export const log = (level: "info" | "warning" | "error", message: string): void => {
  process.stderr.write(`${JSON.stringify({ level, message })}\n`);
};

export interface LogLine {
  readonly level: "info" | "warning" | "error";
  readonly message: string;
}

const levels: ReadonlyArray<unknown> = ["info", "warning", "error"];

/** Reads a line of the process's stderr; the engine's own lines, which are no JSON, are warnings. */
export const parseLogLine = (line: string): LogLine => {
  try {
    const said: Partial<LogLine> = JSON.parse(line);
    if (levels.includes(said.level) && typeof said.message === "string") return said as LogLine;
  } catch {
    // Not one of ours.
  }
  return { level: "warning", message: line };
};
