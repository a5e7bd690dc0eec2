import { describe, expect, it } from "@effect/vitest";
import { MemoryBlob } from "./MemoryBlob.ts";

describe("MemoryBlob", () => {
  it("joins what Blob joins, byte for byte", async () => {
    const bytes = new Uint8Array([0, 10, 13, 200, 255, 7]);
    const parts = [bytes.subarray(1, 4), "\n", "grüße \u20ac", bytes.slice(2).buffer, new Uint8Array(0), ""];
    expect(new Uint8Array(await new MemoryBlob(parts).arrayBuffer())).toEqual(
      new Uint8Array(await new Blob(parts).arrayBuffer()),
    );
    expect((await new MemoryBlob([]).arrayBuffer()).byteLength).toBe(0);
  });
});
