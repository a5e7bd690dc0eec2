import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect, Exit } from "effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FuzzedSource, ingestMutant, mutate, writeMutant } from "./support/fuzz.ts";

/**
 * Broken files of every format through the whole ingest. RAPPORT_FUZZ says how many of each source (default 60),
 * RAPPORT_SEED where to begin; what was found once is kept in tests/fixtures/fuzz and read every time.
 */
const times = Number(process.env["RAPPORT_FUZZ"] ?? 60);
const seed = Number(process.env["RAPPORT_SEED"] ?? 1);

const fixtures = fileURLToPath(new URL("../fixtures", import.meta.url));
const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
if (!existsSync(corpus))
  console.warn(`LEFT OUT: ${corpus} is not there; only what ships and what is simulated was broken.`);

const places: Readonly<Record<FuzzedSource, ReadonlyArray<string>>> = {
  tickets: ["tickets", "api-samples/freshdesk", "api-samples/jira"],
  meetings: ["calendars", "ics-fixtures", "api-samples/google-calendar"],
  ledger: ["ledger", "api-samples/jira"],
};
const simulated: Readonly<Record<FuzzedSource, string>> = {
  tickets: "helpdesk",
  meetings: "calendars",
  ledger: "books",
};
const readable = /\.(?:json|jsonl|ics|csv|tsv|txt)$/;
const largest = 200_000;

const filesBelow = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .toSorted()
        .map((name) => join(folder, name))
        .filter((path) => readable.test(path) && statSync(path).size <= largest && statSync(path).isFile())
    : [];

let folder = "";
const originals = new Map<FuzzedSource, ReadonlyArray<string>>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-fuzz-"));
  const endDay = Date.UTC(2026, 9, 31) / 86_400_000;
  for (const _ of simulateAgency({ seed: 7, clients: 20, members: 6, months: 1, endDay }, folder)) continue;
  for (const source of Object.keys(places) as Array<FuzzedSource>)
    originals.set(source, [
      ...filesBelow(join(folder, simulated[source])),
      ...places[source].flatMap((place) => [
        ...filesBelow(join(fixtures, place)),
        ...filesBelow(join(corpus, place)),
      ]),
    ]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing lost and nothing made up between the reader and the log; ends by itself. */
const expectSound = async (source: FuzzedSource, path: string, what: string): Promise<void> => {
  const exit = await Effect.runPromiseExit(ingestMutant(source, path));
  if (Exit.isFailure(exit)) throw new Error(`${what}: ${JSON.stringify(exit.cause)}`, { cause: exit.cause });
  const { summary, items, events, letters } = exit.value;
  expect(summary.documents + summary.deadLetters, what).toBe(items);
  expect(events, what).toBeLessThanOrEqual(summary.documents);
  expect(events > 0, what).toBe(summary.documents > 0);
  expect(letters, what).toBeLessThanOrEqual(summary.deadLetters);
  expect(letters > 0, what).toBe(summary.deadLetters > 0);
};

describe.each(Object.keys(places) as Array<FuzzedSource>)("broken files of %s", (source) => {
  it("whole ones are read first: the corpus is worth breaking", async () => {
    const files = originals.get(source)!;
    expect(files.length).toBeGreaterThan(5);
    let documents = 0;
    for (const file of files.filter((path) => path.startsWith(folder)))
      documents += (await Effect.runPromise(ingestMutant(source, file))).summary.documents;
    expect(documents).toBeGreaterThan(100);
  });

  it(`become events and dead letters, never a crash, a hang or a loss (${times} from RAPPORT_SEED=${seed})`, async () => {
    for (let n = seed; n < seed + times; n++) {
      const random = seededRandom(n);
      const file = random.pick(originals.get(source)!);
      const mutant = mutate(file, random);
      const path = writeMutant(join(folder, `mutant-${source}`), basename(file), mutant);
      await expectSound(source, path, `RAPPORT_SEED=${n} ${file} ${mutant.name}`);
    }
  });

  it("so do those that were found once", async () => {
    for (const path of filesBelow(join(fixtures, "fuzz", source))) await expectSound(source, path, path);
  });
});
