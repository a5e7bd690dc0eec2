import { writeFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Pipes } from "./Pipes.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "rapport-pipes-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = Buffer.from("é漢😀\n\n\0".repeat(100_000));

describe("Pipes", () => {
  it("carry everything, in order, and end when told", async () => {
    const pipe = new Pipes(folder, 1).open();
    const pieces: Array<Buffer> = [];
    const read = pipe.read(
      async (piece) => void pieces.push(piece),
      () => undefined,
    );
    await writeFile(pipe.path, bytes);
    await writeFile(pipe.path, "end");
    pipe.finish();
    await read;
    pipe.release();
    expect(Buffer.concat(pieces).equals(Buffer.concat([bytes, Buffer.from("end")]))).toBe(true);
  });
  it("are read to the end though nobody wants it, and say so then", async () => {
    const pipe = new Pipes(folder, 1).open();
    let failures = 0;
    const read = pipe.read(
      () => Promise.reject(new Error("the client went away")),
      () => failures++,
    );
    // Would never return if nobody read.
    await writeFile(pipe.path, bytes);
    pipe.finish();
    await expect(read).rejects.toThrow("the client went away");
    pipe.release();
    expect(failures).toBe(1);
  });
  it("are used again, empty, and run out", async () => {
    const pipes = new Pipes(folder, 1);
    for (const text of ["first", "second"]) {
      const pipe = pipes.open();
      expect(() => pipes.open()).toThrow("no pipe is free");
      let got = "";
      const read = pipe.read(
        async (piece) => void (got += piece.toString()),
        () => undefined,
      );
      await writeFile(pipe.path, text);
      pipe.finish();
      await read;
      pipe.release();
      expect(got).toBe(text);
    }
  });
  it("say where they cannot be made", () => {
    expect(() => new Pipes(join(folder, "nowhere"), 1)).toThrow("named pipes cannot be made in");
  });
});
