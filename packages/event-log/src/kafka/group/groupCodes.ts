import { KafkaFailure } from "../KafkaFailure.ts";

/**
 * What a failure of a group request asks for. `rejoin`: the group moves on, join it again with the same id; `expelled`:
 * the coordinator does not know us any more, nothing is ours; `coordinator`: find out who coordinates now, then try
 * again; `wait`: try again later; `over`: it cannot get better by itself.
 */
export type Reaction = "rejoin" | "expelled" | "coordinator" | "wait" | "over";

const reactions: Readonly<Record<string, Reaction>> = {
  REBALANCE_IN_PROGRESS: "rejoin",
  ILLEGAL_GENERATION: "rejoin",
  UNKNOWN_MEMBER_ID: "expelled",
  FENCED_INSTANCE_ID: "expelled",
  NOT_COORDINATOR_FOR_GROUP: "coordinator",
  GROUP_COORDINATOR_NOT_AVAILABLE: "coordinator",
  BROKER_NOT_AVAILABLE: "coordinator",
  CONNECTION: "coordinator",
  TIMED_OUT: "coordinator",
  REQUEST_TIMED_OUT: "coordinator",
};

/** By name where the group protocol gives the code a meaning of its own, else by whether it may pass. */
export const reactionTo = ({ code, retriable }: KafkaFailure): Reaction =>
  reactions[code] ?? (retriable ? "wait" : "over");

/** The same failure, retriable or not. */
export const asRetriable = (failure: KafkaFailure, retriable: boolean, prefix = ""): KafkaFailure =>
  new KafkaFailure({
    code: failure.code,
    retriable,
    detail: prefix + failure.detail,
    cause: failure.cause,
  });
