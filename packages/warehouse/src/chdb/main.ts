import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeAccess } from "./access.ts";
import { Engine } from "./Engine.ts";
import { exitCodes } from "./exitCodes.ts";
import { openOn, prepareFolder, StartError } from "./Folder.ts";
import { Gate } from "./Gate.ts";
import { loadNative } from "./Native.ts";
import { Pipes } from "./Pipes.ts";
import { limits } from "./limits.ts";
import { listen, makeServer } from "./Server.ts";
import { Sessions } from "./Sessions.ts";
import { Spool } from "./Spool.ts";
import { stopper } from "./stop.ts";
import { makeWorkFolder } from "./workFolder.ts";

/*
 * The chDB process: the embedded engine behind ClickHouse's HTTP interface, on loopback.
 *
 *   node main.ts --folder DIR --password-file FILE [--port N] [--config-file FILE] [--stop-with-stdin]
 *
 * `--port` 0 (the default) takes a free one. `--config-file` is a configuration in ClickHouse's XML, for what only
 * that can say: clusters, macros; without one the engine has the roles of `writeAccess`. `--stop-with-stdin` ends the process when its standard input
 * closes, so that it never outlives the program that started it. SIGTERM and SIGINT stop it in bounded time.
 * Start it with UV_THREADPOOL_SIZE of at least `limits.threads`. Ends with one of `exitCodes`.
 */

/** One JSON line for whoever started the process: `{url, pid}` when ready, `{error}` when it cannot start. */
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const readPassword = (file: string | undefined): string => {
  try {
    const password = readFileSync(file ?? "", "utf8").trim();
    if (password !== "") return password;
  } catch (cause) {
    throw new StartError(exitCodes.usage, `--password-file ${file ?? "(absent)"} cannot be read`, cause);
  }
  throw new StartError(exitCodes.usage, `--password-file ${file} is empty`);
};

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        folder: { type: "string" },
        port: { type: "string", default: "0" },
        "config-file": { type: "string" },
        "password-file": { type: "string" },
        "stop-with-stdin": { type: "boolean", default: false },
      },
    }).values;
  } catch (cause) {
    throw new StartError(exitCodes.usage, String(cause), cause);
  }
};

const openEngine = async (folder: string, configFile: string | undefined) => {
  prepareFolder(folder);
  const engine = openOn(folder, () => new Engine(loadNative(), folder, configFile ?? writeAccess(folder)));
  const run = async (sql: string) => {
    const signal = new AbortController().signal;
    const result = await engine.run({ prelude: [], sql, format: "TSVRaw", queryId: "start", signal });
    return Buffer.from(result.bytes).toString().trim();
  };
  // Overlay, the library's default, refuses views that refresh.
  await run("CREATE DATABASE IF NOT EXISTS rapport ENGINE = Atomic");
  return { engine, timezone: await run("SELECT timezone()") };
};

const start = async () => {
  const values = readArguments();
  if (values.folder === undefined) throw new StartError(exitCodes.usage, "--folder is absent");
  const folder = resolve(values.folder);
  const password = readPassword(values["password-file"]);
  const { engine, timezone } = await openEngine(folder, values["config-file"]);
  const work = makeWorkFolder(folder, tmpdir());
  const server = makeServer(
    {
      engine,
      sessions: new Sessions(engine),
      timezone,
      pipes: new Pipes(work, limits.reads),
      spool: new Spool(work),
      reads: new Gate(limits.reads, limits.waiting),
      writes: new Gate(limits.writes, limits.waiting),
    },
    password,
  );
  const stop = stopper(server, engine);
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // The other end is the parent's: it closes when the parent dies, however it dies.
  if (values["stop-with-stdin"]) process.stdin.on("error", stop).on("close", stop).resume();
  const port = await listen(server, Number(values.port));
  say({ url: `http://127.0.0.1:${port}`, pid: process.pid });
};

start().catch((cause: unknown) => {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  say({ error: error.message });
  process.exit(error instanceof StartError ? error.exitCode : exitCodes.engine);
});
