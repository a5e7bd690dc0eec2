import { assert, describe, it } from "@effect/vitest";
import { KafkaJSConnectionError } from "kafkajs";
import { failureOf, toEventLogError } from "./KafkaFailure.ts";
import { errorOfCode, openInternals } from "./kafkajsInternals.ts";

describe("what kafkajs threw", () => {
  it("keeps the protocol's code, and says what to do about it", () => {
    const failure = failureOf(errorOfCode(23));
    assert.deepInclude({ ...failure }, { code: "INCONSISTENT_GROUP_PROTOCOL", retriable: false });
    assert.include(failure.detail, "other software is a member of this consumer group");
  });

  it("is found inside of what kafkajs wrapped it in", () => {
    const inner = errorOfCode(22);
    const wrapped = Object.assign(new Error("wrapped", { cause: inner }), {
      name: "KafkaJSNonRetriableError",
    });
    assert.strictEqual(failureOf(wrapped).code, "ILLEGAL_GENERATION");
  });

  it("is TLS's fault when it is, and may pass when the connection was cut", () => {
    const refused = new KafkaJSConnectionError(
      "Connection error: self-signed certificate in certificate chain",
      {
        code: "SELF_SIGNED_CERT_IN_CHAIN",
      } as never,
    );
    assert.deepInclude({ ...failureOf(refused) }, { code: "TLS", retriable: false });
    const cut = new KafkaJSConnectionError("Connection error: read ECONNRESET", {
      code: "ECONNRESET",
    } as never);
    assert.deepInclude({ ...failureOf(cut) }, { code: "CONNECTION", retriable: true });
  });

  it("may pass when kafkajs' broker is not connected any more, or not quite yet", async () => {
    const makeBroker = openInternals({ brokers: [], clientId: "test" });
    const broker = await makeBroker({ host: "127.0.0.1", port: 9 });
    const thrown = await broker
      .heartbeat({ groupId: "g", groupGenerationId: 1, memberId: "m" })
      .catch((error: unknown) => error);
    assert.deepInclude({ ...failureOf(thrown) }, { code: "CONNECTION", retriable: true });
  });

  it("names the settings of a refused log-in, never the password", () => {
    const refused = Object.assign(new Error("SASL PLAIN failed"), { name: "KafkaJSSASLAuthenticationError" });
    const { code, retriable, detail } = failureOf(refused);
    assert.deepStrictEqual([code, retriable], ["AUTHENTICATION", false]);
    assert.include(detail, "KAFKA_PASSWORD");
  });

  it("that nobody foresaw stays visible, and is not tried again", () => {
    const failure = failureOf(new TypeError("x is not a function"));
    assert.deepStrictEqual([failure.code, failure.retriable], ["UNEXPECTED", false]);
    const error = toEventLogError("append")(failure);
    assert.strictEqual(error.message, "event log: append: x is not a function (UNEXPECTED)");
    assert.strictEqual(error.cause, failure);
  });
});
