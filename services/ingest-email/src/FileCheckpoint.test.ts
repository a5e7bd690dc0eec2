import { appendFile, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UnopenedFile } from "@rapport/connectors/mail/StartAt";
import { mboxPoint } from "@rapport/connectors/mail/ResumePoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  checkpointName,
  decodeCheckpoint,
  encodeCheckpoint,
  type FileCheckpoint,
  fingerprint,
  placeOf,
  startOf,
} from "./FileCheckpoint.ts";

let folder = "";
let path = "";
const text = "From a\n\nsome text\n".repeat(1_000);
const startFor = (sizeBytes: number, modifiedAtMs = 1): UnopenedFile => ({
  file: "a.mbox",
  path,
  sizeBytes,
  modifiedAtMs,
});
const checkpointAt = (position: number, done: boolean): FileCheckpoint => ({
  size: text.length,
  mtimeMs: 1,
  place: placeOf(path),
  position: mboxPoint(position),
  done,
  tailHash: fingerprint(path, mboxPoint(position)),
  sha256: null,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rapport-checkpoint-"));
  path = join(folder, "a.mbox");
});
afterAll(() => rm(folder, { recursive: true }));

describe("startOf", () => {
  it("skips a file that is done and as it was, and goes on in one read by half", async () => {
    await writeFile(path, text);
    const start = startFor(text.length);
    expect(startOf(start, null)).toBe(null);
    expect(startOf(start, checkpointAt(text.length, true))).toBe("skip");
    expect(startOf(start, checkpointAt(500, false))).toBe(mboxPoint(500));
  });

  it("goes on where a file grew, starts anew where its past is another", async () => {
    await writeFile(path, text);
    const done = checkpointAt(text.length, true);
    await appendFile(path, "more");
    expect(startOf(startFor(text.length + 4, 2), done)).toBe(mboxPoint(text.length));
    await writeFile(path, `X${text.slice(1)}more`);
    expect(startOf(startFor(text.length + 4, 2), done)).toBe(null);
    await writeFile(path, `${text.slice(0, -1)}Xmore`);
    expect(startOf(startFor(text.length + 4, 2), done)).toBe(null);
    await truncate(path, 100);
    expect(startOf(startFor(100, 2), done)).toBe(null);
    await rm(path);
    expect(startOf(startFor(100, 2), done)).toBe(null);
  });

  it("skips what was only touched", async () => {
    await writeFile(path, text);
    expect(startOf(startFor(text.length, 99), checkpointAt(text.length, true))).toBe("skip");
  });

  it("reads a changed file anew where positions are no offsets", async () => {
    await writeFile(path, text);
    const zip = { ...checkpointAt(10, true), tailHash: null };
    expect(startOf(startFor(text.length, 2), zip)).toBe(null);
  });
});

describe("checkpoints", () => {
  it("survive the log, and foreign ones are no checkpoint", async () => {
    await writeFile(path, text);
    const checkpoint = checkpointAt(10, false);
    expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
    for (const foreign of ["", "1", "{}", '{"position":1}']) expect(decodeCheckpoint(foreign)).toBe(null);
  });

  it("have names that do not run into each other", () => {
    expect(checkpointName("a:b", "c")).not.toBe(checkpointName("a", "b:c"));
  });
});
