import { createReadStream } from "node:fs";
import { defaultDialect } from "@rapport/connectors/tables/TableDialect";
import { readTable } from "@rapport/connectors/tables/readTable";
import { type OwnWord, riskOfVerdict } from "@rapport/domain/backtest/ownList";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Stream } from "effect";
import { readDirectory } from "@rapport/directory/directoryLog";
import { parseDate } from "@rapport/directory/firmFlags";
import { resolveClient } from "@rapport/directory/resolveClient";
import { userPath } from "../paths.ts";

const columns = ["client", "from", "until", "risk"] as const;
type Column = (typeof columns)[number];

/** A list without days holds since ever; one without a risk names those who are thought to leave. */
const sinceEver = "1900-01-01";

const reasonOf = (cause: unknown): string => {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return code === "ENOENT" ? "there is no such file" : cause instanceof Error ? cause.message : String(cause);
};

/** Rows by the names of their columns, each with its place. */
const readRows = (file: string) =>
  Effect.gen(function* () {
    const bytes = createReadStream(userPath(file));
    const dialect = { ...defaultDialect, shortRows: "fill" as const };
    const items = yield* Stream.runCollect(
      Stream.fromAsyncIterable(readTable(bytes, dialect), (cause) =>
        usageError(`${file}: ${reasonOf(cause)}`),
      ),
    );
    const header = items.find((item) => item.kind === "header");
    const names = (header?.columns ?? []).map((name) => name.trim().toLowerCase());
    if (!names.includes("client"))
      return yield* usageError(
        `${file}:1: there is no column "client"`,
        `The first line names the columns: ${columns.join(", ")}; all but client may be left out.`,
      );
    const problem = items.find((item) => item.kind === "problem");
    if (problem !== undefined)
      return yield* usageError(`${file}:${problem.line}: ${problem.reason}`, "Correct the line.");
    return items.flatMap((item) => {
      if (item.kind !== "row") return [];
      const cell = (name: Column): string => item.cells[names.indexOf(name)]?.trim() ?? "";
      return [{ place: `${file}:${item.line}`, cell }];
    });
  });

const riskOf = (text: string, place: string): Effect.Effect<number, Refusal> => {
  if (text === "") return Effect.succeed(riskOfVerdict.at_risk);
  const verdict = Object.entries(riskOfVerdict).find(([name]) => name === text.toLowerCase());
  const value = verdict === undefined ? Number(text) : verdict[1];
  return Number.isFinite(value)
    ? Effect.succeed(value)
    : Effect.fail(
        usageError(
          `${place}: the risk "${text}" is neither a number nor one of ${Object.keys(riskOfVerdict).join(", ")}`,
          "The higher a number, the likelier the client is thought to leave.",
        ),
      );
};

/** The firm's own list from a CSV: `client`, and where they are known `from`, `until` and `risk`. */
export const readOwnList = (file: string) =>
  Effect.gen(function* () {
    const rows = yield* readRows(file);
    const directory = yield* readDirectory;
    return yield* Effect.forEach(rows, ({ place, cell }) =>
      Effect.gen(function* () {
        const client = yield* resolveClient(directory, cell("client")).pipe(
          Effect.mapError(({ what, action }) => usageError(`${place}: ${what}`, action ?? undefined)),
        );
        const [from, until] = [cell("from"), cell("until")];
        if (from !== "") yield* parseDate(`${place}: from`, from);
        if (until !== "") yield* parseDate(`${place}: until`, until);
        const word: OwnWord = {
          party: directory.countedAs.get(client.id) ?? client.id,
          from: from === "" ? sinceEver : from,
          until: until === "" ? null : until,
          risk: yield* riskOf(cell("risk"), place),
        };
        return word;
      }),
    );
  });
