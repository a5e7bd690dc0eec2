import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { sharedProjectionSuite } from "./support/sharedProjectionSuite.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "rapport-shared-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const freshLog = async () => ({ kind: "sqlite" as const, file: join(root, `${randomUUID()}.sqlite`) });

sharedProjectionSuite("SQLite's log", { canStop: false, freshLog });
