import { allTopics } from "@rapport/contracts/Topics";
import { expect, it } from "vitest";
import { maxBatchBytes, maxRecordBytes } from "../../limits.ts";
import { checkpointsTopic } from "../KafkaOptions.ts";
import { planTopics, type TopicState } from "./planTopics.ts";
import { onBrokers, readTopicSpecs, type TopicSpec } from "./topicSpecs.ts";

const specs = readTopicSpecs();

it("infra/kafka/topics.yaml holds the topics of the contracts, and that of the checkpoints", () => {
  expect(specs.map(({ name, partitions }) => ({ name, partitions }))).toEqual([
    ...allTopics,
    { name: checkpointsTopic, partitions: 1 },
  ]);
});

it("no topic deletes a record, loses an acknowledged one, or takes its time from the event", () => {
  for (const { name, replicationFactor, config } of specs) {
    const compacted = name === checkpointsTopic;
    expect([name, config["cleanup.policy"]]).toEqual([name, compacted ? "compact" : "delete"]);
    if (!compacted) expect(config).toMatchObject({ "retention.ms": "-1", "retention.bytes": "-1" });
    expect(config).toMatchObject({
      "message.timestamp.type": "LogAppendTime",
      "min.insync.replicas": "2",
      "unclean.leader.election.enable": "false",
    });
    expect(replicationFactor).toBe(3);
    expect(Number(config["max.message.bytes"])).toBeGreaterThanOrEqual(maxRecordBytes + maxBatchBytes);
  }
});

const spec: TopicSpec = {
  name: "t",
  partitions: 4,
  replicationFactor: 3,
  config: { "retention.ms": "-1", "min.insync.replicas": "2" },
};
const asWanted: TopicState = {
  partitions: 4,
  replicationFactor: 3,
  config: { ...spec.config, "segment.bytes": "1" },
  own: spec.config,
};
const planFor = (state: Partial<TopicState>) =>
  planTopics([spec], new Map([["t", { ...asWanted, ...state }]]));

it("an absent topic is made, a right one left alone", () => {
  expect(planTopics([spec], new Map())).toEqual([{ kind: "create", spec }]);
  expect(planFor({})).toEqual([]);
});

it("a wrong setting is set, and what somebody else set on the topic is kept", () => {
  const config = { ...asWanted.config, "retention.ms": "604800000" };
  expect(planFor({ config, own: { ...config, "flush.ms": "5" } })).toEqual([
    {
      kind: "configure",
      spec,
      changes: [{ name: "retention.ms", from: "604800000", to: "-1" }],
      config: { ...config, "retention.ms": "-1", "flush.ms": "5" },
    },
  ]);
});

it("another number of partitions is refused; on fewer brokers no more replicas are asked for than there are", () => {
  expect(planFor({ partitions: 8 })).toMatchObject([{ kind: "refuse", problem: "has 8 partitions, not 4" }]);
  const alone = planFor({ replicationFactor: 1, config: { ...asWanted.config, "min.insync.replicas": "2" } });
  expect(alone).toMatchObject([
    { kind: "configure", changes: [{ name: "min.insync.replicas", from: "2", to: "1" }] },
    { kind: "refuse", problem: "is on 1 broker, not 3" },
  ]);
  expect(onBrokers(spec, 2).config["min.insync.replicas"]).toBe("2");
});
