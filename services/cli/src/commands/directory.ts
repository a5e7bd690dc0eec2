import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { exportFiles } from "../directory/exportFiles.ts";
import { planImport } from "../directory/import/planImport.ts";
import { readFile } from "../directory/import/readFiles.ts";
import { changesText, counted, problemsText, summaryText } from "../directory/import/planText.ts";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { userPath } from "../paths.ts";
import { withLog } from "../session/withLog.ts";

const importInput = {
  files: Argument.String("FILE").pipe(
    Argument.withDescription("CSV files of clients, members, contacts, …; the header tells which"),
    Argument.variadic({ min: 1 }),
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Only say what would change"),
    Flag.withDefault(false),
  ),
  skipRefused: Flag.Boolean("skip-refused").pipe(
    Flag.withDescription("Import the good rows though others were refused"),
    Flag.withDefault(false),
  ),
  all: Flag.Boolean("all").pipe(
    Flag.withDescription("List every change, not the first 20 of each file"),
    Flag.withDefault(false),
  ),
  format: formatFlag,
};

const importCommand = Command.make("import", importInput, (input) =>
  withLog({ create: true })(
    Effect.gen(function* () {
      const files = yield* Effect.forEach(input.files, readFile);
      const plan = yield* planImport(files, (yield* readDirectory).inForce);
      const refused = plan.problems.length > 0 && !input.skipRefused;
      const writes = !input.dryRun && !refused && plan.changes.length > 0;
      if (writes) yield* say(plan.changes.map(({ saying }) => saying));
      if (input.format === "json") {
        const changes = plan.changes.map(({ file, line, text }) => ({ file, line, text }));
        yield* answerJson({ written: writes, changes, refused: plan.problems });
      } else {
        yield* answer(changesText(files, plan, input.all ? Number.POSITIVE_INFINITY : 20));
        if (plan.problems.length > 0) yield* remark(problemsText(plan.problems));
        yield* remark(summaryText(plan, { ...input, written: writes }));
      }
      if (refused) return yield* new Refusal({ what: "", action: null, code: exitCodes.usage });
    }),
  ),
).pipe(
  Command.withDescription(
    "Read who is who from CSV files. Can be repeated: what is known already is not said again, nothing is deleted.",
  ),
  Command.withExamples([
    { command: "rapport directory import clients.csv members.csv contacts.csv --dry-run" },
    { command: "rapport directory import directory/*.csv" },
  ]),
);

const exportCommand = Command.make(
  "export",
  {
    dir: Argument.String("DIR").pipe(Argument.withDescription("A folder; it is made when there is none")),
    force: Flag.Boolean("force").pipe(
      Flag.withDescription("Replace files that are there already"),
      Flag.withDefault(false),
    ),
  },
  ({ dir, force }) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const files = exportFiles((yield* readDirectory).inForce);
        const folder = userPath(dir);
        const attempt = <A>(io: () => Promise<A>) =>
          Effect.tryPromise({
            try: io,
            catch: (cause) => usageError(`${dir}: ${cause instanceof Error ? cause.message : String(cause)}`),
          });
        yield* attempt(() => mkdir(folder, { recursive: true }));
        const present = new Set(yield* attempt(() => readdir(folder)));
        const taken = files.filter(({ file }) => present.has(file)).map(({ file }) => file);
        if (taken.length > 0 && !force) {
          return yield* usageError(
            `${dir} holds ${taken.join(", ")} already`,
            "Name another folder, or replace them with --force.",
          );
        }
        for (const { file, text } of files) yield* attempt(() => writeFile(join(folder, file), text));
        yield* answer(
          files.length === 0
            ? "The directory is empty: nothing was written."
            : files.map(({ file, rows }) => `${join(dir, file)}  ${counted(rows, "row")}`).join("\n"),
        );
        if (files.length > 0) yield* remark(`Read them again with: rapport directory import ${dir}/*.csv`);
      }),
    ),
).pipe(
  Command.withDescription("Write who is who as CSV files, which import reads again"),
  Command.withExamples([{ command: "rapport directory export backup/directory" }]),
);

/** `rapport directory import | export` */
export const directory = Command.make("directory").pipe(
  Command.withDescription("Who is who, from and to CSV files"),
  Command.withSubcommands([importCommand, exportCommand]),
);
