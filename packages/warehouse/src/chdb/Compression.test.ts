import { Readable } from "node:stream";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "@effect/vitest";
import { chosenEncoding, decoded, encoder } from "./Compression.ts";

const text = "é漢😀\n\n".repeat(1000);
const read = async (stream: AsyncIterable<unknown>) => {
  const pieces: Array<Buffer> = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
};

describe("compression", () => {
  const bodies = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };
  for (const [name, compress] of Object.entries(bodies)) {
    it(`${name} is read`, async () => {
      expect(await read(decoded(Readable.from([compress(text)]), name))).toBe(text);
    });
    it(`${name} is written`, async () => {
      const stream = encoder(name);
      stream.end(text);
      expect(await read(decoded(stream, name))).toBe(text);
    });
  }
  it("a body cut off is an error", async () => {
    const cut = gzipSync(text).subarray(0, -10);
    await expect(read(decoded(Readable.from([cut]), "gzip"))).rejects.toThrow();
  });
  it("unknown ones are refused", () => {
    expect(() => decoded(Readable.from([]), "snappy")).toThrow("known: gzip");
  });
  it("the client's choice", () => {
    expect(chosenEncoding("deflate, gzip;q=0.5")).toBe("gzip");
    expect(chosenEncoding("zstd")).toBe("zstd");
    expect(chosenEncoding("snappy")).toBeUndefined();
    expect(chosenEncoding("gzip;q=0, deflate")).toBe("deflate");
    expect(chosenEncoding(undefined)).toBeUndefined();
  });
});
