import type { TopicChange } from "@rapport/event-log/kafka/topics/planTopics";
import type { TopicsOptions } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { kafkaSettings } from "@rapport/runtime/KafkaSettings";
import { readKafkaOptions } from "@rapport/runtime/readKafkaOptions";
import { readSetting } from "@rapport/runtime/Setting";
import { Effect, Option } from "effect";
import { Command } from "effect/cli";
import { plural } from "../sources/foundText.ts";
import { answer, answerJson, type Format, formatFlag } from "../output.ts";

const readTopicsOptions = Effect.gen(function* () {
  const kafka = yield* readKafkaOptions;
  if (kafka === null)
    return yield* usageError(
      "KAFKA_BROKERS is not set: there are no topics without brokers",
      `Set KAFKA_BROKERS to ${kafkaSettings.brokers.expected}.`,
    );
  const replicationFactor = yield* readSetting(kafkaSettings.replicationFactor);
  const options: TopicsOptions = Option.isNone(replicationFactor)
    ? kafka
    : { ...kafka, replicationFactor: replicationFactor.value };
  return options;
});

const linesOf = (change: TopicChange): ReadonlyArray<string> => {
  const { name, partitions, replicationFactor } = change.spec;
  switch (change.kind) {
    case "create":
      return [
        `${name}: absent; ${plural(partitions, "partition")}, each on ${plural(replicationFactor, "broker")}`,
      ];
    case "configure":
      return change.changes.map(
        (setting) => `${name}: ${setting.name} is ${setting.from ?? "not known"}, to be ${setting.to}`,
      );
    case "refuse":
      return [`${name}: ${change.problem}`, `  ${change.action}`];
  }
};

interface Found {
  /** How many topics there are to be. */
  readonly topics: number;
  readonly changes: ReadonlyArray<TopicChange>;
}

/** What was found, a line each, and a last one that says how it stands. */
const told = (format: Format, { topics: all, changes }: Found, some: string): Effect.Effect<void> =>
  format === "json"
    ? answerJson({ topics: all, changes })
    : answer(
        changes.length === 0
          ? `All ${all} topics are as they should be.`
          : [...changes.flatMap(linesOf), some].join("\n"),
      );

const topicsCommand = <E>(
  name: "apply" | "diff",
  judge: (format: Format, found: Found) => Effect.Effect<void, E>,
) =>
  Command.make(name, { format: formatFlag }, ({ format }) =>
    Effect.gen(function* () {
      const options = yield* readTopicsOptions;
      // Loaded when it is asked for: no other command should wait for the driver.
      const kafka = yield* Effect.promise(() => import("@rapport/event-log/kafka/topics/KafkaTopics"));
      const changes = yield* name === "apply" ? kafka.applyTopics(options) : kafka.diffTopics(options);
      yield* judge(format, { topics: kafka.wantedTopics(options).length, changes });
    }),
  );

const unsettled = (what: string, action: string) => new Refusal({ what, action, code: exitCodes.failure });

const diff = topicsCommand("diff", (format, found) =>
  Effect.gen(function* () {
    yield* told(format, found, "Nothing was changed.");
    if (found.changes.length > 0)
      return yield* unsettled(
        "The topics are not as they should be.",
        "`rapport topics apply` makes those that are absent and sets right what can be.",
      );
  }),
).pipe(
  Command.withDescription(
    "Compare the brokers' topics with infra/kafka/topics.yaml; changes nothing. Exit code 1 when they differ.",
  ),
);

const apply = topicsCommand("apply", (format, found) =>
  Effect.gen(function* () {
    yield* told(format, found, "Done.");
    if (found.changes.some(({ kind }) => kind === "refuse"))
      return yield* unsettled("Not all of it could be done: see above.", "Everything else was.");
  }),
).pipe(
  Command.withDescription(
    "Make the topics of infra/kafka/topics.yaml that the brokers lack, and set their settings right. May be repeated; never deletes, never adds partitions. KAFKA_REPLICATION_FACTOR=1 suits a single broker.",
  ),
);

/** `rapport topics apply|diff` */
export const topics = Command.make("topics").pipe(
  Command.withSubcommands([apply, diff]),
  Command.withDescription("The topics of the log in Kafka, as infra/kafka/topics.yaml says"),
);
