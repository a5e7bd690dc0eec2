import { mkdtempSync, rmSync } from "node:fs";
import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { EventLog } from "@rapport/event-log/EventLog";
import { ingestEmail } from "./src/IngestEmail.ts";
import { Effect, Layer } from "effect";
const n = Number(process.argv[3] ?? 3);
for (let r = 0; r < n; r++) {
  const home = mkdtempSync("/tmp/x/zz-");
  const L = Layer.mergeAll(SqliteEventLog.layer({ file: home + "/log.sqlite" }), layerMailParserPool());
  await Effect.runPromise(Effect.gen(function* () {
    yield* (yield* EventLog).endOffsets("rapport.interactions");
    const c = process.cpuUsage(); const t = performance.now();
    const s = yield* ingestEmail({ paths: [process.argv[2]!] });
    const u = process.cpuUsage(c);
    console.log("ingest", Math.round(performance.now() - t), Math.round((u.user + u.system) / 1000), JSON.stringify(s));
    const c2 = process.cpuUsage(); const t2 = performance.now();
    const s2 = yield* ingestEmail({ paths: [process.argv[2]!] });
    const u2 = process.cpuUsage(c2);
    console.log("again", Math.round(performance.now() - t2), Math.round((u2.user + u2.system) / 1000), JSON.stringify(s2));
  }).pipe(Effect.provide(L)));
  rmSync(home, { recursive: true });
}
