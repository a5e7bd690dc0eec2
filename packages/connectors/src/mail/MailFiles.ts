import { type Dirent, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

/** A file found below the root, or something there that cannot be read. */
export type FoundFile =
  | {
      readonly kind: "file";
      readonly file: string;
      readonly path: string;
      readonly sizeBytes: number;
      readonly modifiedAtMs: number;
    }
  | { readonly kind: "unreadable"; readonly file: string; readonly path: string; readonly reason: string };

interface Place {
  readonly path: string;
  readonly file: string;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** Why the operating system refused a file, for people. */
export const explainFileError = (cause: unknown): string => {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "EACCES" || code === "EPERM") return "It may not be opened: check its permissions.";
  if (code === "ENOENT") return "It does not exist, or is a link that leads nowhere.";
  if (code === "ELOOP") return "It is a link that leads to itself.";
  return `It cannot be read (${code === "" ? String(cause) : code}).`;
};

/** The unique name of a Maildir message: without the flags behind `:2,` (or `;2,` and `!2,`). */
export const maildirName = (name: string): string => name.replace(/[:;!]2,[^/]*$/, "");

const isMaildir = (entries: ReadonlyArray<Dirent>): boolean =>
  ["cur", "new"].every((name) => entries.some((entry) => entry.name === name && !entry.isFile()));

async function* visit(place: Place, seen: Set<string>): AsyncGenerator<FoundFile> {
  try {
    // Synchronous for the reason that `readHead` of MailFileReader is.
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
  } catch (cause) {
    yield { kind: "unreadable", ...place, reason: explainFileError(cause) };
    return;
  }
  yield* visitFolder(place, seen);
}

async function* visitFolder(place: Place, seen: Set<string>): AsyncGenerator<FoundFile> {
  let entries: Array<Dirent>;
  try {
    entries = await readdir(place.path, { withFileTypes: true });
  } catch (cause) {
    yield { kind: "unreadable", ...place, reason: explainFileError(cause) };
    return;
  }
  entries.sort(byName);
  const maildir = isMaildir(entries);
  // Part of a Maildir, named by itself.
  const inMaildir = ["cur", "new"].includes(basename(place.path));
  if (maildir) yield* visitMaildir(place, seen);
  for (const entry of entries) {
    if (
      maildir
        ? !entry.isDirectory() || ["cur", "new", "tmp"].includes(entry.name)
        : entry.name.startsWith(".")
    ) {
      continue;
    }
    const name = inMaildir ? maildirName(entry.name) : entry.name;
    const file = place.file === "" ? name : `${place.file}/${name}`;
    yield* visit({ path: join(place.path, entry.name), file }, seen);
  }
}

async function* visitMaildir(place: Place, seen: Set<string>): AsyncGenerator<FoundFile> {
  const found: Array<{ readonly name: string; readonly path: string }> = [];
  for (const part of ["cur", "new"]) {
    try {
      const names = await readdir(join(place.path, part));
      for (const name of names) {
        if (!name.startsWith("."))
          found.push({ name: maildirName(name), path: join(place.path, part, name) });
      }
    } catch (cause) {
      yield {
        kind: "unreadable",
        file: place.file === "" ? part : `${place.file}/${part}`,
        path: join(place.path, part),
        reason: explainFileError(cause),
      };
    }
  }
  found.sort(byName);
  for (const { name, path } of found) {
    yield* visit({ path, file: place.file === "" ? name : `${place.file}/${name}` }, seen);
  }
}

/**
 * Finds the files below a path, in the order of their names, links followed, each folder visited once (so a
 * link back up ends there). Names that begin with a dot are passed over. A folder with `cur` and `new` is a
 * Maildir: its messages come by their unique name, `tmp` (mail still being written) and its machinery (index
 * and subscription files) are passed over, its sub-folders (`.Sent`) are read. `file` is relative to the root
 * folder; a root that is a file has its own name.
 */
export async function* findMailFiles(root: string): AsyncGenerator<FoundFile> {
  const path = resolve(root);
  const info = await stat(path);
  yield* visit({ path, file: info.isDirectory() ? "" : basename(path) }, new Set());
}
