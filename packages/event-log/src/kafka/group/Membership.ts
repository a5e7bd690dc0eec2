import { Clock, Deferred, Effect, Fiber, Metric, type Scope } from "effect";
import type { GroupOffset } from "../../EventLog.ts";
import type { Lease } from "../../group/GroupStore.ts";
import { makePulse, type Pulse } from "../../group/Pulse.ts";
import type { KafkaCluster } from "../KafkaCluster.ts";
import { KafkaFailure } from "../KafkaFailure.ts";
import type { Broker } from "../kafkajsInternals.ts";
import { asRetriable, reactionTo } from "./groupCodes.ts";
import { joinOnce } from "./joinOnce.ts";

/** A partition that we own; `position` is null until it was asked for. Only `commit` moves it, so it is always right. */
export interface OwnLease extends Lease {
  position: GroupOffset | null;
}

/** Who we are to the coordinator, as a request carries it. */
export interface Identity {
  readonly groupId: string;
  readonly groupGenerationId: number;
  readonly memberId: string;
}

/** One member of one group: joins, gives signs of life, knows what is its own. */
export interface Membership {
  /** Pulses when what is ours may have changed, or joining failed. */
  readonly regrouped: Pulse;
  /** What is ours now. */
  readonly leases: () => ReadonlyArray<OwnLease>;
  readonly leaseOf: (topic: string, partition: number) => OwnLease | undefined;
  /**
   * Joins, or gives a sign of life; succeeds when the coordinator took it, or while the first joining is under way. A
   * failure that is not retriable says that trying again is no use: nobody was reached for two session times, or the
   * coordinator refuses us.
   */
  readonly beat: Effect.Effect<void, KafkaFailure>;
  /** The failure of a joining in the background, told once. */
  readonly lastFailure: () => KafkaFailure | null;
  /** A request to the coordinator in the name of the present generation. */
  readonly ask: <A>(
    request: (broker: Broker, identity: Identity) => Promise<A>,
  ) => Effect.Effect<A, KafkaFailure>;
  readonly generation: () => number;
  /** Joins again, or waits for the joining under way. */
  readonly rejoin: Effect.Effect<void, KafkaFailure>;
  /** The coordinator said that it does not know us: nothing is ours any more. */
  readonly expelled: () => void;
  /** Gives all partitions back at once; the member is of no use afterwards. */
  readonly leave: Effect.Effect<void, KafkaFailure>;
}

export interface MembershipOptions {
  readonly cluster: KafkaCluster;
  /** With connections of its own: the answer to JoinGroup may take a session, and holds up what comes after it. */
  readonly joining: KafkaCluster;
  readonly group: string;
  /** Partitions of each topic that is subscribed to. */
  readonly topics: ReadonlyMap<string, number>;
  readonly sessionMs: number;
}

const failures = Metric.counter("rapport_event_log_group_failures_total", {
  description: "Requests to the coordinator of a consumer group that failed, by error code",
  incremental: true,
});

interface State {
  memberId: string;
  /** The last one in which we were assigned something, or nothing; -1 when we are no member. */
  generation: number;
  leases: Map<string, OwnLease>;
  coordinator: Broker | null;
  rejoining: {
    readonly done: Deferred.Deferred<void, KafkaFailure>;
    fiber: Fiber.Fiber<void, KafkaFailure> | null;
  } | null;
  failure: KafkaFailure | null;
  contactAt: number;
  lastTerm: number;
}

const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;

/** How often at most one joining may be turned back to its beginning before it counts as failed. */
const maxTurns = 8;

export const makeMembership = (options: MembershipOptions): Effect.Effect<Membership, never, Scope.Scope> =>
  Effect.gen(function* () {
    const { cluster, group, sessionMs } = options;
    const scope = yield* Effect.scope;
    const regrouped = makePulse();
    const state: State = {
      memberId: "",
      generation: -1,
      leases: new Map(),
      coordinator: null,
      rejoining: null,
      failure: null,
      contactAt: yield* Clock.currentTimeMillis,
      lastTerm: 0,
    };
    const expelled = () => {
      state.memberId = "";
      state.generation = -1;
      state.leases = new Map();
      regrouped.bump();
    };

    /** Keeps account of when the coordinator was last heard, and decides when there is no use in trying again. */
    const accounted = <A>(effect: Effect.Effect<A, KafkaFailure>): Effect.Effect<A, KafkaFailure> =>
      Effect.matchEffect(effect, {
        onSuccess: (answer) =>
          Effect.map(Clock.currentTimeMillis, (now) => {
            state.contactAt = now;
            return answer;
          }),
        onFailure: (failure) =>
          Effect.gen(function* () {
            yield* Metric.update(Metric.withAttributes(failures, { code: failure.code }), 1);
            const reaction = reactionTo(failure);
            if (reaction === "coordinator") state.coordinator = null;
            const now = yield* Clock.currentTimeMillis;
            if (failure.code === "REBALANCE_IN_PROGRESS") state.contactAt = now;
            const silentMs = now - state.contactAt;
            if (reaction !== "over" && silentMs > 2 * sessionMs) {
              const words = `no contact with the group ${group} for ${Math.round(silentMs / 1000)} s; the last failure: `;
              return yield* asRetriable(failure, false, words);
            }
            return yield* asRetriable(failure, reaction !== "over");
          }),
      });
    const ask: Membership["ask"] = (request) =>
      accounted(
        Effect.gen(function* () {
          const broker = state.coordinator ?? (yield* cluster.coordinator(group));
          state.coordinator = broker;
          const { memberId, generation } = state;
          const identity = { groupId: cluster.nameOf(group), groupGenerationId: generation, memberId };
          return yield* cluster.call(broker, (connected) => request(connected, identity));
        }),
      );

    const accept = (generation: number, assigned: ReadonlyArray<{ topic: string; partition: number }>) => {
      // What was ours before is still ours, batch in hand and all, only if no generation passed without us: in that
      // one another could have owned it, and committed.
      const before = generation === state.generation + 1 ? state.leases : new Map<string, OwnLease>();
      state.leases = new Map(
        assigned.map(({ topic, partition }) => {
          const key = keyOf(topic, partition);
          return [key, before.get(key) ?? { topic, partition, generation: ++state.lastTerm, position: null }];
        }),
      );
      state.generation = generation;
    };
    const joinTurns = Effect.gen(function* () {
      for (let turn = 0; turn < maxTurns; turn++) {
        const { memberId, generation, leases } = state;
        const joined = yield* joinOnce(
          options,
          { memberId, generation, leases: [...leases.values()] },
          (id) => {
            state.memberId = id;
          },
        ).pipe(Effect.result);
        if (joined._tag === "Success") return accept(joined.success.generation, joined.success.assigned);
        const reaction = reactionTo(joined.failure);
        if (reaction === "expelled") expelled();
        else if (reaction !== "rejoin") return yield* joined.failure;
      }
      const detail = `the group ${group} did not come to rest in ${maxTurns} turns`;
      return yield* new KafkaFailure({ code: "RESTLESS_GROUP", retriable: true, detail });
    });
    const startRejoin = Effect.gen(function* () {
      if (state.rejoining !== null) return state.rejoining.done;
      const done = Deferred.makeUnsafe<void, KafkaFailure>();
      const rejoining: NonNullable<State["rejoining"]> = { done, fiber: null };
      state.rejoining = rejoining;
      rejoining.fiber = yield* accounted(joinTurns).pipe(
        Effect.tapError((failure) =>
          Effect.sync(() => {
            state.failure = failure;
          }),
        ),
        Effect.onExit((exit) =>
          Effect.sync(() => {
            state.rejoining = null;
            Deferred.doneUnsafe(done, exit);
            regrouped.bump();
          }),
        ),
        Effect.forkIn(scope),
      );
      return done;
    });

    const heartbeat = Effect.gen(function* () {
      const sent = state.generation;
      const answer = yield* Effect.result(ask((broker, identity) => broker.heartbeat(identity)));
      if (answer._tag === "Success") return;
      const reaction = reactionTo(answer.failure);
      if (reaction === "expelled") expelled();
      if (reaction === "expelled" || reaction === "rejoin") yield* startRejoin;
      // The coordinator knows us, and waits for us to join again: as good a sign of life as any.
      if (answer.failure.code === "REBALANCE_IN_PROGRESS" || reaction === "expelled") return;
      if (answer.failure.code === "ILLEGAL_GENERATION" && state.generation !== sent) return;
      return yield* answer.failure;
    });
    const takeFailure = () => {
      const { failure } = state;
      state.failure = null;
      return failure;
    };

    return {
      regrouped,
      leases: () => [...state.leases.values()],
      leaseOf: (topic, partition) => state.leases.get(keyOf(topic, partition)),
      generation: () => state.generation,
      lastFailure: takeFailure,
      expelled,
      ask,
      rejoin: Effect.flatMap(startRejoin, Deferred.await),
      beat: Effect.suspend(() => {
        const failure = takeFailure();
        if (failure !== null) return Effect.fail(failure);
        return state.generation < 0 ? Effect.asVoid(startRejoin) : heartbeat;
      }),
      leave: Effect.suspend(() => {
        const { memberId, rejoining } = state;
        const stop = rejoining?.fiber == null ? Effect.void : Fiber.interrupt(rejoining.fiber);
        const tell =
          memberId === ""
            ? Effect.void
            : ask((broker, { groupId }) => broker.leaveGroup({ groupId, memberId }));
        return Effect.andThen(stop, Effect.asVoid(tell));
      }),
    } satisfies Membership;
  });
