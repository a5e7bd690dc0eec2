import type { Deferred, Fiber } from "effect";
import type { GroupOffset } from "../../EventLog.ts";
import type { Lease } from "../../group/GroupStore.ts";
import { makePulse, type Pulse } from "../../group/Pulse.ts";
import type { KafkaFailure } from "../KafkaFailure.ts";
import type { Broker } from "../kafkajsInternals.ts";

/** A partition that we own; `position` is null until it was asked for. Only our commits move it, so it stays right. */
export interface OwnLease extends Lease {
  position: GroupOffset | null;
}

export interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

interface Rejoining {
  readonly done: Deferred.Deferred<void, KafkaFailure>;
  fiber: Fiber.Fiber<void, KafkaFailure> | null;
}

/** What a member knows of itself. */
export interface MemberState {
  /** "" until the coordinator has given one. */
  memberId: string;
  /** The last one that told us what is ours; -1 when we are no member. */
  generation: number;
  leases: ReadonlyMap<string, OwnLease>;
  coordinator: Broker | null;
  rejoining: Rejoining | null;
  /** Of the last joining, until somebody heard of it. */
  failure: KafkaFailure | null;
  /** When the coordinator was last heard, UTC ms. */
  contactAt: number;
  /** When we sent the last sign of life at which no rebalance was under way, UTC ms. */
  settledAt: number;
  /** Grows with every partition that becomes ours: each lease has a number of its own. */
  lastLease: number;
  /** Pulses when what is ours may have changed, or joining failed. */
  readonly regrouped: Pulse;
}

export const makeMemberState = (now: number): MemberState => ({
  memberId: "",
  generation: -1,
  leases: new Map(),
  coordinator: null,
  rejoining: null,
  failure: null,
  contactAt: now,
  settledAt: now,
  lastLease: 0,
  regrouped: makePulse(),
});

export const keyOf = ({ topic, partition }: PartitionName): string => `${topic}/${partition}`;

/** The coordinator does not know us any more: nothing is ours, and we join as a newcomer. */
export const expel = (state: MemberState): void => {
  state.memberId = "";
  state.generation = -1;
  state.leases = new Map();
  state.regrouped.bump();
};

/**
 * What is ours in a new generation. What was ours before still is, its batch in hand included, only if no generation
 * passed without us: in that one another could have owned it, and committed.
 */
export const accept = (
  state: MemberState,
  generation: number,
  assigned: ReadonlyArray<PartitionName>,
): void => {
  const before = generation === state.generation + 1 ? state.leases : new Map<string, OwnLease>();
  state.leases = new Map(
    assigned.map(({ topic, partition }) => {
      const key = keyOf({ topic, partition });
      const kept = before.get(key);
      return [key, kept ?? { topic, partition, generation: ++state.lastLease, position: null }];
    }),
  );
  state.generation = generation;
};

/** Tells the failure of the last joining, once. */
export const takeFailure = (state: MemberState): KafkaFailure | null => {
  const { failure } = state;
  state.failure = null;
  return failure;
};
