import { Effect, Layer } from "effect";
import { EventLog, type EventLogError } from "./EventLog.ts";
import { openGroups } from "./kafka/group/KafkaGroups.ts";
import { type KafkaOptions, withDefaults } from "./kafka/KafkaOptions.ts";
import { openRecords } from "./kafka/KafkaRecords.ts";

/** The log on Kafka brokers (2.4 to 4.x): topics made by `rapport topics apply`, shared by any number of processes. */
export const KafkaEventLog = {
  /**
   * Connects and checks the topics. Fails with an `EventLogError` that says what to do when no broker answers, one
   * refuses us, or a topic is missing or has other partitions than the contracts say.
   */
  layer: (options: KafkaOptions): Layer.Layer<EventLog, EventLogError> =>
    Layer.effect(
      EventLog,
      Effect.gen(function* () {
        const settings = withDefaults(options);
        const records = yield* openRecords(settings);
        const groups = yield* openGroups(settings);
        return EventLog.of({ ...records, ...groups });
      }),
    ),
};
