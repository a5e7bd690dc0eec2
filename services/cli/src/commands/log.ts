import { EventLog } from "@rapport/event-log/EventLog";
import { usageError } from "@rapport/runtime/Failure";
import { claimInstallation, Installation } from "@rapport/runtime/Installation";
import { kafkaSettings } from "@rapport/runtime/KafkaSettings";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { readKafkaOptions } from "@rapport/runtime/readKafkaOptions";
import { Context, Effect, Layer } from "effect";
import { Command, Flag } from "effect/cli";
import { type CopiedLog, copyLog } from "../logCopy/copyLog.ts";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { makeProgressLine, standardError } from "../ProgressLine.ts";
import { commandLine } from "../session/commandLine.ts";
import { resumable } from "../session/resumable.ts";
import { dataFolderLayer } from "../session/withLog.ts";
import { plural } from "../sources/foundText.ts";

type Kind = "sqlite" | "kafka";

const brokers = Layer.unwrap(
  Effect.gen(function* () {
    const kafka = yield* readKafkaOptions;
    if (kafka !== null) return Layer.succeed(Installation, { kind: "cluster" as const, kafka });
    return yield* usageError(
      "KAFKA_BROKERS is not set: where the other log is, is not known",
      `Set KAFKA_BROKERS to ${kafkaSettings.brokers.expected}.`,
    );
  }),
);

/** Says who else works in a data folder: what they write meanwhile may miss the copy. */
const folderIsIdle = Effect.gen(function* () {
  const share = yield* claimInstallation({ command: commandLine(), lasting: false, projects: false });
  if (share.role !== "attached") return;
  const { command, pid } = share.owner;
  yield* remark(
    `\`${command}\` (process ${pid}) uses the data folder. Copying goes on; stop it and run this once more for the rest.`,
  );
});

const open = (kind: Kind, role: "source" | "target") =>
  Effect.gen(function* () {
    const place = yield* Layer.build(
      kind === "kafka" ? brokers : dataFolderLayer({ create: role === "target" }),
    );
    if (kind === "sqlite") yield* Effect.provide(folderIsIdle, place);
    const log = yield* Effect.provide(Layer.build(eventLogLayer), place);
    return Context.get(log, EventLog);
  });

const copyText = ({ partitions, checkpoints }: CopiedLog, dryRun: boolean): string => {
  const lines = partitions
    .filter(({ records }) => records > 0)
    .map(({ topic, partition, records, copied, hash }) => {
      const name = `${topic}/${partition}`.padEnd(24);
      const verdict = dryRun ? `${plural(copied, "record")} to copy` : `sha256 ${hash.slice(0, 16)}`;
      return `${name} ${plural(records, "record").padStart(18)}  ${verdict}`;
    });
  const records = partitions.reduce((sum, one) => sum + one.records, 0);
  const copied = partitions.reduce((sum, one) => sum + one.copied, 0);
  const both = `${plural(records, "record")} and ${plural(checkpoints.checkpoints, "checkpoint")}`;
  const now = `${plural(copied, "record")} and ${plural(checkpoints.copied, "checkpoint")}`;
  return [
    ...lines,
    dryRun
      ? `The source has ${both}; ${now} are to be copied, and what stands in the target is the same. Nothing was written.`
      : `Both logs hold ${both}, the same by count and hash; ${now} were copied now.`,
  ].join("\n");
};

const kindFlag = (name: "from" | "to", description: string) =>
  Flag.Literals(name, ["sqlite", "kafka"]).pipe(Flag.withDescription(description));

/** `rapport log copy` */
const copy = Command.make(
  "copy",
  {
    from: kindFlag("from", "The log to copy: sqlite is that of the data folder, kafka that of KAFKA_BROKERS"),
    to: kindFlag("to", "The log to copy it to; empty, or an earlier copy of the same"),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("Compare and count; write nothing"),
      Flag.withDefault(false),
    ),
    format: formatFlag,
  },
  ({ from, to, dryRun, format }) =>
    Effect.gen(function* () {
      if (from === to) return yield* usageError(`--from and --to are both ${from}: there is nothing to copy`);
      const source = yield* open(from, "source");
      const target = yield* open(to, "target");
      const progress = makeProgressLine(standardError());
      const copied = yield* copyLog({ source, target, dryRun, report: progress.report }).pipe(
        Effect.ensuring(progress.done),
      );
      return yield* format === "json" ? answerJson(copied) : answer(copyText(copied, dryRun));
    }).pipe(Effect.scoped, resumable),
).pipe(
  Command.withDescription(
    "Carry the whole log from one place to the other, every record at its offset, with the positions of the ingests; verified by count and hash. May be interrupted and run again: it goes on where it stopped. The warehouse is not copied: a projector makes it from the log.",
  ),
  Command.withExamples([
    { command: "rapport log copy --from sqlite --to kafka --dry-run" },
    { command: "rapport --data ~/rapport log copy --from sqlite --to kafka" },
  ]),
);

/** `rapport log` */
export const log = Command.make("log").pipe(
  Command.withSubcommands([copy]),
  Command.withDescription("Move the event log between a data folder and Kafka"),
);
