import type { EventLog } from "@rapport/event-log/EventLog";
import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import type { TopicsOptions } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { dataFolderExists, pathsOf } from "@rapport/runtime/DataFolder";
import { rapportVariables } from "@rapport/runtime/Environment";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { explain, Refusal } from "@rapport/runtime/Failure";
import { Installation } from "@rapport/runtime/Installation";
import { kafkaSettings } from "@rapport/runtime/KafkaSettings";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { readKafkaOptions } from "@rapport/runtime/readKafkaOptions";
import { readSetting } from "@rapport/runtime/Setting";
import { Clock, Effect, Layer, Option } from "effect";
import { Command } from "effect/cli";
import { checkKafka } from "../doctor/brokers.ts";
import { checkSharedLog } from "../doctor/sharedLog.ts";
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

/** What can only be said of a log that is there, and of the warehouse beside it. */
const contentsOf = <E>(
  check: Effect.Effect<LogState, never, EventLog>,
  installation: Layer.Layer<Installation, E>,
): Effect.Effect<LogState> =>
  Effect.gen(function* () {
    const log = yield* check;
    return { ...log, findings: [...log.findings, ...(yield* checkWarehouse)] };
  }).pipe(
    Effect.provide(eventLogLayer.pipe(Layer.provideMerge(installation))),
    Effect.catch((error) => {
      const said = explain(error);
      const finding = problem("log", said.what, said.action ?? "Run again with LOG_LEVEL=Debug to see more.");
      return Effect.succeed({ findings: [finding], newestMs: null });
    }),
  );

/** A data folder: the machine it is on, what it holds, who uses it. */
const examineFolder = Effect.gen(function* () {
  const machine = [checkNode(process.version), checkPlatform(thisPlatform()), checkMemory(machineMemory())];
  const configured = yield* checkSettings(rapportVariables());
  const folder = yield* Effect.result(dataFolderPath);
  if (folder._tag === "Failure") return [...machine, ...configured];
  const paths = pathsOf(folder.success);
  const stored = [...(yield* checkStorage(paths)), ...(yield* checkPermissions(paths))];
  const contents = (yield* dataFolderExists(paths.root))
    ? yield* contentsOf(checkLog, Installation.inFolder(paths.root, "--data"))
    : nothingYet;
  const clock = checkClock(yield* Clock.currentTimeMillis, contents.newestMs);
  return [...machine, clock, ...configured, ...stored, ...contents.findings];
});

/** A cluster: the brokers, the log they hold, the warehouse's server. Nothing is kept here, and no engine runs here. */
const examineCluster = (kafka: KafkaOptions) =>
  Effect.gen(function* () {
    const factor = Option.getOrUndefined(yield* readSetting(kafkaSettings.replicationFactor));
    const options: TopicsOptions = factor === undefined ? kafka : { ...kafka, replicationFactor: factor };
    const brokers = yield* checkKafka(options);
    const installation = Layer.succeed(Installation, { kind: "cluster" as const, kafka });
    const isThere = !brokers.some(
      ({ check, state }) => state === "problem" && (check === "brokers" || check === "topics"),
    );
    const contents = isThere
      ? yield* contentsOf(checkSharedLog, installation)
      : { findings: [], newestMs: null };
    return [
      checkNode(process.version),
      checkClock(yield* Clock.currentTimeMillis, contents.newestMs),
      ...(yield* checkSettings(rapportVariables())),
      ...brokers,
      ...contents.findings,
    ];
  });

const examine = Effect.gen(function* () {
  const kafka = yield* Effect.result(readKafkaOptions);
  // What is wrong with the brokers' settings is said among the others; where to look is not known.
  if (kafka._tag === "Failure")
    return [checkNode(process.version), ...(yield* checkSettings(rapportVariables()))];
  return yield* kafka.success === null ? examineFolder : examineCluster(kafka.success);
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
    "Look at the machine, the settings and the data folder, or at the brokers and the ClickHouse server where KAFKA_BROKERS is set: say what is wrong and what to do. Exit code 1 when there is a problem.",
  ),
);
