import { Cause, Data, Runtime } from "effect";
import { exitCodes } from "./ExitCodes.ts";

/**
 * What a person is told: `what` is wrong and where, `action` what to do about it (null when there is
 * nothing to do but read), and the code the process ends with.
 */
export interface Explanation {
  readonly what: string;
  readonly action: string | null;
  readonly exitCode: number;
}

/** Any failure a command ends with on purpose, in the words it is shown in; "" when its answer says it. */
export class Refusal extends Data.TaggedError("Refusal")<{
  readonly what: string;
  readonly action: string | null;
  readonly code: number;
}> {
  override get message() {
    return this.action === null ? this.what : `${this.what}\n${this.action}`;
  }
  override readonly [Runtime.errorExitCode] = this.code;
}

/** Wrong usage or configuration: exit code 2. */
export const usageError = (what: string, action: string | null = null): Refusal =>
  new Refusal({ what, action, code: exitCodes.usage });

const field = (error: unknown, key: string): unknown =>
  typeof error === "object" && error !== null && key in error
    ? (error as Record<string, unknown>)[key]
    : undefined;

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** ClickHouse's code of a wrong user or password. */
const authenticationFailed = 516;

/** What to do about errors whose makers cannot know the command line. */
const actionOf = (tag: string, error: unknown): string | null => {
  if (tag === "EventLogError") return "Run `rapport doctor`: it checks the log and says what to do.";
  if (tag !== "WarehouseError") return null;
  const code = field(error, "code");
  if (code === authenticationFailed) return "Check CLICKHOUSE_PASSWORD: the server refuses it.";
  return code === 0
    ? "Check that the warehouse runs and, if CLICKHOUSE_URL is set, that it is right."
    : "Run `rapport doctor`: it checks the warehouse and says what to do.";
};

/** Turns any error into words. Typed errors speak for themselves; anything else is called a bug. */
export const explain = (error: unknown): Explanation => {
  const exitCode = Runtime.getErrorExitCode(error);
  if (error instanceof Refusal) return { what: error.what, action: error.action, exitCode };
  const tag = text(field(error, "_tag"));
  const message = text(field(error, "message"));
  if (tag !== null) {
    const action = text(field(error, "action")) ?? actionOf(tag, error);
    return { what: message ?? tag, action, exitCode };
  }
  return {
    what: `unexpected error: ${message ?? String(error)}`,
    action: "This is a bug in Rapport. Run again with LOG_LEVEL=Debug to see where it comes from.",
    exitCode,
  };
};

/** Null when nothing went wrong but an interruption (Ctrl-C, SIGTERM). */
export const explainCause = (cause: Cause.Cause<unknown>): Explanation | null =>
  Cause.hasInterruptsOnly(cause) ? null : explain(Cause.squash(cause));
