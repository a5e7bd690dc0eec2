import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { topics } from "@rapport/contracts/Topics";
import { madeMessages, mboxOf } from "@rapport/testing/mailbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crashSeed, logLines, randomFrom, type RunEnd, runIngest } from "./support/ingestRuns.ts";

const messages = 2_300;
let folder = "";
let box = "";
let clean: ReadonlyArray<string> = [];

const ingest = (log: string, end: RunEnd = {}) => runIngest("email", log, [box], end);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rapport-crash-"));
  box = join(folder, "box");
  await mkdir(box);
  const made = madeMessages(messages);
  await writeFile(join(box, "a.mbox"), mboxOf(made.slice(0, 1_500)));
  await writeFile(join(box, "b.mbox.gz"), gzipSync(mboxOf(made.slice(1_500, 2_000))));
  for (const [n, text] of made.slice(2_000).entries()) await writeFile(join(box, `c${n}.eml`), text);
  await writeFile(join(box, "d-empty.eml"), "");
  await writeFile(join(box, "e-broken.gz"), gzipSync(mboxOf(made)).subarray(0, 5_000));
  const log = join(folder, "clean.sqlite");
  await ingest(log);
  clean = await logLines(log);
});
afterAll(() => rm(folder, { recursive: true }));

/** Every record once, as a run without a crash leaves them. */
const expectClean = async (log: string): Promise<void> => {
  const found = await logLines(log);
  expect([...new Set(found)]).toEqual(clean);
  // Records and checkpoints share a transaction here, so a crash repeats no event. Dead letters are
  // appended before, and may come again with the same id.
  const events = found.filter((line) => line.startsWith(topics.interactions.name));
  expect(events.length).toBe(new Set(events).size);
};

describe("an ingest that is killed", () => {
  it("a clean run leaves every message and problem in the log once", () => {
    const events = clean.filter((line) => line.startsWith(`${topics.interactions.name} `));
    const ids = new Set(events.map((line) => line.split(" ")[2]));
    expect(ids.size).toBe(messages);
    expect(events.length).toBeGreaterThan(messages);
    expect(clean.filter((line) => line.startsWith(`${topics.deadLetters.name} `)).length).toBe(2);
  });

  it(`loses and repeats nothing, killed -9 at random and resumed (RAPPORT_SEED=${crashSeed})`, async () => {
    const random = randomFrom(crashSeed);
    const log = join(folder, "random.sqlite");
    let kills = 0;
    for (let run = 0; run < 5; run++) if ((await ingest(log, { killAfter: 1 + random(3) })).killed) kills++;
    expect(kills).toBeGreaterThan(1);
    await ingest(log);
    await expectClean(log);
    expect((await ingest(log)).newRecords).toBe(0);
    await expectClean(log);
  });

  it("loses and repeats nothing when it dies right before or after an append", async () => {
    for (const [when, nth] of [
      ["before", 3],
      ["after", 6],
    ] as const) {
      const log = join(folder, `${when}-${nth}.sqlite`);
      expect((await ingest(log, { when, nth })).killed).toBe(true);
      await ingest(log);
      await expectClean(log);
    }
  });

  it("would be caught writing checkpoints before the records they stand for", async () => {
    const log = join(folder, "planted.sqlite");
    expect((await ingest(log, { when: "planted", nth: 3 })).killed).toBe(true);
    await ingest(log);
    expect((await logLines(log)).length).toBeLessThan(clean.length);
    await expect(expectClean(log)).rejects.toThrow();
  });
});
