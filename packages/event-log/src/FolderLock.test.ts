import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import { Effect } from "effect";
import { afterAll } from "vitest";
import { FolderLock, FolderLocked } from "./FolderLock.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-lock-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("FolderLock", () => {
  it.effect("is held by one at a time, says by whom, and is free after the scope", () =>
    Effect.gen(function* () {
      const file = join(folder, "run", "lock.sqlite");
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* FolderLock.acquire(file);
          // Three times: a failed attempt must not loosen the lock that is held.
          for (let attempt = 0; attempt < 3; attempt++) {
            const error = yield* Effect.flip(Effect.scoped(FolderLock.acquire(file)));
            assert.deepStrictEqual(error, new FolderLocked({ file, holderPid: process.pid }));
          }
        }),
      );
      yield* Effect.scoped(FolderLock.acquire(file));
    }),
  );

  it.effect("says what is wrong when the file cannot be made", () =>
    Effect.gen(function* () {
      writeFileSync(join(folder, "plain"), "");
      const error = yield* Effect.flip(
        Effect.scoped(FolderLock.acquire(join(folder, "plain", "lock.sqlite"))),
      );
      assert.strictEqual(error._tag, "FolderLockError");
      assert.include(error.message, join(folder, "plain", "lock.sqlite"));
    }),
  );
});
