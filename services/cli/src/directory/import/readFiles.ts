import { createReadStream } from "node:fs";
import type { TableItem } from "@rapport/connectors/tables/TableItem";
import { defaultDialect } from "@rapport/connectors/tables/TableDialect";
import { readTable } from "@rapport/connectors/tables/readTable";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Stream } from "effect";
import { userPath } from "../../paths.ts";
import { type FileKind, kindOf, kindsText } from "./kinds.ts";
import { type Problem, Row } from "./Row.ts";

export interface DirectoryFile {
  readonly file: string;
  readonly kind: FileKind["name"];
  readonly rows: ReadonlyArray<Row>;
  /** What could not be read as a row. */
  readonly problems: ReadonlyArray<Problem>;
}

/** More rows than any firm has clients or contacts: a file of another kind, named by mistake. */
const mostRows = 1_000_000;

/** Cells that a row lacks at its end are empty, which leaves what is known. */
const dialect = { ...defaultDialect, shortRows: "fill" } as const;

const reasonOf = (cause: unknown): string => {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "it may not be read";
  if (code === "EISDIR") return "it is a folder; name its files";
  return cause instanceof Error ? cause.message : String(cause);
};

const items = (file: string, bytes: AsyncIterable<Uint8Array>): Stream.Stream<TableItem, Refusal> =>
  Stream.fromAsyncIterable(readTable(bytes, dialect), (cause) => usageError(`${file}: ${reasonOf(cause)}`));

const headerOf = (file: string, columns: ReadonlyArray<string>): Effect.Effect<FileKind, Refusal> => {
  const twice = columns.find((column) => /#\d+$/.test(column));
  if (twice !== undefined) {
    const name = twice.replace(/#\d+$/, "");
    return Effect.fail(usageError(`${file}:1: the column "${name}" stands there twice`, "Name each once."));
  }
  const kind = kindOf(columns);
  return kind === null
    ? Effect.fail(
        usageError(
          `${file}:1: the columns ${columns.map((column) => `"${column}"`).join(", ")} are of no file of the directory`,
          `The first line names the columns; these are known:\n${kindsText}`,
        ),
      )
    : Effect.succeed(kind);
};

/** Takes a file's text apart; its kind is told by its header. Columns nobody knows are passed over. */
export const readRows = (
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Effect.Effect<DirectoryFile, Refusal> =>
  Effect.gen(function* () {
    let columns: ReadonlyArray<string> = [];
    let kind: FileKind | null = null;
    const rows: Array<Row> = [];
    const problems: Array<Problem> = [];
    yield* Stream.runForEach(items(file, bytes), (item) =>
      Effect.gen(function* () {
        if (item.kind === "header") {
          columns = item.columns.map((column) => column.toLowerCase().replaceAll(/\s+/g, "_"));
          kind = yield* headerOf(file, columns);
        } else if (item.kind === "problem") {
          if (item.code === "unknown_format")
            return yield* usageError(`${file} is not a text`, "Save it as CSV UTF-8.");
          if (kind === null) return yield* usageError(`${file}: ${item.reason}`);
          problems.push({ file, line: item.line, column: null, reason: item.reason });
        } else if (rows.length >= mostRows) {
          return yield* usageError(
            `${file} has more than ${mostRows} rows`,
            "Name the files of a directory.",
          );
        } else {
          const cells = columns.map((column, i) => [column, item.cells[i] ?? ""] as const);
          rows.push(new Row({ file, line: item.line }, new Map(cells)));
        }
      }),
    );
    // `items` gives a problem where there is no header.
    return { file, kind: kind!.name, rows, problems };
  });

/** Reads one file whole. */
export const readFile = (file: string): Effect.Effect<DirectoryFile, Refusal> =>
  Effect.suspend(() => readRows(file, createReadStream(userPath(file))));
