import type { BrokersState } from "@rapport/event-log/kafka/inspect/inspectBrokers";
import { expect, it } from "vitest";
import {
  checkBrokers,
  checkGroups,
  checkReplicas,
  checkSession,
  checkSkew,
  checkTopics,
  checkTransport,
} from "./brokers.ts";
import { checkVersion } from "./server.ts";

const three: BrokersState = {
  brokers: ["a:9092", "b:9092", "c:9092"],
  version: "4.x",
  settings: {
    "group.min.session.timeout.ms": "6000",
    "group.max.session.timeout.ms": "1800000",
    "offsets.topic.replication.factor": "3",
    "offsets.retention.minutes": "10080",
  },
  poor: [],
};

it("three brokers as they should be", () => {
  expect(checkBrokers(three)).toMatchObject({
    state: "ok",
    detail: "3 brokers answer, Kafka 4.x: a:9092, b:9092, c:9092",
  });
  expect(checkSession(three, 10_000).state).toBe("ok");
  expect(checkGroups(three)).toEqual([]);
  expect(checkReplicas(three).state).toBe("ok");
  expect(checkTopics([])).toMatchObject([{ state: "ok" }]);
});

it("each check of the brokers knows its bad case", () => {
  expect(checkBrokers({ ...three, brokers: ["a:9092"] })).toMatchObject({ state: "warning" });
  expect(checkSession(three, 3_000)).toMatchObject({
    state: "problem",
    detail: "KAFKA_SESSION_TIMEOUT is 3000 ms, the brokers take 6000 to 1800000",
  });
  const settings = { "offsets.topic.replication.factor": "1", "offsets.retention.minutes": "60" };
  expect(checkGroups({ ...three, settings }).map(({ state }) => state)).toEqual(["warning", "warning"]);
  // Who may not read the brokers' settings is not told of them.
  expect(checkGroups({ ...three, settings: {} })).toEqual([]);
  expect(checkSession({ ...three, settings: {} }, 1).state).toBe("ok");
});

it("one broker down is a warning, two are a problem, and so is a partition that nobody leads", () => {
  const poor = (inSync: number) => checkReplicas({ ...three, poor: [{ name: "t/0", inSync, replicas: 3 }] });
  expect([2, 1, 0].map((inSync) => poor(inSync).state)).toEqual(["warning", "problem", "problem"]);
  expect(poor(2).detail).toBe("1 partition short of brokers; t/0 is on 2 of 3");
});

it("topics: absent, wrongly set and wrongly cut ones each say what to do", () => {
  const spec = { name: "t", partitions: 4, replicationFactor: 3, config: {} };
  const found = checkTopics([
    { kind: "create", spec },
    { kind: "configure", spec, changes: [{ name: "retention.ms", from: "1", to: "-1" }], config: {} },
    { kind: "refuse", spec, problem: "has 3 partitions, not 4", action: "Delete it." },
  ]);
  expect(found.map(({ state, detail }) => [state, detail])).toEqual([
    ["problem", "t is absent"],
    ["problem", "t: retention.ms is 1, not -1"],
    ["problem", "t has 3 partitions, not 4"],
  ]);
  expect(found.every(({ action }) => action !== null)).toBe(true);
});

it("clocks apart, ways in the clear, servers too old", () => {
  expect(checkSkew("broker clock", -400).state).toBe("ok");
  expect(checkSkew("broker clock", 61_000)).toMatchObject({
    state: "warning",
    detail: "61.0 s ahead of this machine's",
  });
  expect(checkTransport({ brokers: ["127.0.0.1:9092", "[::1]:9093"] })).toEqual([]);
  expect(checkTransport({ brokers: ["kafka:9092"] })).toMatchObject([{ state: "warning" }]);
  expect(checkTransport({ brokers: ["kafka:9092"], ssl: {} })).toEqual([]);
  expect(["26.2.1", "26.7", "27.1.3"].map((v) => checkVersion(v, "default").state)).toEqual([
    "ok",
    "ok",
    "ok",
  ]);
  expect(["25.8.1.1", "26.1"].map((v) => checkVersion(v, "default").state)).toEqual(["problem", "problem"]);
});
