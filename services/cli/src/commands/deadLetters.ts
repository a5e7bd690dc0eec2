import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import {
  type DeadLetterEntry,
  projectReplayer,
  readDeadLetters,
  recordOf,
  type Replayed,
  replayDeadLetters,
} from "@rapport/projector/DeadLetters";
import { table } from "@rapport/reporting/render/table";
import { Effect } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { formatBytes } from "../byteSize.ts";
import { findLetter, placeText, shortId } from "../deadLetters/findLetters.ts";
import { makeIngestReplayer } from "../deadLetters/ingestReplayer.ts";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";
import { limitsOf, mailFlags } from "./mailFlags.ts";

const openOf = (letters: ReadonlyMap<string, DeadLetterEntry>) =>
  [...letters.values()].filter((entry) => !entry.resolved);

const list = Command.make(
  "list",
  {
    all: Flag.Boolean("all").pipe(Flag.withDescription("Resolved ones too"), Flag.withDefault(false)),
    format: formatFlag,
  },
  ({ all, format }) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const letters = yield* readDeadLetters;
        const shown = all ? [...letters.values()] : openOf(letters);
        if (format === "json") {
          return yield* answerJson(
            shown.map(({ letter, raised, resolved }) => ({ ...letter, raised, resolved })),
          );
        }
        if (shown.length === 0) return yield* remark("There are no dead letters.");
        const head = ["id", "when", "why", "where", ...(all ? ["state"] : [])];
        const rows = shown.map((entry) => [
          shortId(entry.letter.id),
          new Date(entry.letter.recordedAt).toISOString().slice(0, 16).replace("T", " "),
          entry.letter.code,
          placeText(entry),
          ...(all ? [entry.resolved ? "resolved" : "open"] : []),
        ]);
        yield* answer(table(head, rows));
        yield* remark(
          "`rapport dead-letters show ID` says more; `rapport dead-letters replay --all` tries them again.",
        );
      }),
    ),
).pipe(Command.withDescription("List what could not be used and still waits"));

const show = Command.make(
  "show",
  {
    id: Argument.String("ID").pipe(
      Argument.withDescription("The id, or as much of its beginning as is unique"),
    ),
    format: formatFlag,
  },
  ({ id, format }) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const entry = yield* findLetter(yield* readDeadLetters, id);
        const { letter } = entry;
        const record = yield* recordOf(letter);
        const recordText = record === null ? null : new TextDecoder().decode(record.value);
        if (format === "json") {
          return yield* answerJson({ ...letter, raised: entry.raised, resolved: entry.resolved, recordText });
        }
        const issues = letter.issues.map(
          (issue) => `\n                ${issue.path || "-"}: ${issue.message}`,
        );
        const lines = [
          `id              ${letter.id}`,
          `state           ${entry.resolved ? "resolved" : "open"}, raised ${entry.raised === 1 ? "once" : `${entry.raised} times`}`,
          `why             ${letter.code}: ${letter.reason}${issues.join("")}`,
          `where           ${placeText(entry)}`,
          `read again from ${letter.path ?? "-"}`,
          ...(letter.readWith === undefined ? [] : [`read with       ${readWithText(letter.readWith)}`]),
          `size            ${formatBytes(letter.sizeBytes)}`,
          `code version    ${letter.codeVersion}`,
          ...(recordText === null ? [] : [`record          ${recordText.slice(0, 2_000)}`]),
        ];
        yield* answer(lines.join("\n"));
      }),
    ),
).pipe(Command.withDescription("Say all that is known of one"));

/** How it was read, but for the paths, which are said elsewhere. */
const readWithText = (readWith: Readonly<Record<string, string>>): string =>
  Object.entries(readWith)
    .filter(([name]) => name !== "paths")
    .map(([name, value]) => (name === "source" ? value : `--${name} ${value}`))
    .join(" ");

const outcomeText = ({ letter, outcome }: Replayed, dryRun: boolean): string => {
  const id = shortId(letter.id);
  switch (outcome.kind) {
    case "resolved":
      return `${id}  ${dryRun ? "would be resolved" : "resolved"}`;
    case "blocked":
      return `${id}  waits for ${shortId(outcome.by)}, which comes before it`;
    case "still_refused":
      return `${id}  refused again: ${outcome.reason}`;
    case "unavailable":
      return `${id}  cannot be read again: ${outcome.reason}`;
  }
};

const replay = Command.make(
  "replay",
  {
    ids: Argument.String("ID").pipe(
      Argument.withDescription("The letters to try again; all open ones with --all"),
      Argument.variadic(),
    ),
    all: Flag.Boolean("all").pipe(Flag.withDescription("All open ones"), Flag.withDefault(false)),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("Say what would happen, write nothing"),
      Flag.withDefault(false),
    ),
    maxSize: mailFlags.maxSize,
    format: formatFlag,
  },
  ({ ids, all, dryRun, maxSize, format }) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        if (all === ids.length > 0) {
          return yield* usageError("which dead letters?", "Name their ids, or say --all, but not both.");
        }
        const limits = yield* limitsOf(maxSize);
        const letters = yield* readDeadLetters;
        const meant = all ? openOf(letters) : yield* Effect.forEach(ids, (id) => findLetter(letters, id));
        const done = yield* replayDeadLetters(
          meant.map((entry) => entry.letter),
          [projectReplayer, makeIngestReplayer({ dryRun }, limits)],
          { dryRun },
        ).pipe(Effect.scoped, Effect.provide(layerMailParserPool({ limits })));
        const lines = done.map((one) => outcomeText(one, dryRun));
        yield* format === "json"
          ? answerJson(done.map(({ letter, outcome }) => ({ id: letter.id, ...outcome })))
          : answer(lines.length === 0 ? "There are no open dead letters." : lines.join("\n"));
        const open = done.filter(({ outcome }) => outcome.kind !== "resolved").length;
        if (open > 0) {
          return yield* new Refusal({
            what: `${open} of ${done.length} ${dryRun ? "would stay" : "stay"} open`,
            action: null,
            code: exitCodes.failure,
          });
        }
      }),
    ),
).pipe(
  Command.withDescription(
    "Try dead letters again, in the order of their place. Exit code 1 while some stay open.",
  ),
  Command.withExamples([
    { command: "rapport dead-letters replay --all --dry-run" },
    { command: "rapport dead-letters replay 3fa2b81c --max-size 200MB" },
  ]),
);

/** `rapport dead-letters list | show | replay` */
export const deadLetters = Command.make("dead-letters").pipe(
  Command.withDescription("What could not be read or projected: look at it, try it again"),
  Command.withSubcommands([list, show, replay]),
);
