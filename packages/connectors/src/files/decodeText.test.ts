import { describe, expect, it } from "@effect/vitest";
import { decodeText, type TextOptions } from "./decodeText.ts";
import { explainBytes } from "./openFile.ts";

/** The text of bytes that come by `size` at a time, and what stopped them. */
const read = async (bytes: Uint8Array, options: TextOptions = {}, size = 1) => {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let text = "";
  try {
    for await (const piece of decodeText(pieces(), options)) text += piece;
  } catch (cause) {
    return { text, ...explainBytes(cause) };
  }
  return { text };
};

const swapped = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16();

describe("decodeText", () => {
  const text = "Zoë Müller, 10 €, 😀\n";
  const cases = {
    "utf-8": Buffer.from(text),
    "utf-8 with mark": Buffer.from(`\ufeff${text}`),
    "utf-16le with mark": Buffer.from(`\ufeff${text}`, "utf16le"),
    "utf-16be with mark": swapped(`\ufeff${text}`),
    "utf-16le without": Buffer.from(text, "utf16le"),
    "utf-16be without": swapped(text),
  };
  for (const [name, bytes] of Object.entries(cases))
    it(`${name}, however it is cut`, async () => {
      for (const size of [1, 2, 3, 7, 1_000]) expect(await read(bytes, {}, size)).toEqual({ text });
    });

  it("another encoding is read when it is named, and a mark wins over the name", async () => {
    const latin = Buffer.from([0x5a, 0x6f, 0xeb, 0x20, 0x80]);
    expect(await read(latin, { encoding: "windows-1252" })).toEqual({ text: "Zoë €" });
    expect(await read(Buffer.from(`\ufeff${text}`), { encoding: "windows-1252" })).toEqual({ text });
    expect(await read(latin, { encoding: "klingon" })).toMatchObject({ code: "unreadable" });
  });

  it("bytes that are no text stop it behind what was, with the place, or are replaced on demand", async () => {
    const broken = Buffer.concat([Buffer.from("good "), Buffer.from([0xeb]), Buffer.from(" more")]);
    for (const size of [1, 4, 100]) {
      const { text: got, ...said } = await read(broken, {}, size);
      expect("good ".startsWith(got)).toBe(true);
      expect(said).toMatchObject({ code: "unreadable", reason: expect.stringContaining("near byte") });
      expect(await read(broken, { invalid: "replace" }, size)).toEqual({ text: "good \ufffd more" });
    }
    expect(await read(Buffer.from("cut €").subarray(0, 5))).toMatchObject({
      text: "cut ",
      code: "unreadable",
    });
  });

  it("nothing is nothing", async () => expect(await read(Buffer.alloc(0))).toEqual({ text: "" }));
});
