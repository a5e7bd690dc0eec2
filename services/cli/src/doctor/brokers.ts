import type { BrokersState } from "@rapport/event-log/kafka/inspect/inspectBrokers";
import { withDefaults } from "@rapport/event-log/kafka/KafkaOptions";
import type { TopicsOptions } from "@rapport/event-log/kafka/topics/KafkaTopics";
import type { TopicChange } from "@rapport/event-log/kafka/topics/planTopics";
import { explain } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { plural } from "../sources/foundText.ts";
import { type Finding, ok, problem, warning } from "./Finding.ts";

export const checkBrokers = ({ brokers, version }: BrokersState): Finding => {
  const detail = `${plural(brokers.length, "broker answers", "brokers answer")}, Kafka ${version}: ${brokers.join(", ")}`;
  return brokers.length < 3
    ? warning(
        "brokers",
        detail,
        "Three let one be lost without a pause. With one, a lost disk is a lost log: back it up, or keep it for trying.",
      )
    : ok("brokers", detail);
};

/** The session must be within the brokers' own bounds, or no group can be joined. */
export const checkSession = ({ settings }: BrokersState, sessionMs: number): Finding => {
  const least = Number(settings["group.min.session.timeout.ms"] ?? 0);
  const most = Number(settings["group.max.session.timeout.ms"] ?? Number.MAX_SAFE_INTEGER);
  return sessionMs < least || sessionMs > most
    ? problem(
        "session",
        `KAFKA_SESSION_TIMEOUT is ${sessionMs} ms, the brokers take ${least} to ${most}`,
        "Set KAFKA_SESSION_TIMEOUT within that, or the brokers' group.min.session.timeout.ms.",
      )
    : ok("session", `${sessionMs / 1000} s`);
};

const dayMinutes = 1_440;

/** What the brokers keep for consumer groups: positions on too few brokers, or forgotten too early. */
export const checkGroups = ({ settings, brokers }: BrokersState): ReadonlyArray<Finding> => {
  const replicas = Number(settings["offsets.topic.replication.factor"] ?? 3);
  const kept = Number(settings["offsets.retention.minutes"] ?? 7 * dayMinutes);
  return [
    ...(brokers.length >= 3 && replicas < 3
      ? [
          warning(
            "groups",
            `positions of groups are kept on ${plural(replicas, "broker")} (offsets.topic.replication.factor)`,
            "With that broker the projectors' positions are lost, and they begin anew. Set it to 3 before the brokers' first start.",
          ),
        ]
      : []),
    ...(kept < 7 * dayMinutes
      ? [
          warning(
            "groups",
            `positions are forgotten ${kept} minutes after the last projector stopped (offsets.retention.minutes)`,
            "Nothing is lost, but the next one goes through the whole log. A week (10080) is usual.",
          ),
        ]
      : []),
  ];
};

/** Partitions that fewer brokers have than should; appends wait where it is less than min.insync.replicas. */
export const checkReplicas = ({ poor }: BrokersState): Finding => {
  const first = poor[0];
  if (first === undefined) return ok("replicas", "every partition is on all its brokers");
  const worst = poor.reduce((a, b) => (b.inSync < a.inSync ? b : a), first);
  const detail = `${plural(poor.length, "partition")} short of brokers; ${worst.name} is on ${worst.inSync} of ${worst.replicas}`;
  return worst.inSync < Math.min(2, worst.replicas)
    ? problem("replicas", detail, "Start the brokers that are down: nothing can be appended there.")
    : warning("replicas", detail, "Start the broker that is down: one more, and nothing can be appended.");
};

export const checkTopics = (changes: ReadonlyArray<TopicChange>): ReadonlyArray<Finding> => {
  if (changes.length === 0) return [ok("topics", "as infra/kafka/topics.yaml says")];
  return changes.map((change) => {
    switch (change.kind) {
      case "create":
        return problem("topics", `${change.spec.name} is absent`, "`rapport topics apply` makes it.");
      case "configure":
        return problem(
          "topics",
          `${change.spec.name}: ${change.changes.map(({ name, from, to }) => `${name} is ${from ?? "not known"}, not ${to}`).join("; ")}`,
          "`rapport topics apply` sets it right.",
        );
      case "refuse":
        return problem("topics", `${change.spec.name} ${change.problem}`, change.action);
    }
  });
};

const tolerableSkewMs = 5_000;

/** Records carry the brokers' time. */
export const checkSkew = (check: string, aheadMs: number): Finding => {
  const seconds = (Math.abs(aheadMs) / 1000).toFixed(1);
  return Math.abs(aheadMs) <= tolerableSkewMs
    ? ok(check, `within ${tolerableSkewMs / 1000} s of this machine's`)
    : warning(
        check,
        `${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} this machine's`,
        "Keep the clocks of all machines together (NTP): times of recording come from both.",
      );
};

const isLoopback = (address: string): boolean => /^(localhost|127\.|\[::1\])/.test(address);

export const checkTransport = ({ brokers, ssl, sasl }: TopicsOptions): ReadonlyArray<Finding> =>
  ssl !== undefined || brokers.every(isLoopback)
    ? []
    : [
        warning(
          "transport",
          sasl === undefined
            ? "what goes to the brokers is not encrypted"
            : "what goes to the brokers is not encrypted, the proof of who we are included",
          "Set KAFKA_SSL=true unless the network between is yours.",
        ),
      ];

const failed = (check: string) => (error: unknown) => {
  const said = explain(error);
  const action = said.action?.includes("rapport doctor") === true ? null : said.action;
  return Effect.succeed([problem(check, said.what, action ?? "Run again with LOG_LEVEL=Debug to see more.")]);
};

/** The brokers of KAFKA_BROKERS: who answers, how they are set, whether the log's topics stand as they should. */
export const checkKafka = (options: TopicsOptions): Effect.Effect<ReadonlyArray<Finding>> =>
  Effect.gen(function* () {
    // Loaded when it is asked for: no other command should wait for the driver.
    const { inspectBrokers, measureClock } = yield* Effect.promise(
      () => import("@rapport/event-log/kafka/inspect/inspectBrokers"),
    );
    const { diffTopics } = yield* Effect.promise(() => import("@rapport/event-log/kafka/topics/KafkaTopics"));
    const state = yield* inspectBrokers(options);
    const changes = yield* diffTopics(options);
    const isThere = changes.every(({ kind }) => kind !== "create");
    const clock = isThere
      ? yield* measureClock(options).pipe(
          Effect.map((aheadMs) => [checkSkew("broker clock", aheadMs)]),
          Effect.catch(failed("write")),
        )
      : [];
    return [
      checkBrokers(state),
      ...checkTransport(options),
      checkSession(state, withDefaults(options).sessionMs),
      ...checkGroups(state),
      ...checkTopics(changes),
      checkReplicas(state),
      ...clock,
    ];
  }).pipe(Effect.catch(failed("brokers")));
