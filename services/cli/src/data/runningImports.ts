import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RunningImport } from "@rapport/contracts/http/data/Sources";
import type { ProgressUpdate, ReportProgress } from "@rapport/pipeline/Progress";
import { ImportsRunning } from "@rapport/reporting/data/DataDesks";
import { Installation, type Place } from "@rapport/runtime/Installation";
import { Clock, Effect, Layer } from "effect";
import { z } from "zod";

/** How often a running import says where it is. */
const everyMs = 500;

/** A file for each process that imports; `pid` tells those that ended without taking theirs away. */
const ImportFile = z.strictObject({ pid: z.number().int().positive(), import: RunningImport });

const folderOf = (place: Place): string | null =>
  place.kind === "cluster" ? null : join(place.paths.runFolder, "imports");

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

const importOf = (
  command: string,
  startedMs: number,
  nowMs: number,
  update: ProgressUpdate,
): RunningImport => ({
  command,
  label: update.label,
  unit: update.unit,
  done: Math.round(update.done),
  total: update.total === null ? null : Math.round(update.total),
  bytesDone: update.bytesDone ?? null,
  bytesTotal: update.bytesTotal ?? null,
  startedAt: new Date(startedMs).toISOString(),
  updatedAt: new Date(nowMs).toISOString(),
});

/**
 * Runs an import that others can follow: while it runs a file of the data folder says how far it is. That the file cannot
 * be written is no reason not to import.
 */
export const followedImport = <A, E, R>(
  command: string,
  work: (onProgress: ReportProgress) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R | Installation> =>
  Effect.gen(function* () {
    const folder = folderOf(yield* Installation);
    if (folder === null) return yield* work(() => Effect.void);
    const file = join(folder, `${process.pid}.json`);
    const startedMs = yield* Clock.currentTimeMillis;
    let toldMs = 0;
    const tell = (update: ProgressUpdate, nowMs: number) =>
      Effect.promise(async () => {
        const told = { pid: process.pid, import: importOf(command, startedMs, nowMs, update) };
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(`${file}.new`, JSON.stringify(told), { mode: 0o600 });
        await rename(`${file}.new`, file);
      }).pipe(Effect.ignoreCause);
    const onProgress: ReportProgress = (update) =>
      Effect.flatMap(Clock.currentTimeMillis, (nowMs) => {
        if (nowMs - toldMs < everyMs) return Effect.void;
        toldMs = nowMs;
        return tell(update, nowMs);
      });
    return yield* work(onProgress).pipe(
      Effect.ensuring(Effect.ignoreCause(Effect.promise(() => rm(file, { force: true })))),
    );
  });

/** Null for a file that is no import's, or whose process has ended. */
const readImport = async (file: string): Promise<RunningImport | null> => {
  try {
    const told = ImportFile.safeParse(JSON.parse(await readFile(file, "utf8")));
    return told.success && isAlive(told.data.pid) ? told.data.import : null;
  } catch {
    return null;
  }
};

const importsIn = async (folder: string): Promise<ReadonlyArray<RunningImport>> => {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json"));
  const found = await Promise.all(files.map((name) => readImport(join(folder, name))));
  return found
    .filter((one) => one !== null)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0));
};

/** Lets reporting see the imports that run on this data folder; in a cluster they run anywhere. */
export const importsRunningLayer = Layer.effect(
  ImportsRunning,
  Effect.map(Installation, (place) => {
    const folder = folderOf(place);
    return folder === null ? null : Effect.promise(() => importsIn(folder));
  }),
);
