import { csvBytes } from "@rapport/reporting/exports/csvBytes";
import { type EngineRows, exactNumbers, readEngineRows } from "@rapport/reporting/exports/engineRows";
import { through } from "@rapport/reporting/exports/bytesOfStream";
import { jsonBytes } from "@rapport/reporting/exports/jsonBytes";
import { KnownWarehouses } from "@rapport/runtime/known/KnownWarehouses";
import { usageError } from "@rapport/runtime/Failure";
import { WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { Effect, Option, Stream } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { parseByteSize } from "../byteSize.ts";
import { optionalText } from "../directory/flags.ts";
import { writeBytes } from "../export/writeBytes.ts";
import { readStandardInput } from "../export/readStandardInput.ts";
import { answerTable } from "../output.ts";
import { withWarehouse } from "../session/withWarehouse.ts";
import { analystRole } from "../sql/analystRole.ts";
import { limitSettings, type SqlLimits, sqlRefusal } from "../sql/limits.ts";
import { readStatement } from "../sql/readStatement.ts";
import { tableOfRows } from "../sql/tableOfRows.ts";

const formats = ["table", "csv", "json", "parquet"] as const;
type SqlFormat = (typeof formats)[number];

/** Bounds a query without limits of its own; `--max-rows` and the like say otherwise. */
const defaults = { rows: 100_000, seconds: 60, memory: "2GB" } as const;

const positive = (flag: string, value: number) =>
  value >= 1 ? Effect.void : Effect.fail(usageError(`${flag} is below 1`, `Write for example ${flag} 1000.`));

/** The rows of a table are laid out together, so they are held. */
const allRows = (chunks: AsyncIterable<Uint8Array>) => async () => {
  const batches: Array<EngineRows> = [];
  for await (const batch of readEngineRows(chunks)) batches.push(batch);
  return batches;
};

/** Asks in the database of the present or, with `knownAt`, of that moment, and writes the answer. */
const ask = (
  sql: string,
  limits: SqlLimits,
  to: {
    readonly format: SqlFormat;
    readonly out: Option.Option<string>;
    readonly knownAt: Option.Option<string>;
  },
) =>
  Effect.gen(function* () {
    const known = yield* KnownWarehouses;
    const answers = Option.isSome(to.knownAt)
      ? (yield* known.at(to.knownAt.value)).answers
      : yield* WarehouseAnswers;
    const engineFormat = to.format === "parquet" ? "Parquet" : "JSONCompactEachRowWithNamesAndTypes";
    const bytes = answers.stream({
      name: "rapport-sql",
      sql,
      format: engineFormat,
      settings: { ...limitSettings(limits), ...exactNumbers },
      whole: true,
      ...(yield* analystRole),
    });
    if (to.format === "table" && Option.isNone(to.out)) {
      const batches = yield* Stream.runCollect(bytes);
      const rows = yield* Effect.promise(allRows(Stream.toAsyncIterable(Stream.fromIterable(batches))));
      return yield* answerTable(tableOfRows(rows));
    }
    if (to.format === "table")
      return yield* usageError(
        "a table is for the terminal",
        "Say --format csv, json or parquet with --out.",
      );
    const written =
      to.format === "parquet" ? bytes : through(bytes, to.format === "csv" ? csvBytes : jsonBytes);
    return yield* writeBytes(written, to.out, { name: "Parquet", isText: to.format !== "parquet" });
  }).pipe(
    Effect.catchTag("WarehouseError", (error) => Effect.fail(sqlRefusal(error, limits))),
    Effect.scoped,
  );

/** `rapport sql QUERY` */
export const sql = Command.make(
  "sql",
  {
    query: Argument.String("QUERY").pipe(
      Argument.withDescription("One SELECT, as one word; - reads it from standard input"),
    ),
    format: Flag.Literals("format", formats).pipe(
      Flag.withDefault("table" as const),
      Flag.withDescription("table for people; csv, json and parquet for programs"),
    ),
    out: optionalText("out", "FILE", "Write the answer to this file"),
    knownAt: optionalText(
      "known-at",
      "MOMENT",
      "Ask what was known then: a day (its end, UTC) or a moment like 2026-10-31T12:00:00Z",
    ),
    maxRows: Flag.Int("max-rows").pipe(
      Flag.withMetavar("COUNT"),
      Flag.withDescription("The most rows an answer may have"),
      Flag.withDefault(defaults.rows),
    ),
    timeout: Flag.Int("timeout").pipe(
      Flag.withMetavar("SECONDS"),
      Flag.withDescription("The longest the query may take"),
      Flag.withDefault(defaults.seconds),
    ),
    maxMemory: Flag.String("max-memory").pipe(
      Flag.withMetavar("SIZE"),
      Flag.withDescription("The most memory it may take, like 2GB"),
      Flag.withDefault(defaults.memory),
    ),
  },
  (input) =>
    Effect.gen(function* () {
      yield* positive("--max-rows", input.maxRows);
      yield* positive("--timeout", input.timeout);
      const memoryBytes = yield* parseByteSize("--max-memory", input.maxMemory);
      const text = input.query === "-" ? yield* readStandardInput : input.query;
      const statement = yield* readStatement(text);
      const limits = { rows: input.maxRows, seconds: input.timeout, memoryBytes };
      yield* withWarehouse({ create: false })(ask(statement, limits, input));
    }),
).pipe(
  Command.withDescription(
    "Ask the warehouse in SQL (ClickHouse's), read-only and within limits. docs/metrics.md describes the views.",
  ),
  Command.withExamples([
    { command: 'rapport sql "SHOW TABLES"' },
    {
      command:
        'rapport sql "SELECT name, sum(contribution_minor) AS minor FROM client_profitability GROUP BY name ORDER BY minor"',
    },
    { command: "rapport sql - --format parquet --out margins.parquet < margins.sql" },
  ]),
);
