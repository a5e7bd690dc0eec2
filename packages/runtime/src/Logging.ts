import { Effect, Layer, Logger, type LogLevel, Option, References } from "effect";
import { readSetting, type SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";

const colours: Readonly<Record<string, number>> = { Debug: 90, Trace: 90, Warn: 33, Error: 31, Fatal: 31 };

const paint = (code: number | undefined, line: string): string =>
  code === undefined ? line : `\u001b[${code}m${line}\u001b[0m`;

const show = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** One line for a person: time, level, what happened, then what belongs to it. */
const prettyLine = (entry: {
  readonly timestamp: string;
  readonly level: string;
  readonly message: unknown;
  readonly annotations: Record<string, unknown>;
  readonly cause: string | undefined;
}): string => {
  const words = (Array.isArray(entry.message) ? entry.message : [entry.message]).map(show).join(" ");
  const facts = Object.entries(entry.annotations).map(([key, value]) => `${key}=${show(value)}`);
  const head = [entry.timestamp.slice(11, 19), entry.level.toLowerCase().padEnd(5), words, ...facts].join(
    " ",
  );
  return entry.cause === undefined ? head : `${head}\n${entry.cause}`;
};

const pretty = Logger.map(Logger.formatStructured, (entry) => {
  const line = prettyLine(entry);
  process.stderr.write(`${paint(process.stderr.isTTY ? colours[entry.level] : undefined, line)}\n`);
});

/** `logInfo("applied", { file })` gives a message that is a text, and the facts beside it. */
export const jsonLine = (entry: {
  readonly timestamp: string;
  readonly level: string;
  readonly message: unknown;
  readonly annotations: Record<string, unknown>;
  readonly cause: string | undefined;
}): string => {
  const parts: ReadonlyArray<unknown> = Array.isArray(entry.message) ? entry.message : [entry.message];
  const isFacts = (part: unknown): part is object =>
    typeof part === "object" && part !== null && !Array.isArray(part) && !(part instanceof Error);
  const message = parts
    .filter((part) => !isFacts(part))
    .map((part) => (part instanceof Error ? (part.stack ?? part.message) : show(part)))
    .join(" ");
  const facts = Object.assign({}, ...parts.filter(isFacts), entry.annotations) as Record<string, unknown>;
  const { timestamp, level, cause } = entry;
  // Ours last: no fact may pass for them.
  return JSON.stringify({ ...facts, ...(cause === undefined ? {} : { cause }), timestamp, level, message });
};

const json = Logger.map(Logger.formatStructured, (entry) => {
  process.stderr.write(`${jsonLine(entry)}\n`);
});

/**
 * Logs to standard error, so that standard output holds answers alone: lines for people on a terminal,
 * JSON elsewhere, as LOG_FORMAT and LOG_LEVEL say. `quietest` is the level when LOG_LEVEL is unset.
 */
export const loggingLayer = (quietest: LogLevel.LogLevel): Layer.Layer<never, SettingError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const level = yield* readSetting(settings.logLevel);
      const format = yield* readSetting(settings.logFormat);
      const chosen = Option.getOrElse(format, () => (process.stderr.isTTY ? "pretty" : "json"));
      return Layer.merge(
        Logger.layer([chosen === "json" ? json : pretty]),
        Layer.succeed(
          References.MinimumLogLevel,
          Option.getOrElse(level, () => quietest),
        ),
      );
    }),
  );
