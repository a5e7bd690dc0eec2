import { freemem, totalmem } from "node:os";
import { formatBytes } from "../byteSize.ts";
import { type Finding, ok, problem, warning } from "./Finding.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

export const checkNode = (version: string): Finding => {
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
  return major >= 24
    ? ok("node", version)
    : problem(
        "node",
        `${version} is too old`,
        "Rapport needs Node 24: `npx -y pnpm@12 rapport …` brings it.",
      );
};

/** Where the embedded engine has builds: see the optional dependencies of the npm package `chdb`. */
const enginePlatforms: ReadonlySet<string> = new Set([
  "linux-x64",
  "linux-arm64",
  "darwin-x64",
  "darwin-arm64",
]);

export interface Platform {
  readonly platform: string;
  readonly arch: string;
  /** Version of the C library; null where it is not glibc. */
  readonly glibc: string | null;
}

const glibcOf = (report: unknown): string | null => {
  const header = (report as { header?: { glibcVersionRuntime?: unknown } }).header;
  return typeof header?.glibcVersionRuntime === "string" ? header.glibcVersionRuntime : null;
};

export const thisPlatform = (): Platform => ({
  platform: process.platform,
  arch: process.arch,
  glibc: glibcOf(process.report.getReport()),
});

export const checkPlatform = ({ platform, arch, glibc }: Platform): Finding => {
  if (!enginePlatforms.has(`${platform}-${arch}`)) {
    return problem(
      "platform",
      `the embedded warehouse has no build for ${platform} ${arch}`,
      "Run Rapport on Linux or macOS (on Windows in WSL), or name a ClickHouse server with CLICKHOUSE_URL.",
    );
  }
  return platform === "linux" && glibc === null
    ? problem(
        "platform",
        "the embedded warehouse needs glibc, and this Linux has another C library",
        "Use a Debian, Ubuntu or Fedora based image instead of Alpine, or name a server with CLICKHOUSE_URL.",
      )
    : ok("platform", `${platform} ${arch}`);
};

export interface Memory {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** Memory this process may use: a container's limit counts where there is one. */
export const machineMemory = (): Memory => {
  const limit = process.constrainedMemory();
  const total = totalmem();
  return {
    totalBytes: limit > 0 && limit < total ? limit : total,
    freeBytes: limit > 0 && limit < total ? process.availableMemory() : freemem(),
  };
};

export const checkMemory = ({ totalBytes, freeBytes }: Memory): Finding => {
  const detail = `${formatBytes(freeBytes)} free of ${formatBytes(totalBytes)}`;
  return totalBytes < GIB
    ? warning("memory", detail, "The embedded warehouse wants 1 GB or more; large reports may fail.")
    : ok("memory", detail);
};

export const checkDisk = (freeBytes: number, folder: string): Finding => {
  const detail = `${formatBytes(freeBytes)} free at ${folder}`;
  if (freeBytes < 200 * MIB) return problem("disk", detail, "Free some space: nothing can be written soon.");
  return freeBytes < 2 * GIB
    ? warning("disk", detail, "Free some space: merges in the warehouse need room for a while.")
    : ok("disk", detail);
};

/** Numbers that statfs gives for file systems that come over a network. */
const networkFileSystems: Readonly<Record<number, string>> = {
  0x69_69: "NFS",
  0xff_53_4d_42: "SMB",
  0xfe_53_4d_42: "SMB",
  0x51_7b: "SMB",
  0x01_02_19_97: "9P",
};

export const checkFileSystem = (type: number): Finding | null => {
  const name = networkFileSystems[type];
  return name === undefined
    ? null
    : warning(
        "file system",
        `the data folder is on ${name}, a file system over a network`,
        "Locks and durable writes cannot be relied on there: keep the data folder on a local disk.",
      );
};

/** `newestMs` is the newest time anywhere in the log, null while it is empty. */
export const checkClock = (nowMs: number, newestMs: number | null): Finding => {
  const now = new Date(nowMs).toISOString();
  if (nowMs < Date.UTC(2025, 0, 1)) {
    return problem("clock", `it says ${now}`, "Set the machine's clock: times of recording would be wrong.");
  }
  if (newestMs !== null && newestMs > nowMs + 300_000) {
    const newest = new Date(newestMs).toISOString();
    return warning(
      "clock",
      `it says ${now}, but the log holds a record of ${newest}`,
      "The clock is wrong now, or was when that was written; set it if it is wrong.",
    );
  }
  return ok("clock", now);
};
