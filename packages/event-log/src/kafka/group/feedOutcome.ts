import { Clock, Effect, Metric, Random } from "effect";
import { EventLogError } from "../../EventLog.ts";
import type { FetchedRecords } from "../fetchRecords.ts";
import { KafkaFailure } from "../KafkaFailure.ts";
import { type Feed, fill } from "./Feed.ts";

const failures = Metric.counter("rapport_event_log_fetch_failures_total", {
  description: "Fetches that failed, by topic and error code",
  incremental: true,
});

const outOfRange = ({ topic, partition, nextOffset }: Feed) =>
  new KafkaFailure({
    code: "OFFSET_OUT_OF_RANGE",
    retriable: false,
    detail:
      `topic ${topic}, partition ${partition} has no offset ${nextOffset}, where the group stands: either the broker's ` +
      "retention deleted records (the topic's retention.ms must be -1: rapport topics diff), or the brokers lost records " +
      "that they had acknowledged (unclean.leader.election.enable must be false)",
  });

const missing = ({ topic, partition, nextOffset }: Feed, found: number) =>
  new KafkaFailure({
    code: "GAP",
    retriable: false,
    detail:
      `topic ${topic}, partition ${partition}: offset ${nextOffset} should be next, the broker gave ${found}. Records ` +
      "were deleted (the topic's cleanup.policy must be delete), or other software wrote transactions into the topic",
  });

const leftOut = new KafkaFailure({
  code: "UNEXPECTED",
  retriable: true,
  detail: "the broker's answer says nothing about the partition",
});

/** Puts what was fetched into the feed; null when all is well. */
export const digest = (feed: Feed, fetched: FetchedRecords | undefined): KafkaFailure | null => {
  if (fetched === undefined) return leftOut;
  const { failure, records, nextOffset, endOffset } = fetched;
  if (failure !== null) return failure.code === "OFFSET_OUT_OF_RANGE" ? outOfRange(feed) : failure;
  const from = feed.nextOffset;
  const first = records[0]?.offset ?? nextOffset;
  if (first !== from) return missing(feed, first);
  if (from + records.length !== nextOffset) return missing(feed, nextOffset);
  fill(feed, records, endOffset);
  feed.failingSince = null;
  feed.failures = 0;
  return null;
};

/**
 * Notes a failed fetch: the feed is to be fetched again after a while, ever longer, up to a second; or it cannot go on,
 * because the failure is none that passes, or none has passed for two session times.
 */
export const noteFailure = Effect.fnUntraced(function* (
  feed: Feed,
  failure: KafkaFailure,
  sessionMs: number,
) {
  const { topic, partition } = feed;
  const now = yield* Clock.currentTimeMillis;
  yield* Metric.update(Metric.withAttributes(failures, { topic, code: failure.code }), 1);
  feed.failingSince ??= now;
  feed.failures++;
  const silentMs = now - feed.failingSince;
  const isSilent = silentMs > 2 * sessionMs;
  if ((failure.retriable || failure.code === "BROKER_NOT_AVAILABLE") && !isSilent) {
    const share = yield* Random.nextBetween(0.5, 1);
    feed.retryAt = now + share * Math.min(1000, 50 * 2 ** (feed.failures - 1));
    return;
  }
  const silence = isSilent ? `no fetch succeeded for ${Math.round(silentMs / 1000)} s; last: ` : "";
  feed.failure = new EventLogError({
    operation: "consume",
    detail: `topic ${topic}, partition ${partition}, offset ${feed.nextOffset}: ${silence}${failure.detail} (${failure.code})`,
    retriable: failure.retriable,
    cause: failure,
  });
});
