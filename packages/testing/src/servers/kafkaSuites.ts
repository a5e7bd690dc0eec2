import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { haveDocker, haveLocalKafka } from "./toolsOfMachine.ts";

/** What a machine has of that which the suites need. */
export interface KafkaAtHand {
  /** `KAFKA_BROKERS` names a broker. */
  readonly named: boolean;
  readonly docker: boolean;
  /** Brokers can be started from jars. */
  readonly local: boolean;
}

/** Which of the suites that need Kafka can run; paths from the root. */
export interface KafkaSuites {
  readonly run: ReadonlyArray<string>;
  readonly leftOut: ReadonlyArray<{ readonly path: string; readonly tests: number }>;
}

/**
 * Suites that start local brokers of their own (they harm them, or secure them) need the jars; one that asks for a
 * broker of another version needs some way to start one; all others take whatever broker there is.
 */
const canRun = (text: string, { named, docker, local }: KafkaAtHand): boolean => {
  if (/LocalKafka"|infra\/kafka\/src/.test(text)) return local;
  return /startKafkaForTests/.test(text) ? local || docker : named || local || docker;
};

/** Chooses by what a suite's text says it uses. The number of tests is of those written out, not of loops. */
export const chooseKafkaSuites = (
  suites: ReadonlyArray<{ readonly path: string; readonly text: string }>,
  atHand: KafkaAtHand,
): KafkaSuites => ({
  run: suites.filter(({ text }) => canRun(text, atHand)).map(({ path }) => path),
  leftOut: suites
    .filter(({ text }) => !canRun(text, atHand))
    .map(({ path, text }) => ({ path, tests: text.match(/\bit(?:\.\w+)*\(/g)?.length ?? 0 })),
});

/** The suites of a folder of the repository, for this machine and environment. */
export const findKafkaSuites = async (root: string, folder: string): Promise<KafkaSuites> => {
  const suites = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const local = await haveLocalKafka();
  return chooseKafkaSuites(suites, {
    named: (process.env["KAFKA_BROKERS"] ?? "") !== "",
    // Where brokers start from jars all suites run, whatever Docker says.
    docker: !local && (await haveDocker()),
    local,
  });
};
