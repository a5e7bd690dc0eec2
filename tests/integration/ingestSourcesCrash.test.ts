import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topics } from "@rapport/contracts/Topics";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  crashSeed,
  type IngestSource,
  logLines,
  randomFrom,
  type RunEnd,
  runIngest,
} from "./support/ingestRuns.ts";

const sources = { tickets: "helpdesk", meetings: "calendars", ledger: "books" } as const satisfies Partial<
  Record<IngestSource, string>
>;

let folder = "";
const inputs = (source: keyof typeof sources) => [join(folder, "agency", sources[source])];
const clean = new Map<string, ReadonlyArray<string>>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rapport-crash-"));
  await mkdir(join(folder, "agency"));
  const endDay = Date.UTC(2026, 9, 31) / 86_400_000;
  const options = { seed: 7, clients: 20, members: 8, months: 3, endDay };
  for (const _ of simulateAgency(options, join(folder, "agency"))) continue;
  for (const source of Object.keys(sources) as Array<keyof typeof sources>) {
    const log = join(folder, `clean-${source}.sqlite`);
    await runIngest(source, log, inputs(source));
    clean.set(source, await logLines(log));
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every record once, as a run without a crash leaves them: no event twice, and none under another revision. */
const expectClean = async (source: string, log: string): Promise<void> => {
  const found = await logLines(log);
  expect([...new Set(found)]).toEqual(clean.get(source));
  const events = found.filter((line) => !line.startsWith(topics.deadLetters.name));
  expect(events.length).toBe(new Set(events).size);
};

describe.each(Object.keys(sources) as Array<keyof typeof sources>)(
  "an ingest of %s that is killed",
  (source) => {
    it("leaves many records when it is not", () => {
      expect(clean.get(source)!.length).toBeGreaterThan(150);
      expect(new Set(clean.get(source)).size).toBe(clean.get(source)!.length);
    });

    it(`loses and repeats nothing, killed -9 at random and at appends, and resumed (RAPPORT_SEED=${crashSeed})`, async () => {
      const random = randomFrom(crashSeed);
      const log = join(folder, `killed-${source}.sqlite`);
      const ends: ReadonlyArray<RunEnd> = [
        { when: "before", nth: 2 },
        { killAfter: 1 + random(2) },
        { when: "after", nth: 1 + random(2) },
      ];
      for (const end of ends) expect((await runIngest(source, log, inputs(source), end)).killed).toBe(true);
      await runIngest(source, log, inputs(source));
      await expectClean(source, log);
      expect((await runIngest(source, log, inputs(source))).newRecords).toBe(0);
      await expectClean(source, log);
    });

    it("would be caught keeping what it knows before the records that make it known", async () => {
      const log = join(folder, `planted-${source}.sqlite`);
      expect((await runIngest(source, log, inputs(source), { when: "planted", nth: 1 })).killed).toBe(true);
      await runIngest(source, log, inputs(source));
      expect((await logLines(log)).length).toBeLessThan(clean.get(source)!.length);
      await expect(expectClean(source, log)).rejects.toThrow();
    });
  },
);
