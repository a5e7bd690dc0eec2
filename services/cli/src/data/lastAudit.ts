import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AuditResult } from "@rapport/contracts/http/data/Audit";
import { audit, type AuditReport } from "@rapport/projector/Audit";
import { defaultOptions } from "@rapport/projector/config";
import { Installation, type Place } from "@rapport/runtime/Installation";
import { version } from "@rapport/runtime/Version";
import { Clock, Effect } from "effect";

const fileOf = (place: Place): string | null =>
  place.kind === "cluster" ? null : join(place.paths.runFolder, "audit.json");

const comparedOf = ({ records, grids, mismatches, stateHash }: AuditReport): AuditResult["compared"] => ({
  records,
  ranges: grids,
  agree: mismatches.length === 0,
  differences: mismatches.map(({ topic, partition, lo, hi, inLog, inWarehouse, records: atFault }) => ({
    topic,
    partition,
    first: lo,
    last: hi,
    inLog: inLog.count,
    inWarehouse: inWarehouse.count,
    records: atFault.map(({ offset, eventId }) => ({ offset, eventId })),
  })),
  stateHash,
});

const iso = (ms: number): string => new Date(ms).toISOString();

/** Compares log and warehouse, and keeps what came of it beside the data. */
export const auditAndKeep = Effect.gen(function* () {
  const file = fileOf(yield* Installation);
  const startedMs = yield* Clock.currentTimeMillis;
  const done = yield* Effect.result(audit({ gridSize: defaultOptions.gridSize, codeVersion: version }));
  const times = { startedAt: iso(startedMs), endedAt: iso(yield* Clock.currentTimeMillis) };
  const result: AuditResult =
    done._tag === "Success"
      ? { ...times, compared: comparedOf(done.success), failure: null }
      : { ...times, compared: null, failure: done.failure.message };
  if (file !== null)
    yield* Effect.promise(async () => {
      await writeFile(`${file}.new`, JSON.stringify(result), { mode: 0o600 });
      await rename(`${file}.new`, file);
    }).pipe(Effect.ignoreCause);
  return { done, result };
});

/** What came of the last one on this installation; null where none was made, or none is kept. */
export const readLastAudit = Effect.flatMap(Installation, (place) => {
  const file = fileOf(place);
  if (file === null) return Effect.succeed(null);
  return Effect.promise(async (): Promise<AuditResult | null> => {
    try {
      const kept = AuditResult.safeParse(JSON.parse(await readFile(file, "utf8")));
      return kept.success ? kept.data : null;
    } catch {
      return null;
    }
  });
});
