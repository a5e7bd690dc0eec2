import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { knownBrokers } from "./readiness.ts";
import type { NodePorts } from "./serverProperties.ts";

export interface NodeOptions {
  readonly ports: NodePorts;
  /** The cluster's folder; the node's own is `node-<id>` in it. */
  readonly folder: string;
  readonly jars: string;
  readonly heapMb: number;
  readonly jvmOptions: ReadonlyArray<string>;
  /** Whether it lives on when this process ends; otherwise it ends with it, however that ends. */
  readonly outlives: boolean;
}

/** One broker's process. */
export interface KafkaNode {
  readonly id: number;
  /** Of the present process, or of the last one. */
  readonly pid: number;
  /** Where clients reach it, on 127.0.0.1. It keeps the port when it is started again. */
  readonly port: number;
  readonly logFile: string;
  /** Sends a signal. One that ends the process is waited for; SIGTERM that takes over 30 s becomes SIGKILL. */
  kill(signal: "SIGTERM" | "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<void>;
  /** Starts it again after its end; ready when the cluster counts it as alive. */
  start(): Promise<void>;
}

/** Some seconds on a quiet machine; a busy one takes a minute. */
const readyWithinMs = 150_000;

/** Ends the broker when this process is gone: its standard input closes, even after a SIGKILL. */
const watchOver = (broker: ChildProcess): void => {
  const guard = spawn("sh", ["-c", 'read -r _ || kill -9 "$1"', "sh", String(broker.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.stdin.on("error", () => undefined);
  guard.unref();
  broker.once("exit", () => guard.stdin.end("over\n"));
};

const commandLine = ({ ports, folder, jars, heapMb, jvmOptions }: NodeOptions): ReadonlyArray<string> => [
  `-Xmx${heapMb}m`,
  ...jvmOptions,
  "-Dorg.slf4j.simpleLogger.showDateTime=true",
  "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  "-cp",
  join(jars, "*"),
  "kafka.Kafka",
  join(folder, `node-${ports.id}`, "server.properties"),
];

/** What a broker that did not come up complained of; the end of its log when it did not complain. */
export const complaintsIn = (log: string): string => {
  const lines = log.trimEnd().split("\n");
  const complaints = lines.filter(
    (line) => / (?:ERROR|FATAL) |Exception|^Error/.test(line) && !/ (?:INFO|WARN) /.test(line),
  );
  return (complaints.length > 0 ? complaints : lines).slice(-12).join("\n");
};

/** Starts the process and gives it back at once; `whenReady` waits for it. */
export const launchNode = (
  options: NodeOptions,
): KafkaNode & { whenReady(ids: ReadonlyArray<number>): Promise<void> } => {
  const { ports, folder } = options;
  const own = join(folder, `node-${ports.id}`);
  const logFile = join(own, "kafka.log");
  let startsAt = 0;
  const said = (): string => readFileSync(logFile).subarray(startsAt).toString();
  const launch = (): ChildProcess => {
    const log = openSync(logFile, "a");
    startsAt = fstatSync(log).size;
    const child = spawn("java", commandLine(options), {
      stdio: ["ignore", log, log],
      detached: options.outlives,
    });
    child.on("error", () => undefined);
    if (options.outlives) child.unref();
    else if (child.pid !== undefined) watchOver(child);
    closeSync(log);
    writeFileSync(join(own, "kafka.pid"), String(child.pid ?? ""));
    return child;
  };
  let broker = launch();
  const isOver = (): boolean => broker.exitCode !== null || broker.signalCode !== null;
  const whenReady = async (ids: ReadonlyArray<number>): Promise<void> => {
    if (broker.pid === undefined)
      throw new Error("java is not installed: a local Kafka needs Java 17 or newer");
    const giveUpAt = performance.now() + readyWithinMs;
    for (;;) {
      const known = await knownBrokers(ports.internal);
      if (ids.every((id) => known.includes(id))) return;
      if (isOver() || performance.now() > giveUpAt) {
        const what = isOver() ? "ended" : `was not ready within ${readyWithinMs / 1000} s`;
        throw new Error(`Kafka node ${ports.id} ${what}; its log ${logFile} says:\n${complaintsIn(said())}`);
      }
      await sleep(50);
    }
  };
  return {
    id: ports.id,
    get pid() {
      return broker.pid ?? 0;
    },
    port: ports.client,
    logFile,
    whenReady,
    async kill(signal) {
      if (isOver()) return;
      const over = new Promise<void>((resolve) => broker.once("exit", () => resolve()));
      broker.kill(signal);
      if (signal === "SIGSTOP" || signal === "SIGCONT") return;
      const force = setTimeout(() => broker.kill("SIGKILL"), 30_000);
      await over;
      clearTimeout(force);
    },
    async start() {
      if (!isOver()) throw new Error(`Kafka node ${ports.id} is running`);
      broker = launch();
      await whenReady([ports.id]);
    },
  };
};
