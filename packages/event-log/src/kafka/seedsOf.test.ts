import { assert, describe, it } from "@effect/vitest";
import { seedsOf } from "./seedsOf.ts";

describe("brokers' addresses", () => {
  it("are names, IPv4 and IPv6 addresses, each with a port", () => {
    assert.deepStrictEqual(seedsOf(["kafka-1.example:9092", " 10.0.0.1:19092", "[::1]:9094"]), [
      { host: "kafka-1.example", port: 9092 },
      { host: "10.0.0.1", port: 19_092 },
      { host: "::1", port: 9094 },
    ]);
  });

  it("are refused by what is wrong with them", () => {
    for (const text of [
      "",
      "kafka",
      "kafka:",
      "kafka:0",
      "kafka:70000",
      "::1:9092",
      "http://kafka:9092",
      "a b:1",
    ]) {
      assert.throws(() => seedsOf([text]), `"${text}" is no broker's address`);
    }
    assert.throws(() => seedsOf([]), "set KAFKA_BROKERS");
  });
});
