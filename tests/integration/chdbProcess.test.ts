import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { describe, expect, it } from "@effect/vitest";
import { ChdbProcess, type ChdbProcessOptions } from "@rapport/warehouse/chdb/ChdbProcess";
import { spawnProcess } from "@rapport/warehouse/chdb/childProcess";
import { exitCodes } from "@rapport/warehouse/chdb/exitCodes";
import { Effect, Layer, Redacted } from "effect";
import { afterEach, beforeEach } from "vitest";
import { asker } from "./support/ask.ts";
import { exited, spawnChdb } from "./support/chdb.ts";

let root: string;
let options: ChdbProcessOptions & { addressFile: string };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rapport-chdb-"));
  options = {
    folder: join(root, "warehouse"),
    passwordFile: join(root, "warehouse.password"),
    addressFile: join(root, "warehouse.json"),
  };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Looks every 10 ms; the test's own time limit ends it otherwise. */
const until = <E>(condition: Effect.Effect<boolean, E>): Effect.Effect<void, E> =>
  condition.pipe(
    Effect.flatMap((yes) => (yes ? Effect.void : Effect.sleep(10).pipe(Effect.andThen(until(condition))))),
  );

const failure = (changed: Partial<ChdbProcessOptions> = {}) =>
  Effect.flip(Effect.scoped(Layer.build(ChdbProcess.layer({ ...options, ...changed }))));

const clientOf = (chdb: ChdbProcess["Service"]) =>
  createClient({
    url: chdb.url,
    password: Redacted.value(chdb.password),
    database: "rapport",
    log: { level: ClickHouseLogLevel.OFF },
  });

describe("the supervisor", () => {
  it.live("starts the process, makes it known, and stops it with the scope", () =>
    Effect.gen(function* () {
      const pid = yield* Effect.gen(function* () {
        const chdb = yield* ChdbProcess;
        const health = yield* chdb.health;
        expect(health).toMatchObject({ state: "up", restarts: 0 });
        expect(JSON.parse(readFileSync(options.addressFile, "utf8"))).toEqual({
          url: chdb.url,
          pid: health.pid,
        });
        expect(statSync(options.passwordFile).mode & 0o777).toBe(0o600);
        expect(readFileSync(options.passwordFile, "utf8").trim()).toBe(Redacted.value(chdb.password));
        expect(Redacted.value(chdb.password).length).toBe(32);
        const client = clientOf(chdb);
        expect(yield* Effect.promise(() => client.ping({ select: true }))).toEqual({ success: true });
        yield* Effect.promise(() => client.close());
        return health.pid;
      }).pipe(Effect.provide(ChdbProcess.layer(options)));
      expect(alive(pid)).toBe(false);
      expect(existsSync(options.addressFile)).toBe(false);
    }),
  );

  it.live("starts it again after kill -9: same address, same password, what was committed is there", () =>
    Effect.gen(function* () {
      const chdb = yield* ChdbProcess;
      const client = clientOf(chdb);
      const run = (query: string) => Effect.promise(() => client.command({ query }));
      yield* run("CREATE TABLE kept (n UInt64) ENGINE = MergeTree ORDER BY n");
      yield* run("INSERT INTO kept SELECT number FROM numbers(100000)");
      for (const restarts of [1, 2]) {
        const { pid } = yield* chdb.health;
        process.kill(pid, "SIGKILL");
        yield* until(chdb.restarts.pipe(Effect.map((count) => count === restarts)));
        const health = yield* chdb.health;
        expect(health).toMatchObject({ state: "up", restarts });
        expect(health.pid).not.toBe(pid);
        expect(JSON.parse(readFileSync(options.addressFile, "utf8"))).toEqual({
          url: chdb.url,
          pid: health.pid,
        });
        const answer = yield* Effect.promise(() =>
          client.query({ query: "SELECT count() AS rows, sum(n) AS s FROM kept", format: "JSONEachRow" }),
        );
        expect(yield* Effect.promise(() => answer.json())).toEqual([{ rows: 100_000, s: 4_999_950_000 }]);
      }
      yield* Effect.promise(() => client.close());
    }).pipe(Effect.provide(ChdbProcess.layer(options))),
  );

  it.live("gives up when it dies too often, and says so", () => {
    const restart = { firstDelayMs: 10, longestDelayMs: 10, deaths: 1, windowMs: 60_000 };
    return Effect.gen(function* () {
      const chdb = yield* ChdbProcess;
      process.kill((yield* chdb.health).pid, "SIGKILL");
      yield* until(chdb.restarts.pipe(Effect.map((count) => count === 1)));
      process.kill((yield* chdb.health).pid, "SIGKILL");
      const error = yield* Effect.flip(chdb.failed);
      expect(error).toMatchObject({ _tag: "ChdbError", reason: "gave-up" });
      expect(error.message).toContain("died 2 times");
      expect(yield* chdb.health).toMatchObject({ state: "gave-up" });
    }).pipe(Effect.provide(ChdbProcess.layer({ ...options, restart })));
  });

  it.live("a second copy on the folder is told who has it, and harms nothing", () =>
    Effect.gen(function* () {
      const chdb = yield* ChdbProcess;
      const { pid } = yield* chdb.health;
      const error = yield* failure();
      expect(error.reason).toBe("in-use");
      expect(error.message).toContain(`warehouse folder ${options.folder} is in use by process ${pid}`);
      expect(JSON.parse(readFileSync(options.addressFile, "utf8"))).toEqual({ url: chdb.url, pid });
      const client = clientOf(chdb);
      expect(yield* Effect.promise(() => client.ping({ select: true }))).toEqual({ success: true });
      yield* Effect.promise(() => client.close());
    }).pipe(Effect.provide(ChdbProcess.layer(options))),
  );

  it.live("says why it cannot start", () =>
    Effect.gen(function* () {
      writeFileSync(join(root, "file"), "");
      const folder = join(root, "file", "below");
      const unwritable = yield* failure({ folder });
      expect([
        unwritable.reason,
        unwritable.message.includes(`warehouse folder ${folder} is not writable`),
      ]).toEqual(["not-writable", true]);
      expect(yield* failure({ startTimeoutMs: 1 })).toMatchObject({ reason: "not-started" });
      chmodSync(options.passwordFile, 0o644);
      expect((yield* failure()).message).toContain("can be read by others");
      writeFileSync(options.passwordFile, "\n");
      expect((yield* failure()).message).toContain("is empty");
    }),
  );

  it("leaves no orphan when its own program is killed with -9", async () => {
    const parent = spawn(
      process.execPath,
      [fileURLToPath(new URL("./support/chdbParent.ts", import.meta.url)), root],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [line] = await once(parent.stdout, "data");
    const pid = Number(line);
    expect(alive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await Effect.runPromise(until(Effect.sync(() => !alive(pid))));
    // The folder is free again.
    const next = await spawnChdb(options.folder);
    next.process.kill("SIGTERM");
    expect(await exited(next.process)).toBe(exitCodes.stopped);
  });
});

describe("the process", () => {
  const ended = async (args: Parameters<typeof spawnProcess>[0]) => {
    const child = spawnProcess(args);
    let said = "";
    child.stdout.on("data", (piece: Buffer) => (said += piece.toString()));
    const code = await exited(child);
    return { code, error: (JSON.parse(said) as { error: string }).error };
  };

  it("ends in bounded time on SIGTERM while queries run, and lets short ones finish", async () => {
    const chdb = await spawnChdb(options.folder);
    const ask = asker(chdb);
    const short = ask("SELECT sleep(1)");
    const endless = ask("SELECT sum(sipHash64(number)) FROM numbers(1000000000000)").catch(() => "cut off");
    const look = "KILL QUERY WHERE query LIKE '%sleep(1)%' OR query LIKE '%sipHash64%' TEST";
    while ((await ask(look)).text.split("OUTFILE").length < 3);
    chdb.process.kill("SIGTERM");
    expect(await exited(chdb.process)).toBe(exitCodes.stopped);
    expect(await short).toMatchObject({ status: 200, text: "0\n" });
    expect(await endless).toBe("cut off");
  });

  it("keeps its data in a folder whose name looks like a pattern", async () => {
    const folder = join(root, "a{b,c}*?[x] y'z");
    const chdb = await spawnChdb(folder);
    const ask = asker(chdb);
    await ask("CREATE TABLE t (n UInt8) ENGINE = MergeTree ORDER BY n");
    await ask("INSERT INTO t VALUES (7)");
    expect((await ask("SELECT * FROM t")).text).toBe("7\n");
    chdb.process.kill("SIGTERM");
    expect(await exited(chdb.process)).toBe(exitCodes.stopped);
  });

  it("has an exit code and a sentence for each way of not starting", async () => {
    const passwordFile = join(root, "password");
    const { folder } = options;
    const missing = await ended({ folder, passwordFile, port: 0 });
    expect(missing).toEqual({
      code: exitCodes.usage,
      error: `--password-file ${passwordFile} cannot be read`,
    });

    writeFileSync(passwordFile, "x");
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const address = holder.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const taken = await ended({ folder, passwordFile, port });
    expect(taken.code).toBe(exitCodes.unavailable);
    expect(taken.error).toContain(`cannot listen on 127.0.0.1:${port}`);
    holder.close();

    const first = await spawnChdb(folder);
    const second = await ended({ folder, passwordFile, port: 0 });
    expect(second.code).toBe(exitCodes.inUse);
    expect(second.error).toContain(`is in use by process ${first.pid}`);
    first.process.kill("SIGKILL");
    await exited(first.process);
  });
});
