import { dataFolderExists, pathsOf } from "@rapport/runtime/DataFolder";
import { rapportVariables } from "@rapport/runtime/Environment";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { explain, Refusal } from "@rapport/runtime/Failure";
import { Installation } from "@rapport/runtime/Installation";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { Clock, Effect, Layer } from "effect";
import { Command } from "effect/cli";
import { checkSettings } from "../doctor/environment.ts";
import { type Finding, findingsText, ok, problem } from "../doctor/Finding.ts";
import { checkPermissions, checkStorage } from "../doctor/folder.ts";
import { checkLog, type LogState } from "../doctor/log.ts";
import {
  checkClock,
  checkMemory,
  checkNode,
  checkPlatform,
  machineMemory,
  thisPlatform,
} from "../doctor/machine.ts";
import { checkWarehouse } from "../doctor/warehouse.ts";
import { answer, answerJson, formatFlag } from "../output.ts";
import { dataFolderPath } from "../session/withLog.ts";

const nothingYet: LogState = { findings: [ok("log", "nothing there yet")], newestMs: null };

/** What can only be said of a data folder that is there: its log and its warehouse. */
const checkContents = (root: string): Effect.Effect<LogState> =>
  Effect.gen(function* () {
    const log = yield* checkLog;
    return { ...log, findings: [...log.findings, ...(yield* checkWarehouse)] };
  }).pipe(
    Effect.provide(eventLogLayer.pipe(Layer.provideMerge(Installation.inFolder(root, "--data")))),
    Effect.catch((error) => {
      const said = explain(error);
      const finding = problem("log", said.what, said.action ?? "Run again with LOG_LEVEL=Debug to see more.");
      return Effect.succeed({ findings: [finding], newestMs: null });
    }),
  );

const examine = Effect.gen(function* () {
  const variables = rapportVariables();
  const machine = [checkNode(process.version), checkPlatform(thisPlatform()), checkMemory(machineMemory())];
  const configured = yield* checkSettings(variables);
  const folder = yield* Effect.result(dataFolderPath);
  if (folder._tag === "Failure") return [...machine, ...configured];
  const paths = pathsOf(folder.success);
  const stored = [...(yield* checkStorage(paths)), ...(yield* checkPermissions(paths))];
  const contents = (yield* dataFolderExists(paths.root)) ? yield* checkContents(paths.root) : nothingYet;
  const clock = checkClock(yield* Clock.currentTimeMillis, contents.newestMs);
  return [...machine, clock, ...configured, ...stored, ...contents.findings];
});

const verdict = (findings: ReadonlyArray<Finding>): string => {
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  const problems = count("problem");
  const warnings = count("warning");
  if (problems > 0) return `${problems} ${problems === 1 ? "problem" : "problems"}: see above.`;
  return warnings > 0
    ? `No problems, ${warnings} ${warnings === 1 ? "warning" : "warnings"}.`
    : "All is well.";
};

/** `rapport doctor` */
export const doctor = Command.make("doctor", { format: formatFlag }, ({ format }) =>
  Effect.gen(function* () {
    const findings = yield* examine;
    yield* format === "json"
      ? answerJson(findings)
      : answer(`${findingsText(findings)}\n\n${verdict(findings)}`);
    if (findings.some((finding) => finding.state === "problem")) {
      return yield* new Refusal({
        what: format === "json" ? verdict(findings) : "",
        action: null,
        code: exitCodes.failure,
      });
    }
  }),
).pipe(
  Command.withDescription(
    "Look at the machine, the settings and the data folder: say what is wrong and what to do. Exit code 1 when there is a problem.",
  ),
);
