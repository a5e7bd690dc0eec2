import { Config, Duration, Option, Schema } from "effect";
import { optionalText, type Setting } from "./Setting.ts";

const define = <A>(setting: Setting<A>): Setting<A> => setting;

/** A text of a certain form; empty counts as unset. */
const textLike = (name: string, form: RegExp): Config.Config<Option.Option<string>> =>
  Config.option(Config.schema(Schema.String.check(Schema.isPattern(form)), name));

const hostAndPort = String.raw`(?:\[[0-9A-Fa-f:.]+\]|[^\s,:[\]]+):\d{1,5}`;
const brokerList = new RegExp(String.raw`^\s*${hostAndPort}(?:\s*,\s*${hostAndPort})*\s*$`);
const splitList = (text: string): ReadonlyArray<string> => text.split(",").map((broker) => broker.trim());

const file = (name: string, description: string): Setting<Option.Option<string>> =>
  define({
    name,
    description,
    expected: "the path of a PEM file",
    defaultText: null,
    secret: false,
    config: optionalText(name),
  });

/** How the brokers are reached and what is theirs; `readKafkaOptions` puts them together. */
export const kafkaSettings = {
  brokers: define({
    name: "KAFKA_BROKERS",
    description:
      "Where the Kafka brokers are; one that answers is enough. Set: the event log is kept in Kafka, the warehouse must be a server (CLICKHOUSE_URL), and no data folder is used.",
    expected: "addresses like kafka-1:9092,kafka-2:9092",
    defaultText: "the log is kept in the data folder",
    secret: false,
    config: textLike("KAFKA_BROKERS", brokerList).pipe(Config.map(Option.map(splitList))),
  }),
  clientId: define({
    name: "KAFKA_CLIENT_ID",
    description: "How the brokers' logs and quotas name this process.",
    expected: "a name of letters, digits, dots, underscores and dashes",
    defaultText: "rapport",
    secret: false,
    config: textLike("KAFKA_CLIENT_ID", /^[\w.-]{1,100}$/).pipe(
      Config.map(Option.getOrElse(() => "rapport")),
    ),
  }),
  prefix: define({
    name: "KAFKA_PREFIX",
    description:
      "Put before the name of every topic and consumer group, so that several installations can share brokers.",
    expected: "letters, digits, dots, underscores and dashes",
    defaultText: "none",
    secret: false,
    config: textLike("KAFKA_PREFIX", /^[\w.-]{1,100}$/).pipe(Config.map(Option.getOrElse(() => ""))),
  }),
  ssl: define({
    name: "KAFKA_SSL",
    description: "Whether the brokers are spoken to over TLS.",
    expected: "true or false",
    defaultText: "false",
    secret: false,
    config: Config.Boolean("KAFKA_SSL").pipe(Config.withDefault(false)),
  }),
  sslCa: file("KAFKA_SSL_CA", "The authority that signed the brokers' certificates, when it is your own."),
  sslCert: file("KAFKA_SSL_CERT", "The certificate of this client, when the brokers ask for one."),
  sslKey: file("KAFKA_SSL_KEY", "The key that belongs to KAFKA_SSL_CERT."),
  sasl: define({
    name: "KAFKA_SASL",
    description: "How this client proves who it is, with KAFKA_USERNAME and KAFKA_PASSWORD.",
    expected: "plain, scram-sha-256 or scram-sha-512",
    defaultText: "not at all",
    secret: false,
    config: Config.option(Config.Literals(["plain", "scram-sha-256", "scram-sha-512"], "KAFKA_SASL")),
  }),
  username: define({
    name: "KAFKA_USERNAME",
    description: "The user of KAFKA_SASL.",
    expected: "a name",
    defaultText: null,
    secret: false,
    config: optionalText("KAFKA_USERNAME"),
  }),
  password: define({
    name: "KAFKA_PASSWORD",
    description: "The password of KAFKA_USERNAME.",
    expected: "a password",
    defaultText: null,
    secret: true,
    config: Config.option(Config.Redacted("KAFKA_PASSWORD")),
  }),
  sessionTimeout: define({
    name: "KAFKA_SESSION_TIMEOUT",
    description:
      "How long a process may be silent before its share of the work goes to others. The brokers have bounds of their own.",
    expected: "a time like 10 seconds",
    defaultText: "10 seconds",
    secret: false,
    config: Config.Duration("KAFKA_SESSION_TIMEOUT").pipe(Config.withDefault(Duration.seconds(10))),
  }),
  replicationFactor: define({
    name: "KAFKA_REPLICATION_FACTOR",
    description:
      "On how many brokers `rapport topics apply` keeps each record. A single broker takes 1, and then a lost disk is a lost log.",
    expected: "a whole number from 1 to 9",
    defaultText: "3, as infra/kafka/topics.yaml says",
    secret: false,
    config: Config.option(
      Config.schema(
        Schema.NumberFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 9 })),
        "KAFKA_REPLICATION_FACTOR",
      ),
    ),
  }),
} as const;
