import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";

interface CommitRequest {
  readonly groupId: string;
  readonly groupGenerationId: number;
  readonly memberId: string;
  readonly topics: ReadonlyArray<{
    readonly topic: string;
    readonly partitions: ReadonlyArray<{
      readonly partition: number;
      readonly offset: string;
      readonly metadata: string;
    }>;
  }>;
}

interface SyncRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
}

interface KafkajsBroker {
  syncGroup(request: SyncRequest): Promise<unknown>;
  heartbeat(request: { readonly groupId: string }): Promise<unknown>;
  offsetCommit(request: CommitRequest): Promise<unknown>;
}

const Broker = createRequire(import.meta.url)("kafkajs/src/broker") as { prototype: KafkajsBroker };

/** Commits one offset in the name of whatever generation the process is in now. */
export type UnfencedCommit = (
  group: string,
  topic: string,
  partition: number,
  offset: number,
  metadata: string,
) => Promise<void>;

/**
 * What kafkajs' own consumer does: the commit of a batch goes with the present generation, whichever the batch came
 * in. Watches the process's requests for that generation and for a connection to the coordinator.
 */
export const watchForUnfencedCommits = (): UnfencedCommit => {
  const present = new Map<string, SyncRequest>();
  const coordinators = new Map<string, KafkajsBroker>();
  const { syncGroup, heartbeat, offsetCommit } = Broker.prototype;
  Broker.prototype.syncGroup = async function (request) {
    const answer = await syncGroup.call(this, request);
    present.set(request.groupId, request);
    return answer;
  };
  Broker.prototype.heartbeat = async function (request) {
    const answer = await heartbeat.call(this, request);
    coordinators.set(request.groupId, this);
    return answer;
  };
  return async (groupId, topic, partition, offset, metadata) => {
    const topics = [{ topic, partitions: [{ partition, offset: String(offset), metadata }] }];
    for (let attempt = 0; attempt < 100; attempt++) {
      const { generationId, memberId } = present.get(groupId) ?? { generationId: -1, memberId: "" };
      const coordinator = coordinators.get(groupId);
      const sent =
        coordinator === undefined
          ? undefined
          : offsetCommit.call(coordinator, {
              groupId,
              groupGenerationId: generationId,
              memberId,
              topics,
            });
      const done = await sent?.then(
        () => true,
        () => false,
      );
      if (done === true) return;
      await wait(100);
    }
    throw new Error(`no commit of ${topic}/${partition} was taken`);
  };
};
