import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventLogContract } from "@rapport/testing/eventLogContract";
import { contractSettings } from "@rapport/testing/eventLogSubject";
import { Context, Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { EventLog } from "./EventLog.ts";
import { SqliteEventLog } from "./SqliteEventLog.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

eventLogContract("SqliteEventLog", () => {
  const layer = SqliteEventLog.layer({
    ...contractSettings,
    file: join(folder, crypto.randomUUID(), "log.sqlite"),
  });
  return { open: Effect.map(Layer.build(Layer.fresh(layer)), Context.get(EventLog)) };
});
