import type { Connections } from "./connections.ts";
import { textOf, within } from "./connections.ts";
import { failureOf, KafkaFailure } from "./KafkaFailure.ts";
import { type Address, errorOfCode } from "./kafkajsInternals.ts";
import type { KafkaSettings } from "./KafkaOptions.ts";
import { type Metadata, metadataRequest, type TopicMetadata } from "./protocol/metadata.ts";
import { seedsOf } from "./seedsOf.ts";

/** How long a broker may take to answer a question for metadata before the next one is asked, if there is one. */
const nextAfterMs = 3000;

/** What a listener does to clients that do not speak as it wants. */
const wasHungUp = ({ cause }: KafkaFailure): boolean =>
  cause instanceof Error && cause.name === "KafkaJSConnectionClosedError";

/** Asks the brokers we know, those first that gave the last picture, until one answers. */
const askForMetadata = async (
  connections: Connections,
  addresses: ReadonlyArray<Address>,
  topics: ReadonlyArray<string>,
  requestTimeoutMs: number,
): Promise<Metadata> => {
  const timeoutMs = addresses.length > 1 ? Math.min(nextAfterMs, requestTimeoutMs) : requestTimeoutMs;
  const failures: KafkaFailure[] = [];
  for (const address of addresses) {
    const name = textOf(address);
    try {
      const broker = await connections.at(address);
      const asked = connections.call(broker, ({ connectionPool }) =>
        connectionPool.send(metadataRequest(topics)),
      );
      return await within(asked, timeoutMs, name);
    } catch (error) {
      const failure = failureOf(error);
      if (!failure.retriable) throw failure;
      if (failure.code === "TIMED_OUT") await connections.close(address);
      failures.push(failure);
    }
  }
  const hint = failures.every(wasHungUp)
    ? "they hang up: do these ports want TLS or a login (KAFKA_SSL, KAFKA_SASL)?"
    : "are they running, and is KAFKA_BROKERS right?";
  throw new KafkaFailure({
    code: "CONNECTION",
    retriable: true,
    detail: `no broker of ${addresses.map(textOf).join(", ")} answers; ${hint} (${failures.map(({ detail }) => detail).join("; ")})`,
  });
};

const fail = (what: string, errorCode: number): never => {
  const { code, retriable, detail } = failureOf(errorOfCode(errorCode));
  throw new KafkaFailure({ code, retriable, detail: `${what}: ${detail}` });
};

const unknownTopic = 3;
const noLeader = 5;

/** The topic, by its name on the brokers. Throws when it does not exist or may not be used. */
export const topicIn = (metadata: Metadata, topic: string): TopicMetadata => {
  const found = metadata.topics.find((known) => known.topic === topic);
  const errorCode = found?.errorCode ?? unknownTopic;
  return found === undefined || errorCode !== 0 ? fail(`topic ${topic}`, errorCode) : found;
};

/** Where the partition's leader is. Throws while nobody leads it. */
export const leaderIn = (metadata: Metadata, topic: string, partition: number): Address => {
  const { partitions } = topicIn(metadata, topic);
  const what = `${topic}/${partition}`;
  const { leader } = partitions.find((known) => known.partition === partition) ?? fail(what, unknownTopic);
  return metadata.brokers.find(({ nodeId }) => nodeId === leader) ?? fail(what, noLeader);
};

/** What the brokers said last, asked for when there is nothing, and shared by all who ask meanwhile. */
export interface Picture {
  /** That of the topic, too, when one is given. */
  readonly current: (topic?: string) => Promise<Metadata>;
  readonly forget: () => void;
}

/** Throws a `KafkaFailure` when the brokers' addresses are unusable. */
export const makePicture = (connections: Connections, settings: KafkaSettings): Picture => {
  const seeds = seedsOf(settings.brokers);
  const topics = new Set<string>();
  let last: Metadata | null = null;
  let known: ReadonlyArray<Address> = [];
  let asking: Promise<Metadata> | null = null;

  const ask = async (): Promise<Metadata> => {
    const addresses = new Map([...known, ...seeds].map((address) => [textOf(address), address]));
    const answer = await askForMetadata(
      connections,
      [...addresses.values()],
      [...topics],
      settings.requestTimeoutMs,
    );
    if (answer.brokers.length > 0) {
      known = answer.brokers;
      await connections.keep(answer.brokers);
    }
    last = answer;
    return answer;
  };
  const current = (topic?: string): Promise<Metadata> => {
    const isNew = topic !== undefined && !topics.has(topic);
    if (topic !== undefined) topics.add(topic);
    if (last !== null && !isNew) return Promise.resolve(last);
    // One that was sent before this topic was added does not tell about it.
    const before = isNew ? asking?.catch(() => undefined) : undefined;
    if (asking === null || isNew) {
      const started: Promise<Metadata> = Promise.resolve(before)
        .then(ask)
        .finally(() => {
          if (asking === started) asking = null;
        });
      asking = started;
    }
    return asking;
  };
  return {
    current,
    forget: () => {
      last = null;
    },
  };
};
