import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import { readmeFirstLine } from "@rapport/simulator/sources/writeReadme";
import { Effect } from "effect";
import { afterAll } from "vitest";
import { agencyEnd, prepareFolder } from "./simulate.ts";

const base = mkdtempSync(join(tmpdir(), "rapport-simulate-"));
afterAll(() => rmSync(base, { recursive: true }));

describe("the folder of a simulation", () => {
  it.effect("is made where there is none", () =>
    Effect.gen(function* () {
      yield* prepareFolder(join(base, "new", "deep"));
      assert.isTrue(existsSync(join(base, "new", "deep")));
    }),
  );

  it.effect("is refused, and left alone, when it holds anything else", () =>
    Effect.gen(function* () {
      const folder = join(base, "mine");
      mkdirSync(folder);
      writeFileSync(join(folder, "README.md"), "# My own notes\n");
      const refusal = yield* Effect.flip(prepareFolder(folder));
      assert.include(refusal.message, "is not empty, and was not made by");
      assert.strictEqual(readFileSync(join(folder, "README.md"), "utf8"), "# My own notes\n");
      const file = join(folder, "README.md");
      assert.include((yield* Effect.flip(prepareFolder(file))).message, "cannot be used");
    }),
  );

  it.effect("is emptied when a simulation made it", () =>
    Effect.gen(function* () {
      const folder = join(base, "agency");
      mkdirSync(join(folder, "mail"), { recursive: true });
      writeFileSync(join(folder, "README.md"), `${readmeFirstLine}\n`);
      yield* prepareFolder(folder);
      assert.deepStrictEqual(readdirSync(folder), []);
    }),
  );
});

describe("the size of a simulation", () => {
  const fine = { clients: 20, members: 6, months: 1, end: "2026-02-28" };
  it.effect("ends on a day there is", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* agencyEnd(fine), Date.UTC(2026, 1, 28) / 86_400_000);
    }),
  );
  it.effect("is refused with the flag that is wrong", () =>
    Effect.gen(function* () {
      const wrong = [
        [{ clients: 19 }, "--clients"],
        [{ members: 5 }, "--members"],
        [{ months: 0 }, "--months"],
        [{ end: "2026-02-31" }, "--end"],
        [{ end: "soon" }, "--end"],
      ] as const;
      for (const [change, flag] of wrong)
        assert.include((yield* Effect.flip(agencyEnd({ ...fine, ...change }))).message, flag);
    }),
  );
});
