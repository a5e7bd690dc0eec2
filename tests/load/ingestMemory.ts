import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { IngestSummary } from "@rapport/ingest-email/IngestEmail";
import { corpusFolder } from "./corpus.ts";

/**
 * Peak memory of `rapport ingest email`: an mbox of the corpus ten times over against the
 * corpus once (goal: at most 1.2 times), and a generated mbox of `--gb N` (default 0.25) under 300 MB, in which
 * every 16th message carries an attachment of 1 MB. `node tests/load/ingestMemory.ts [corpus folder] [--gb N]`.
 */
const mb = 1_000_000;
const goals = { tenfold: 1.2, largeMb: 300 };

interface Peak {
  readonly peakMb: number;
  readonly messages: number;
  readonly inputMb: number;
  readonly seconds: number;
}

const command = fileURLToPath(new URL("../../services/cli/bin/rapport.mjs", import.meta.url));
/** Loaded before the command, it tells the peak when the process ends. */
const tellPeak = `data:text/javascript,process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS+"\\n"))`;

const ingest = (file: string, folder: string): Peak => {
  const data = join(folder, "data");
  const options = ["ingest", "email", file, "--data", data, "--format", "json"];
  const child = spawnSync(process.execPath, ["--import", tellPeak, command, ...options]);
  rmSync(data, { recursive: true, force: true });
  const told = child.stderr.toString();
  if (child.status !== 0) throw new Error(`the ingest ended with ${child.status}: ${told}`);
  const summary = JSON.parse(child.stdout.toString()) as IngestSummary;
  const peaks = [...told.matchAll(/^peak (\d+)$/gm)].map((found) => Number(found[1]));
  return {
    peakMb: Math.round((Math.max(...peaks) * 1_024) / mb),
    messages: summary.messages,
    inputMb: Math.round(statSync(file).size / mb),
    seconds: Math.round(summary.durationMs / 1_000),
  };
};

/** One corpus message as it stands in an mbox. */
const entryOf = (bytes: Buffer): Buffer => {
  const text = bytes
    .toString("latin1")
    .replace(/^From .*\r?\n/, "")
    .replace(/^(>*From )/gm, ">$1");
  return Buffer.from(`From sender@acme.example Mon Jan  8 12:00:00 2024\n${text}\n\n`, "latin1");
};

const attachment = Buffer.alloc(750_000, "attachment ").toString("base64").replace(/.{76}/g, "$&\n");
const largeEntry = (n: number): Buffer =>
  Buffer.from(
    `From sender@acme.example Mon Jan  8 12:00:00 2024\nFrom: ann@acme.example\nTo: bob@firm.example\nMessage-ID: <large-${n}@acme.example>\nDate: Mon, 08 Jan 2024 12:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease find it attached.\n--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n${attachment}\n--b--\n\n`,
  );

/** Writes messages of the corpus in turn until there are `bytes`, or `count`; with large ones between. */
const writeMbox = (
  file: string,
  entries: ReadonlyArray<Buffer>,
  until: { readonly count?: number; readonly bytes?: number },
  largeEvery: number,
): void => {
  const { count = Infinity, bytes = Infinity } = until;
  const handle = openSync(file, "w");
  for (let n = 0, written = 0; n < count && written < bytes; n++) {
    const large = n % largeEvery === largeEvery - 1;
    written += writeSync(handle, large ? largeEntry(n) : entries[n % entries.length]!);
  }
  closeSync(handle);
};

const main = (argv: ReadonlyArray<string>): void => {
  const gbAt = argv.indexOf("--gb");
  const gb = gbAt < 0 ? 0.25 : Number(argv[gbAt + 1]);
  const corpus = corpusFolder(argv.find((arg, i) => !arg.startsWith("--") && i !== gbAt + 1));
  const entries = readdirSync(corpus)
    .toSorted()
    .map((name) => entryOf(readFileSync(join(corpus, name))));
  const folder = mkdtempSync(join(tmpdir(), "rapport-memory-"));
  const file = join(folder, "box.mbox");
  try {
    writeMbox(file, entries, { count: entries.length }, Infinity);
    // The first run of all fills the compile cache.
    ingest(file, folder);
    const once = ingest(file, folder);
    writeMbox(file, entries, { count: 10 * entries.length }, Infinity);
    const tenfold = ingest(file, folder);
    writeMbox(file, entries, { bytes: gb * 1e9 }, 16);
    const large = ingest(file, folder);
    console.table({ "corpus once": once, "ten times": tenfold, [`${gb} GB`]: large });
    const ratio = tenfold.peakMb / once.peakMb;
    const met = ratio <= goals.tenfold && large.peakMb < goals.largeMb;
    console.log(
      `ten times / once ${ratio.toFixed(3)}, goal at most ${goals.tenfold}; ${gb} GB at ${large.peakMb} MB, goal under ${goals.largeMb} MB: ${met ? "met" : "missed"}`,
    );
    console.log(JSON.stringify({ once, tenfold, large, gb, ratio: Number(ratio.toFixed(4)), met }));
    process.exitCode = met ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

main(process.argv.slice(2));
