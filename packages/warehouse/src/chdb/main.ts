import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Engine } from "./Engine.ts";
import { Gate } from "./Gate.ts";
import { loadNative } from "./Native.ts";
import { Pipes } from "./Pipes.ts";
import { makeServer } from "./Server.ts";
import { Spool } from "./Spool.ts";

const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    port: { type: "string", default: "0" },
    "password-file": { type: "string" },
    "stop-with-stdin": { type: "boolean", default: false },
  },
});
const folder = resolve(values.folder ?? "");
const password = readFileSync(values["password-file"] ?? "", "utf8").trim();
const engine = new Engine(loadNative(), folder);
const signal = new AbortController().signal;
await engine.run({
  prelude: [],
  sql: "CREATE DATABASE IF NOT EXISTS rapport ENGINE = Atomic",
  format: "Null",
  queryId: "start",
  signal,
});
const zone = await engine.run({
  prelude: [],
  sql: "SELECT timezone()",
  format: "TSV",
  queryId: "start",
  signal,
});
const reads = 6;
const server = makeServer(
  {
    engine,
    pipes: new Pipes(join(folder, "answers"), reads),
    spool: new Spool(join(folder, "inserts")),
    reads: new Gate(reads, 1000),
    writes: new Gate(2, 1000),
    timezone: Buffer.from(zone.bytes).toString().trim(),
  },
  password,
);
server.listen({ host: "127.0.0.1", port: Number(values.port) }, () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: process.pid })}\n`);
});
const stop = async () => {
  server.close();
  server.closeAllConnections();
  await engine.drained();
  engine.close();
  process.exit(0);
};
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
if (values["stop-with-stdin"]) {
  process.stdin.resume();
  process.stdin.on("close", () => void stop());
}
