import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { topics } from "@rapport/contracts/Topics";
import { madeMessages, mboxOf } from "@rapport/testing/mailbox";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { logLines, runIngest } from "./support/ingestRuns.ts";

const script = fileURLToPath(new URL("./support/togetherChild.ts", import.meta.url));
const cache = fileURLToPath(new URL("../../node_modules/.cache/ingest-runs", import.meta.url));

/** A child, what it printed, and how to wait for a line of it. */
class Ingest {
  readonly child: ChildProcess;
  #out = "";
  readonly ended: Promise<number | null>;
  constructor(source: string, log: string, how: "held" | "unheld", paths: ReadonlyArray<string>) {
    const env = { ...process.env, NODE_COMPILE_CACHE: cache };
    this.child = spawn(process.execPath, [script, source, log, how, ...paths], {
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.child.stdout!.on("data", (chunk: Buffer) => (this.#out += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.on("close", resolve));
  }
  get out() {
    return this.#out;
  }
  /** The first of the words that it prints. */
  async until(...words: ReadonlyArray<string>): Promise<void> {
    while (!words.some((word) => this.#out.includes(word)))
      await new Promise<void>((resolve, reject) => {
        this.child.stdout!.once("data", () => resolve());
        void this.ended.then(() => reject(new Error(`ended without ${words.join(" or ")}: ${this.#out}`)));
      });
  }
  proceed(): void {
    this.child.stdin!.write("\n");
  }
}

const running: Array<Ingest> = [];
const start = (...args: ConstructorParameters<typeof Ingest>): Ingest => {
  const ingest = new Ingest(...args);
  running.push(ingest);
  return ingest;
};

let folder = "";
const inputs = { ledger: "agency/books", email: "box" } as const;
type Source = keyof typeof inputs;
const pathsOf = (source: Source) => [join(folder, inputs[source])];
const clean = new Map<Source, ReadonlyArray<string>>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rapport-together-"));
  await mkdir(join(folder, "agency"));
  await mkdir(join(folder, "box"));
  const endDay = Date.UTC(2026, 9, 31) / 86_400_000;
  const options = { seed: 7, clients: 20, members: 8, months: 3, endDay };
  for (const _ of simulateAgency(options, join(folder, "agency"))) continue;
  await writeFile(join(folder, "box", "a.mbox"), mboxOf(madeMessages(600)));
  for (const source of Object.keys(inputs) as Array<Source>) {
    const log = join(folder, `clean-${source}.sqlite`);
    await runIngest(source, log, pathsOf(source));
    clean.set(source, await logLines(log));
  }
}, 60_000);
afterEach(async () => {
  for (const ingest of running.splice(0)) {
    ingest.child.kill("SIGKILL");
    await ingest.ended;
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const repeatedEvents = (lines: ReadonlyArray<string>): number => {
  const events = lines.filter((line) => !line.startsWith(topics.deadLetters.name));
  return events.length - new Set(events).size;
};

const expectClean = async (source: Source, log: string): Promise<void> => {
  const found = await logLines(log);
  expect([...new Set(found)]).toEqual(clean.get(source));
  expect(repeatedEvents(found)).toBe(0);
};

describe.each(Object.keys(inputs) as Array<Source>)("two processes that ingest the same %s", (source) => {
  it("take turns: the second one writes nothing before the first has ended, and then nothing twice", async () => {
    const log = join(folder, `turns-${source}.sqlite`);
    const pair = [start(source, log, "held", pathsOf(source)), start(source, log, "held", pathsOf(source))];
    const first = await Promise.race(pair.map((one) => one.until("writes").then(() => one)));
    const second = pair.find((one) => one !== first)!;
    await second.until("starts");
    expect(second.out).not.toContain("writes");
    first.proceed();
    expect(await first.ended).toBe(0);
    second.proceed();
    expect(await second.ended).toBe(0);
    expect(second.out).toContain('"newRecords":0');
    await expectClean(source, log);
  });

  it("hand over at once when the first is killed -9", async () => {
    const log = join(folder, `killed-${source}.sqlite`);
    const first = start(source, log, "held", pathsOf(source));
    await first.until("writes");
    const second = start(source, log, "held", pathsOf(source));
    await second.until("starts");
    first.child.kill("SIGKILL");
    await second.until("writes");
    second.proceed();
    expect(await second.ended).toBe(0);
    await expectClean(source, log);
  });

  it("would be caught writing both at once", async () => {
    const log = join(folder, `unheld-${source}.sqlite`);
    const pair = [
      start(source, log, "unheld", pathsOf(source)),
      start(source, log, "unheld", pathsOf(source)),
    ];
    for (const one of pair) await one.until("writes");
    for (const one of pair) one.proceed();
    for (const one of pair) expect(await one.ended).toBe(0);
    expect(repeatedEvents(await logLines(log))).toBeGreaterThan(0);
    await expect(expectClean(source, log)).rejects.toThrow();
  });
});

it("an ingest that is stopped for longer than a session hands over to another; going on, it gives up", async () => {
  const log = join(folder, "stopped.sqlite");
  const first = start("ledger", log, "held", pathsOf("ledger"));
  await first.until("writes");
  first.child.kill("SIGSTOP");
  const second = start("ledger", log, "held", pathsOf("ledger"));
  await second.until("writes");
  first.child.kill("SIGCONT");
  expect(await first.ended).toBe(1);
  expect(first.out).toContain("another process may have taken over");
  second.proceed();
  expect(await second.ended).toBe(0);
  await expectClean("ledger", log);
});
