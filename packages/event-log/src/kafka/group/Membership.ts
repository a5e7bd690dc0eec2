import { Clock, Deferred, Effect, Fiber, Scope } from "effect";
import type { Pulse } from "../../group/Pulse.ts";
import type { KafkaCluster } from "../KafkaCluster.ts";
import { KafkaFailure } from "../KafkaFailure.ts";
import { type Broker, errorOfCode } from "../kafkajsInternals.ts";
import { accounted, askCoordinator, type Identity } from "./askCoordinator.ts";
import { reactionTo } from "./groupCodes.ts";
import { rebalanceMs } from "./joinGroup.ts";
import { joinOnce } from "./joinOnce.ts";
import { leaveGroupRequest } from "./leaveGroup.ts";
import {
  accept,
  expel,
  keyOf,
  makeMemberState,
  type MemberState,
  type OwnLease,
  takeFailure,
} from "./MemberState.ts";

/** One member of one group: joins, gives signs of life, knows what is its own. */
export interface Membership {
  /** Pulses when what is ours may have changed, or joining failed. */
  readonly regrouped: Pulse;
  /** What is ours now. */
  readonly leases: () => ReadonlyArray<OwnLease>;
  readonly leaseOf: (topic: string, partition: number) => OwnLease | undefined;
  readonly generation: () => number;
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

/** How often a joining may be turned back to its beginning, and not for longer than a session, before it has failed. */
const maxTurns = 8;

/** Joins until the coordinator has told what is ours. */
const join = (state: MemberState, options: MembershipOptions): Effect.Effect<void, KafkaFailure> =>
  Effect.gen(function* () {
    const { group, sessionMs } = options;
    const giveUpAt = (yield* Clock.currentTimeMillis) + sessionMs;
    for (let turn = 0; turn < maxTurns; turn++) {
      const sentAt = yield* Clock.currentTimeMillis;
      if (sentAt > giveUpAt) break;
      const { memberId, generation, leases } = state;
      const joiner = { memberId, generation, leases: [...leases.values()] };
      const keepId = (given: string) => {
        state.memberId = given;
      };
      const joined = yield* Effect.result(joinOnce(options, joiner, keepId));
      if (joined._tag === "Success") {
        state.settledAt = sentAt;
        return accept(state, joined.success.generation, joined.success.assigned);
      }
      const reaction = reactionTo(joined.failure);
      if (reaction === "expelled") expel(state);
      else if (reaction !== "rejoin") return yield* joined.failure;
    }
    const detail = `the group ${group} does not come to rest: each joining is turned back`;
    return yield* new KafkaFailure({ code: "RESTLESS_GROUP", retriable: true, detail });
  });

/** Starts to join in the background, or finds it under way. */
const startJoining = (state: MemberState, options: MembershipOptions, scope: Scope.Scope) =>
  Effect.gen(function* () {
    if (state.rejoining !== null) return state.rejoining.done;
    const done = Deferred.makeUnsafe<void, KafkaFailure>();
    const rejoining: NonNullable<MemberState["rejoining"]> = { done, fiber: null };
    state.rejoining = rejoining;
    rejoining.fiber = yield* accounted(state, options, join(state, options)).pipe(
      Effect.tapError((failure) =>
        Effect.sync(() => {
          state.failure = failure;
        }),
      ),
      Effect.onExit((exit) =>
        Effect.sync(() => {
          state.rejoining = null;
          Deferred.doneUnsafe(done, exit);
          state.regrouped.bump();
        }),
      ),
      Effect.forkIn(scope),
    );
    return done;
  });

/** Also while joining again: then over the other connection, and the coordinator says that it waits for us. */
const giveSignOfLife = Effect.fnUntraced(function* (
  state: MemberState,
  options: MembershipOptions,
  startAgain: Effect.Effect<unknown>,
) {
  const sentIn = state.generation;
  const sentAt = yield* Clock.currentTimeMillis;
  const answer = yield* Effect.result(
    askCoordinator(state, options, (broker, identity) => broker.heartbeat(identity)),
  );
  if (answer._tag === "Success") {
    state.settledAt = sentAt;
    return;
  }
  const { code } = answer.failure;
  const reaction = reactionTo(answer.failure);
  // A joining that ended meanwhile may have made a newcomer of us already.
  if (reaction === "expelled" && state.generation === sentIn) expel(state);
  if (reaction === "expelled" || reaction === "rejoin") yield* startAgain;
  if (reaction === "expelled") return;
  // The coordinator knows us, and waits for us to join again. But not for ever: from a session before it gives us up,
  // its answer does not say any more that we are safe for a whole session.
  const safeUntil = state.settledAt + rebalanceMs(options.sessionMs) - options.sessionMs;
  if (code === "REBALANCE_IN_PROGRESS" && sentAt <= safeUntil) return;
  if (code === "ILLEGAL_GENERATION" && state.generation !== sentIn) return;
  return yield* answer.failure;
});

const leave = (state: MemberState, options: MembershipOptions) =>
  Effect.suspend(() => {
    const { memberId, rejoining } = state;
    const stop = rejoining?.fiber == null ? Effect.void : Fiber.interrupt(rejoining.fiber);
    const tell = askCoordinator(state, options, async ({ connectionPool }, { groupId }) => {
      const errorCode = await connectionPool.send(leaveGroupRequest({ groupId, memberId }));
      if (errorCode !== 0) throw errorOfCode(errorCode);
    });
    return Effect.andThen(stop, memberId === "" ? Effect.void : tell);
  });

export const makeMembership = (options: MembershipOptions): Effect.Effect<Membership, never, Scope.Scope> =>
  Effect.gen(function* () {
    const state = makeMemberState(yield* Clock.currentTimeMillis);
    const startAgain = startJoining(state, options, yield* Effect.scope);
    return {
      regrouped: state.regrouped,
      leases: () => [...state.leases.values()],
      leaseOf: (topic, partition) => state.leases.get(keyOf({ topic, partition })),
      generation: () => state.generation,
      lastFailure: () => takeFailure(state),
      expelled: () => expel(state),
      ask: (request) => askCoordinator(state, options, request),
      rejoin: Effect.flatMap(startAgain, Deferred.await),
      beat: Effect.suspend(() => {
        const failure = takeFailure(state);
        if (failure !== null) return Effect.fail(failure);
        return state.generation < 0 ? Effect.asVoid(startAgain) : giveSignOfLife(state, options, startAgain);
      }),
      leave: leave(state, options),
    } satisfies Membership;
  });
