import { execFile } from "node:child_process";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The broker that is started when nobody says otherwise, and the newest of the line before it. */
export const kafkaVersions = { current: "4.4.0", previous: "3.9.2" } as const;

const pom = fileURLToPath(new URL("../pom.xml", import.meta.url));

/** Runs a program to its end; a failure names it, says what is missing, and shows the end of its output. */
export const runProgram = (program: string, args: ReadonlyArray<string>, hint: string): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 16 * 1024 * 1024 }, (failure, stdout, stderr) => {
      if (failure === null) return resolve(stdout);
      const absent = "code" in failure && failure.code === "ENOENT";
      const why = absent ? "is not installed" : `failed:\n${`${stdout}\n${stderr}`.trim().slice(-2000)}`;
      reject(new Error(`${program} ${why}\n${hint}`));
    });
  });

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * The folder with the jars of one Kafka version, fetched by Maven the first time (about 45 MB, then from the cache in
 * the user's folder, without a network). Several processes may ask at once.
 */
export const kafkaJars = async (version: string): Promise<string> => {
  const folder = join(homedir(), ".cache", "rapport", "kafka", version);
  if (await exists(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const part = `${folder}.${process.pid}.part`;
  await runProgram(
    "mvn",
    [
      "-q",
      "-B",
      `-Dkafka.version=${version}`,
      "-DincludeScope=runtime",
      `-DoutputDirectory=${part}`,
      "-f",
      pom,
      "dependency:copy-dependencies",
    ],
    `A local Kafka ${version} needs Maven (package maven) and, the first time, a network.`,
  );
  // Whole or not at all: whoever comes second finds the first one's folder and drops its own.
  await rename(part, folder).catch(async (failure: unknown) => {
    if (!(await exists(folder))) throw failure;
    await rm(part, { recursive: true, force: true });
  });
  return folder;
};
