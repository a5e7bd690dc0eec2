import { expect, it } from "vitest";
import { OpenLetters } from "./OpenLetters.ts";
import { toDeadLetter } from "./toDeadLetter.ts";

const letter = (position: number, reason = "no fee") =>
  toDeadLetter(
    {
      code: "invalid_row",
      reason,
      source: { connector: "ledger", account: "books", file: "a.csv", position: String(position) },
      path: "/in/a.csv",
      sizeBytes: 1,
      sha256: null,
      place: "p",
    },
    { recordedAt: 0, codeVersion: "test" },
  );

/** A reading of a file with these bad rows, on what earlier ones left behind. */
const reading = (kept: Map<string, string>, rows: ReadonlyArray<number>) => {
  const letters = new OpenLetters();
  const counts = new Map(
    OpenLetters.countNames(["p"]).flatMap((name) => (kept.has(name) ? [[name, kept.get(name)!]] : [])),
  );
  letters.load(["p"], counts, kept);
  const raised = rows.filter((row) => letters.raise("p", letter(row)) !== null).length;
  const keep = () => {
    for (const { name, value } of letters.takeChanged()) kept.set(name, value);
  };
  keep();
  const settled = letters.settle().length;
  keep();
  return { raised, settled };
};

it("remembers thousands of letters from one reading to the next", () => {
  const kept = new Map<string, string>();
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  expect(reading(kept, rows(0, 1_000))).toEqual({ raised: 1_000, settled: 0 });
  expect(kept.size).toBe(5);
  expect(reading(kept, rows(0, 1_000))).toEqual({ raised: 0, settled: 0 });
  expect(reading(kept, rows(300, 1_100))).toEqual({ raised: 100, settled: 300 });
  expect(reading(kept, rows(300, 1_100))).toEqual({ raised: 0, settled: 0 });
  expect(reading(kept, [])).toEqual({ raised: 0, settled: 800 });
  expect(reading(kept, [])).toEqual({ raised: 0, settled: 0 });
  expect(reading(kept, [5])).toEqual({ raised: 1, settled: 0 });
  expect(reading(kept, [5])).toEqual({ raised: 0, settled: 0 });
});

it("a reading that did not get to its end resolves nothing", () => {
  const kept = new Map<string, string>();
  reading(kept, [1, 2]);
  const half = new OpenLetters();
  half.load(["p"], kept, kept);
  expect(half.raise("p", letter(1))).toBeNull();
  expect(half.takeChanged()).toEqual([]);
});
