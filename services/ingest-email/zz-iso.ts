import { mkdtempSync, rmSync } from "node:fs";
import { layerMailParserPool, MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { readMailSource } from "@rapport/connectors/mail/MailSource";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { EventLog } from "@rapport/event-log/EventLog";
import { mailSteps } from "./src/mailSteps.ts";
import { makeBatcher } from "./src/IngestBatch.ts";
import { unknownFirm } from "./src/Firm.ts";
import { Effect, Layer, Stream } from "effect";
const dir = process.argv[2]!;
const input = { path: dir, account: "a", prefix: "" };
const cpu = async (name: string, f: () => Promise<unknown>) => {
  for (let i = 0; i < 3; i++) { const c = process.cpuUsage(); const t = performance.now(); await f(); const u = process.cpuUsage(c);
  console.log(name, "wall", Math.round(performance.now() - t), "cpu", Math.round((u.user + u.system) / 1000)); }
};
await cpu("read source only", () => Effect.runPromise(Stream.runDrain(readMailSource(dir))));
await cpu("read source startAt async", () => Effect.runPromise(Stream.runDrain(readMailSource(dir, { startAt: async () => null }))));
const items = Array.from(await Effect.runPromise(Stream.runCollect(readMailSource(dir))));
const outcomes = new Map<Uint8Array, any>();
await Effect.runPromise(Effect.gen(function* () { const p = yield* MailParserPool;
  yield* Effect.forEach(items, (i) => i.kind === "message" ? Effect.map(p.parse(i.bytes.slice()), (o) => outcomes.set(i.bytes, o)) : Effect.void, { concurrency: 6 }); }).pipe(Effect.provide(layerMailParserPool())));
const fake = Layer.succeed(MailParserPool, { inFlight: 6, parse: (b: Uint8Array) => Effect.succeed(outcomes.get(b)!) });
await cpu("mailSteps fake pool", () => Effect.runPromise(mailSteps(Stream.fromIterable(items, { chunkSize: 1 }), input, unknownFirm).pipe(Stream.runDrain, Effect.provide(fake))));
await cpu("mailSteps+batch", () => Effect.runPromise(mailSteps(Stream.fromIterable(items, { chunkSize: 1 }), input, unknownFirm).pipe(Stream.groupedWithin(256, "1 second"), Stream.map(makeBatcher(() => ({ from: null, previous: null }))), Stream.buffer({ capacity: 1 }), Stream.runDrain, Effect.provide(fake))));
