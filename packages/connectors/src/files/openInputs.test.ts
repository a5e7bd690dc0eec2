import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { expect, it } from "@effect/vitest";
import { zipOf } from "@rapport/testing/zipOf";
import { Effect } from "effect";
import { defaultFileLimits } from "./FileLimits.ts";
import type { InputFile } from "./InputFile.ts";
import { explainBytes, headOf } from "./openFile.ts";
import { openInputs } from "./openInputs.ts";

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "rapport-files-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
);

const textOf = (input: InputFile) =>
  Effect.promise(async () => {
    const chunks: Array<Uint8Array> = [];
    try {
      for await (const chunk of input.open()) chunks.push(chunk);
    } catch (cause) {
      return explainBytes(cause);
    }
    return Buffer.concat(chunks).toString();
  });

const put = (folder: string, name: string, contents: string | Uint8Array) => {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, contents);
  return path;
};

it.effect("folders are read by name, to their depth, without hidden files, each once, links followed", () =>
  Effect.gen(function* () {
    const root = yield* temporary;
    for (const name of ["b.json", "a/2.json", "a/1.json", ".hidden/x.json", "a/.DS_Store", "__MACOSX/y"])
      put(root, name, name);
    symlinkSync(root, join(root, "a", "up"));
    symlinkSync(join(root, "b.json"), join(root, "c.json"));
    symlinkSync(join(root, "nowhere"), join(root, "d.json"));
    const { files, problems, bytesTotal } = yield* openInputs([root]);
    const below = basename(root);
    expect(files.map(({ file }) => file)).toEqual(
      ["a/1.json", "a/2.json", "b.json", "c.json"].map((name) => `${below}/${name}`),
    );
    expect(files.map(({ path }) => path)).toEqual(
      ["a/1.json", "a/2.json", "b.json", "c.json"].map((name) => join(root, name)),
    );
    expect(problems).toMatchObject([{ file: `${below}/d.json`, code: "unreadable" }]);
    expect(bytesTotal).toBe(8 + 8 + 6 + 6);
    expect(yield* textOf(files[0]!)).toBe("a/1.json");
  }).pipe(Effect.scoped),
);

it.effect("gzip and zip are seen into by content, and a file may be opened twice", () =>
  Effect.gen(function* () {
    const root = yield* temporary;
    const paths = [
      put(root, "t.json", gzipSync("zipped")),
      put(
        root,
        "export.zip",
        zipOf([
          { name: "b/two.json", data: gzipSync("two") },
          { name: "one.json", data: Buffer.from("one") },
          { name: "__MACOSX/._one.json", data: Buffer.from("x") },
        ]),
      ),
    ];
    utimesSync(paths[0]!, 5, 5);
    const inputs = yield* openInputs(paths);
    expect(inputs.files.map(({ file }) => file)).toEqual([
      "t.json",
      "export.zip/b/two.json",
      "export.zip/one.json",
    ]);
    expect(inputs.files.map(({ path }) => path)).toEqual([paths[0], paths[1], paths[1]]);
    expect(inputs.files[0]!.modifiedAtMs).toBe(5_000);
    for (const time of [1, 2]) {
      const read = [];
      for (const file of inputs.files) read.push(yield* textOf(file));
      expect(read, `time ${time}`).toEqual(["zipped", "two", "one"]);
    }
    expect(inputs.bytesRead()).toBeLessThanOrEqual(inputs.bytesTotal);
    expect(Buffer.from(yield* Effect.promise(() => headOf(inputs.files[0]!, 3))).toString()).toBe("zip");
  }).pipe(Effect.scoped),
);

it.effect("what cannot be opened says why and what to do", () =>
  Effect.gen(function* () {
    const root = yield* temporary;
    put(root, "1-empty.csv", "");
    put(root, "2-cut.zip", zipOf([{ name: "a", data: Buffer.from("a") }]).subarray(0, 20));
    put(root, "3-book.xlsx", zipOf([{ name: "[Content_Types].xml", data: Buffer.from("<x/>") }]));
    put(root, "4-outside.zip", zipOf([{ name: "../evil", data: Buffer.from("a") }]));
    const { files, problems } = yield* openInputs([root]);
    expect(files).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual([
      "empty",
      "archive_broken",
      "unknown_format",
      "archive_broken",
    ]);
    expect(problems[2]!.reason).toContain("save the sheet as CSV");
  }).pipe(Effect.scoped),
);

it.effect("archives that unpack to too much, are cut off or packed into others end in a reason", () =>
  Effect.gen(function* () {
    const root = yield* temporary;
    const limits = { ...defaultFileLimits, decompressedBytes: 1_000 };
    put(root, "1.gz", gzipSync("x".repeat(2_000)));
    put(root, "2.zip", zipOf([{ name: "a", data: Buffer.from("x".repeat(2_000)) }]));
    put(root, "3.gz", gzipSync("some text that is cut off").subarray(0, 25));
    put(root, "4.gz", gzipSync(gzipSync("deep")));
    put(root, "5.zip", zipOf([{ name: "in.zip", data: zipOf([{ name: "a", data: Buffer.from("a") }]) }]));
    const { files } = yield* openInputs([root], { limits });
    const ends = [];
    for (const file of files) ends.push(yield* textOf(file));
    expect(ends.map((end) => (typeof end === "string" ? end : end.code))).toEqual([
      "decompressed_too_large",
      "decompressed_too_large",
      "archive_broken",
      "archive_broken",
      "archive_broken",
    ]);
  }).pipe(Effect.scoped),
);

it.effect("standard input is read like a file, and leaves none behind", () =>
  Effect.gen(function* () {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("rapport-input-"));
    yield* Effect.gen(function* () {
      const stdin = Readable.from([gzipSync("piped in")]);
      const { files } = yield* openInputs(["-"], { stdin });
      expect(files).toMatchObject([{ file: "-", path: null, modifiedAtMs: null }]);
      expect(yield* textOf(files[0]!)).toBe("piped in");
      expect(yield* textOf(files[0]!)).toBe("piped in");
    }).pipe(Effect.scoped);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("rapport-input-"))).toEqual(before);
  }),
);

it.effect(
  "files of one name are told apart, a path named twice is read once, one that is missing is refused",
  () =>
    Effect.gen(function* () {
      const root = yield* temporary;
      const paths = [put(root, "2023/a.csv", "x"), put(root, "2024/a.csv", "y"), put(root, "b.csv", "z")];
      const { files } = yield* openInputs([...paths, paths[0]!]);
      expect(new Set(files.map(({ file }) => file)).size).toBe(3);
      expect(files.map(({ path }) => path)).toEqual(paths);
      expect(files.every(({ file, path }) => file.endsWith(basename(path!)))).toBe(true);
      const missing = yield* Effect.flip(openInputs([join(root, "no.csv")]));
      expect(missing.message).toContain("no.csv: It does not exist");
      if (process.getuid?.() !== 0) {
        chmodSync(paths[2]!, 0);
        expect((yield* openInputs([paths[2]!])).problems).toMatchObject([{ code: "unreadable" }]);
      }
    }).pipe(Effect.scoped),
);
