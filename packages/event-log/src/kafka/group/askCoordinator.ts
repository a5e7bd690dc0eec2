import { Clock, Effect, Metric } from "effect";
import type { KafkaCluster } from "../KafkaCluster.ts";
import type { KafkaFailure } from "../KafkaFailure.ts";
import type { Broker } from "../kafkajsInternals.ts";
import { asRetriable, reactionTo } from "./groupCodes.ts";
import type { MemberState } from "./MemberState.ts";

/** Who we are to the coordinator, as a request carries it. */
export interface Identity {
  readonly groupId: string;
  readonly groupGenerationId: number;
  readonly memberId: string;
}

interface GroupName {
  readonly cluster: KafkaCluster;
  readonly group: string;
  readonly sessionMs: number;
}

const failures = Metric.counter("rapport_event_log_group_failures_total", {
  description: "Requests to the coordinator of a consumer group that failed, by error code",
  incremental: true,
});

/**
 * Keeps account of when the coordinator was last heard, and counts failures. They come out retriable as long as trying
 * again is of use: not when the coordinator refuses us for good, nor after two session times of silence.
 */
export const accounted = <A>(
  state: MemberState,
  { group, sessionMs }: GroupName,
  request: Effect.Effect<A, KafkaFailure>,
): Effect.Effect<A, KafkaFailure> =>
  Effect.matchEffect(request, {
    onSuccess: (answer) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        state.contactAt = now;
        return answer;
      }),
    onFailure: (failure) =>
      Effect.gen(function* () {
        yield* Metric.update(Metric.withAttributes(failures, { code: failure.code }), 1);
        const now = yield* Clock.currentTimeMillis;
        const reaction = reactionTo(failure);
        if (reaction === "coordinator") state.coordinator = null;
        if (failure.code === "REBALANCE_IN_PROGRESS") state.contactAt = now;
        if (reaction === "over") return yield* asRetriable(failure, false);
        const silentMs = now - state.contactAt;
        if (silentMs <= 2 * sessionMs) return yield* asRetriable(failure, true);
        const silence = `no contact with the group ${group} for ${Math.round(silentMs / 1000)} s; last: `;
        return yield* asRetriable(failure, false, silence);
      }),
  });

/** A request to the coordinator in the name of the present generation. */
export const askCoordinator = <A>(
  state: MemberState,
  name: GroupName,
  request: (broker: Broker, identity: Identity) => Promise<A>,
): Effect.Effect<A, KafkaFailure> => {
  const { cluster, group } = name;
  return accounted(
    state,
    name,
    Effect.gen(function* () {
      const broker = state.coordinator ?? (yield* cluster.coordinator(group));
      state.coordinator = broker;
      const { memberId, generation } = state;
      const identity = { groupId: cluster.nameOf(group), groupGenerationId: generation, memberId };
      return yield* cluster.call(broker, (connected) => request(connected, identity));
    }),
  );
};
