import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { KafkaOptions, KafkaSasl, KafkaTls } from "@rapport/event-log/kafka/KafkaOptions";
import { Duration, Effect, Option, Redacted } from "effect";
import { workingFolder } from "./Environment.ts";
import { kafkaSettings } from "./KafkaSettings.ts";
import { readSetting, type Setting, SettingError } from "./Setting.ts";

const wrong = (setting: Setting<unknown>, problem: string, action: string): SettingError =>
  new SettingError({ variable: setting.name, problem, action });

/** The PEM text of the file a setting names; undefined when it names none. */
const readPem = (setting: Setting<Option.Option<string>>): Effect.Effect<string | undefined, SettingError> =>
  Effect.gen(function* () {
    const path = Option.getOrUndefined(yield* readSetting(setting));
    if (path === undefined) return undefined;
    const text = yield* Effect.tryPromise({
      try: () => readFile(resolve(workingFolder(), path), "utf8"),
      catch: () =>
        wrong(
          setting,
          `${path} cannot be read`,
          `Set ${setting.name} to ${setting.expected} that you may read.`,
        ),
    });
    if (!text.includes("-----BEGIN "))
      return yield* wrong(setting, `${path} is not a PEM file`, "It begins with a line -----BEGIN ….");
    return text;
  });

const readTls: Effect.Effect<KafkaTls | undefined, SettingError> = Effect.gen(function* () {
  const ca = yield* readPem(kafkaSettings.sslCa);
  const cert = yield* readPem(kafkaSettings.sslCert);
  const key = yield* readPem(kafkaSettings.sslKey);
  const files = { KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key };
  const set = Object.entries(files).find(([, text]) => text !== undefined);
  if (!(yield* readSetting(kafkaSettings.ssl))) {
    // Silently without TLS would send what the file is there to protect.
    if (set === undefined) return undefined;
    return yield* wrong(
      kafkaSettings.ssl,
      `is not true, though ${set[0]} is set`,
      "Set KAFKA_SSL to true, or unset the files.",
    );
  }
  if ((cert === undefined) !== (key === undefined))
    return yield* wrong(
      cert === undefined ? kafkaSettings.sslCert : kafkaSettings.sslKey,
      "is not set, and a certificate and its key go together",
      "Set both KAFKA_SSL_CERT and KAFKA_SSL_KEY, or neither.",
    );
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key: Redacted.make(key) }),
  };
});

const readSasl: Effect.Effect<KafkaSasl | undefined, SettingError> = Effect.gen(function* () {
  const mechanism = Option.getOrUndefined(yield* readSetting(kafkaSettings.sasl));
  const username = Option.getOrUndefined(yield* readSetting(kafkaSettings.username));
  const password = Option.getOrUndefined(yield* readSetting(kafkaSettings.password));
  if (mechanism === undefined) {
    if (username === undefined && password === undefined) return undefined;
    return yield* wrong(
      kafkaSettings.sasl,
      "is not set, though a user or password is",
      `Set KAFKA_SASL to ${kafkaSettings.sasl.expected}, or unset KAFKA_USERNAME and KAFKA_PASSWORD.`,
    );
  }
  if (username === undefined)
    return yield* wrong(
      kafkaSettings.username,
      "is not set, though KAFKA_SASL is",
      "Set KAFKA_USERNAME, or unset KAFKA_SASL.",
    );
  if (password === undefined)
    return yield* wrong(
      kafkaSettings.password,
      "is not set, though KAFKA_SASL is",
      "Set KAFKA_PASSWORD, or unset KAFKA_SASL.",
    );
  return { mechanism, username, password };
});

/** What the KAFKA_… variables say, checked together; null while KAFKA_BROKERS is unset. Reads the files they name. */
export const readKafkaOptions: Effect.Effect<KafkaOptions | null, SettingError> = Effect.gen(function* () {
  const brokers = yield* readSetting(kafkaSettings.brokers);
  if (Option.isNone(brokers)) return null;
  const ssl = yield* readTls;
  const sasl = yield* readSasl;
  return {
    brokers: brokers.value,
    clientId: yield* readSetting(kafkaSettings.clientId),
    prefix: yield* readSetting(kafkaSettings.prefix),
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
    sessionMs: Duration.toMillis(yield* readSetting(kafkaSettings.sessionTimeout)),
  };
});
