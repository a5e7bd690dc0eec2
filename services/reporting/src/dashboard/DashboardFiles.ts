import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { distFolder } from "@rapport/dashboard/build/sources";
import { Context, Effect } from "effect";

/** A file of the dashboard, as it is sent. */
export interface DashboardFile {
  readonly type: string;
  readonly etag: string;
  readonly plain: Uint8Array;
  /** The same, compressed beforehand; null where that would save nothing. */
  readonly br: Uint8Array | null;
  readonly gzip: Uint8Array | null;
}

/** By address: `/index.html`, `/assets/…`. What is not in it cannot be asked for, whatever the address says. */
export type FilesByAddress = ReadonlyMap<string, DashboardFile>;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".woff2": "font/woff2",
};

const bytesIfThere = (file: string): Uint8Array | null => (existsSync(file) ? readFileSync(file) : null);

/** Everything in a folder that the build left, in memory: a few megabytes, and no path of a request meets a disk. */
export const readDashboardFiles = (folder: string): FilesByAddress => {
  const files = new Map<string, DashboardFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join("/")}`;
    // What begins with a dot is the build's own.
    if (!entry.isFile() || type === undefined || address.includes("/.")) continue;
    const plain = readFileSync(path);
    const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
    files.set(address, {
      type,
      etag,
      plain,
      br: bytesIfThere(`${path}.br`),
      gzip: bytesIfThere(`${path}.gz`),
    });
  }
  return files;
};

/** The files of the sources as they are; null where they have not been built. */
export const builtFiles = (): FilesByAddress | null => {
  const folder = distFolder();
  return existsSync(folder) ? readDashboardFiles(folder) : null;
};

/**
 * The dashboard's files once they can be had; null where they cannot. By default whatever was built before; who may
 * build provides `buildingDashboard`.
 */
export const DashboardFiles = Context.Reference<Effect.Effect<FilesByAddress | null>>(
  "@rapport/reporting/DashboardFiles",
  {
    defaultValue: () => {
      let files: FilesByAddress | null = null;
      return Effect.sync(() => (files ??= builtFiles()));
    },
  },
);
