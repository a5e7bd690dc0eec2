import { Config, Duration, Option, Schema } from "effect";
import { accessSettings } from "./AccessSettings.ts";
import { kafkaSettings } from "./KafkaSettings.ts";
import { optionalText, type Setting } from "./Setting.ts";

/** Unlike `Config.Port` it takes 0: any free port. */
const port = (name: string): Config.Config<number> =>
  Config.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 })), name);

const define = <A>(setting: Setting<A>): Setting<A> => setting;

/** The variables of every process, but those of Kafka. */
export const settings = {
  dataFolder: define({
    name: "RAPPORT_DATA",
    description:
      "The data folder: event log, embedded warehouse, its password. Created when missing. Not used when KAFKA_BROKERS is set.",
    expected: "a folder you may write to",
    defaultText: ".rapport",
    secret: false,
    config: optionalText("RAPPORT_DATA").pipe(Config.map(Option.getOrElse(() => ".rapport"))),
  }),
  clickhouseUrl: define({
    name: "CLICKHOUSE_URL",
    description:
      "A ClickHouse server to use as the warehouse. Unset: the embedded one, kept in the data folder.",
    expected: "an address like http://localhost:8123",
    defaultText: null,
    secret: false,
    config: Config.option(Config.URL("CLICKHOUSE_URL")),
  }),
  clickhouseUser: define({
    name: "CLICKHOUSE_USER",
    description: "Who Rapport is on that server.",
    expected: "the name of a user",
    defaultText: "default",
    secret: false,
    config: optionalText("CLICKHOUSE_USER").pipe(Config.map(Option.getOrElse(() => "default"))),
  }),
  clickhousePassword: define({
    name: "CLICKHOUSE_PASSWORD",
    description: "The password of that user. The embedded warehouse makes its own, in the data folder.",
    expected: "a password",
    defaultText: null,
    secret: true,
    config: Config.option(Config.Redacted("CLICKHOUSE_PASSWORD")),
  }),
  clickhouseDatabase: define({
    name: "CLICKHOUSE_DATABASE",
    description: "The database that holds Rapport's tables.",
    expected: "a name of letters, digits and underscores",
    defaultText: "rapport",
    secret: false,
    config: optionalText("CLICKHOUSE_DATABASE").pipe(Config.map(Option.getOrElse(() => "rapport"))),
  }),
  clickhouseCluster: define({
    name: "CLICKHOUSE_CLUSTER",
    description:
      "The cluster of that server to spread the tables over, by its name in the server's configuration. Set before the first `rapport migrate`, and not changed after it.",
    expected: "a name of letters, digits, underscores and dashes",
    defaultText: "one server holds all",
    secret: false,
    config: Config.option(
      Config.schema(Schema.String.check(Schema.isPattern(/^[A-Za-z_][\w-]{0,63}$/)), "CLICKHOUSE_CLUSTER"),
    ),
  }),
  knownDatabases: define({
    name: "RAPPORT_KNOWN_DATABASES",
    description:
      "How many earlier moments of knowledge are kept ready to be read (`knownAt`), each a database of its own beside CLICKHOUSE_DATABASE and as large. Beyond that the one not used for longest goes; it is made again when somebody asks for it.",
    expected: "a whole number from 1 to 1000",
    defaultText: "5",
    secret: false,
    config: Config.schema(
      Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 })),
      "RAPPORT_KNOWN_DATABASES",
    ).pipe(Config.withDefault(5)),
  }),
  httpHost: define({
    name: "RAPPORT_HTTP_HOST",
    description:
      "The address the HTTP API and the dashboard listen on. Beyond loopback readers come by TLS: see RAPPORT_PUBLIC_URL.",
    expected: "a host name or address",
    defaultText: "127.0.0.1",
    secret: false,
    config: optionalText("RAPPORT_HTTP_HOST").pipe(Config.map(Option.getOrElse(() => "127.0.0.1"))),
  }),
  warehousePort: define({
    name: "RAPPORT_WAREHOUSE_PORT",
    description:
      "The port of the embedded warehouse on 127.0.0.1, for tools that read figures from it (`rapport analyst`); 0 takes a free one.",
    expected: "a port number from 0 to 65535",
    defaultText: "0",
    secret: false,
    config: port("RAPPORT_WAREHOUSE_PORT").pipe(Config.withDefault(0)),
  }),
  httpPort: define({
    name: "RAPPORT_HTTP_PORT",
    description: "The port of the HTTP API and the dashboard; 0 takes a free one.",
    expected: "a port number from 0 to 65535",
    defaultText: "7417",
    secret: false,
    config: port("RAPPORT_HTTP_PORT").pipe(Config.withDefault(7417)),
  }),
  healthPort: define({
    name: "RAPPORT_HEALTH_PORT",
    description: "Where a service that runs alone serves /healthz and /metrics, on RAPPORT_HTTP_HOST.",
    expected: "a port number from 0 to 65535",
    defaultText: null,
    secret: false,
    config: Config.option(port("RAPPORT_HEALTH_PORT")),
  }),
  stopTimeout: define({
    name: "RAPPORT_STOP_TIMEOUT",
    description:
      "How long a process that got SIGTERM may take to finish and commit what is under way. What is not done by then is left to the next process.",
    expected: "a time like 8 seconds",
    defaultText: "8 seconds",
    secret: false,
    config: Config.Duration("RAPPORT_STOP_TIMEOUT").pipe(Config.withDefault(Duration.seconds(8))),
  }),
  logLevel: define({
    name: "LOG_LEVEL",
    description: "The least level that is logged. Debug also shows where errors come from.",
    expected: "one of Trace, Debug, Info, Warn, Error, Fatal, None",
    defaultText: "Info for services, Warn for single commands",
    secret: false,
    config: Config.option(Config.LogLevel("LOG_LEVEL")),
  }),
  logFormat: define({
    name: "LOG_FORMAT",
    description: "How log lines look. Logs go to standard error.",
    expected: "pretty or json",
    defaultText: "pretty on a terminal, else json",
    secret: false,
    config: Config.option(Config.Literals(["pretty", "json"], "LOG_FORMAT")),
  }),
} as const;

/** All variables, in the order the documentation lists them. */
export const allSettings: ReadonlyArray<Setting<unknown>> = [
  ...Object.values(settings),
  ...Object.values(accessSettings),
  ...Object.values(kafkaSettings),
];
