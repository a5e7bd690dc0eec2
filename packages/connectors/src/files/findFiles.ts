import { type Dirent, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { explainFileError, type FoundFile } from "../mail/MailFiles.ts";

interface Place {
  readonly path: string;
  readonly file: string;
}

/** Machinery of systems and archivers, not of the owner. */
export const isLitter = (name: string): boolean =>
  (name.startsWith(".") && name !== ".." && name !== ".") || name === "__MACOSX";

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

async function* visit(place: Place, seen: Set<string>): AsyncGenerator<FoundFile> {
  try {
    const info = statSync(place.path);
    if (info.isFile()) {
      yield { kind: "file", ...place, sizeBytes: info.size, modifiedAtMs: Math.floor(info.mtimeMs) };
      return;
    }
    if (!info.isDirectory()) {
      yield { kind: "unreadable", ...place, reason: "It is neither a file nor a folder." };
      return;
    }
    const identity = `${info.dev}:${info.ino}`;
    if (seen.has(identity)) return;
    seen.add(identity);
    const entries = await readdir(place.path, { withFileTypes: true });
    for (const { name } of entries.toSorted(byName).filter((entry) => !isLitter(entry.name)))
      yield* visit({ path: join(place.path, name), file: `${place.file}/${name}` }, seen);
  } catch (cause) {
    yield { kind: "unreadable", ...place, reason: explainFileError(cause) };
  }
}

/**
 * Finds the files below an absolute path, in the order of their names, links followed, each folder visited once
 * (so a link back up ends there). Names that begin with a dot are passed over. `file` begins with the root's name.
 */
export const findFiles = (root: string): AsyncGenerator<FoundFile> =>
  visit({ path: root, file: basename(root) || "root" }, new Set());
