import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventLog } from "@rapport/event-log/EventLog";
import { applyTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { migrate } from "@rapport/warehouse/Migrations";
import { Context, Effect, Layer, Redacted } from "effect";
import { inject } from "vitest";
import { repository } from "../../e2e/support/rapport.ts";
import type { Chdb } from "../support/chdb.ts";

/** What every process of one distributed installation finds in its environment. */
export interface Environment extends Readonly<Record<string, string>> {
  readonly KAFKA_BROKERS: string;
  readonly KAFKA_PREFIX: string;
  readonly CLICKHOUSE_URL: string;
  readonly CLICKHOUSE_PASSWORD: string;
  readonly CLICKHOUSE_DATABASE: string;
}

/** An installation of its own on the broker of this run and this warehouse: nothing is there yet. */
export const newInstallation = (warehouse: Pick<Chdb, "url" | "password">): Environment => {
  const name = `i${randomUUID().slice(0, 8)}`;
  return {
    KAFKA_BROKERS: inject("kafka").brokers,
    KAFKA_PREFIX: `${name}.`,
    KAFKA_REPLICATION_FACTOR: "1",
    KAFKA_SESSION_TIMEOUT: "3 seconds",
    CLICKHOUSE_URL: warehouse.url,
    CLICKHOUSE_PASSWORD: warehouse.password,
    CLICKHOUSE_DATABASE: name,
    RAPPORT_HTTP_PORT: "0",
  };
};

/** As `rapport topics apply`, without a process of its own. */
export const makeTopics = (env: Environment): Promise<unknown> =>
  Effect.runPromise(
    applyTopics({ brokers: env.KAFKA_BROKERS.split(","), prefix: env.KAFKA_PREFIX, replicationFactor: 1 }),
  );

/** As `rapport migrate`. */
export const makeTables = (env: Environment): Promise<unknown> =>
  Effect.runPromise(
    migrate({
      url: env.CLICKHOUSE_URL,
      password: Redacted.make(env.CLICKHOUSE_PASSWORD),
      database: env.CLICKHOUSE_DATABASE,
    }),
  );

/** A service that runs as its own process. */
export interface Service {
  readonly name: string;
  readonly child: ChildProcess;
  readonly log: () => string;
  /** Resolves with the match once the log holds it; rejects when the process ends before. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Exit code, or the signal's name. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const started: Service[] = [];

/** Runs `services/NAME/src/main.ts` with nothing but this environment. */
export const startService = (name: string, env: Readonly<Record<string, string>>): Service => {
  const child = spawn(process.execPath, [join(repository, "services", name, "src/main.ts")], {
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const ended = once(child, "close").then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
  );
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(log);
        if (match !== null) resolve(match);
      };
      child.stderr.on("data", look);
      void ended.then(() => reject(new Error(`${name} ended without ${String(pattern)}:\n${log}`)));
      look();
    });
  const service = { name, child, log: () => log, says, ended };
  started.push(service);
  return service;
};

export const stopService = (service: Service, signal: NodeJS.Signals = "SIGTERM") => {
  service.child.kill(signal);
  return service.ended;
};

/** Ends what a failed test left running. */
export const endServices = async (): Promise<void> => {
  for (const service of started.splice(0)) {
    service.child.kill("SIGKILL");
    await service.ended;
  }
};

/** Opens the installation's log as the services do, for as long as `work` takes. */
export const onKafka = <A>(env: Environment, work: (log: EventLog["Service"]) => Promise<A>): Promise<A> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(
        Layer.build(KafkaEventLog.layer({ brokers: env.KAFKA_BROKERS.split(","), prefix: env.KAFKA_PREFIX })),
        (context) => Effect.promise(() => work(Context.get(context, EventLog))),
      ),
    ),
  );
