import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventLogContract } from "@rapport/testing/eventLogContract";
import { afterAll } from "vitest";
import { sqliteLogUnderTest } from "./logsUnderTest.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

eventLogContract("SqliteEventLog", () => sqliteLogUnderTest(folder));
