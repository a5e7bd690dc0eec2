import { describe, expect, it } from "vitest";
import { chooseKafkaSuites, type KafkaAtHand } from "./kafkaSuites.ts";

const suites = [
  { path: "shared", text: 'inject("kafka"); it("a", f); it.live("b", f); it.each(c)("c", f);' },
  { path: "previous", text: "startKafkaForTests(kafkaVersions.previous); eventLogContract(…);" },
  { path: "harms", text: 'import { startKafka } from "@rapport/local-kafka/LocalKafka"; it("d", f);' },
];
const nothing: KafkaAtHand = { named: false, docker: false, local: false };

describe("the suites that need Kafka", () => {
  it("all run where brokers start from jars", () => {
    expect(chooseKafkaSuites(suites, { ...nothing, local: true })).toEqual({
      run: ["shared", "previous", "harms"],
      leftOut: [],
    });
  });

  it("leave out what harms brokers in Docker, and another version too where a broker is merely named", () => {
    expect(chooseKafkaSuites(suites, { ...nothing, docker: true }).run).toEqual(["shared", "previous"]);
    expect(chooseKafkaSuites(suites, { ...nothing, named: true }).run).toEqual(["shared"]);
  });

  it("are counted when they cannot run", () => {
    expect(chooseKafkaSuites(suites, nothing)).toEqual({
      run: [],
      leftOut: [
        { path: "shared", tests: 3 },
        { path: "previous", tests: 0 },
        { path: "harms", tests: 1 },
      ],
    });
  });
});
