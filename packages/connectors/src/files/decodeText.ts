import { ByteProblem, peek } from "../mail/ByteSource.ts";

export interface TextOptions {
  /** A name of the WHATWG Encoding Standard (`windows-1252`); a byte-order mark wins. Default `utf-8`. */
  readonly encoding?: string;
  /**
   * What to do with bytes that are not text in this encoding: `fail` throws `ByteProblem` behind the text before
   * them, `replace` puts U+FFFD. Default `fail`: a name misread silently is a name nobody finds.
   */
  readonly invalid?: "fail" | "replace";
}

const marks: ReadonlyArray<readonly [ReadonlyArray<number>, string]> = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

const decoderOf = (encoding: string, fatal: boolean): InstanceType<typeof TextDecoder> => {
  try {
    return new TextDecoder(encoding, { fatal });
  } catch {
    throw new ByteProblem("unreadable", `"${encoding}" is not an encoding known here; try windows-1252.`);
  }
};

/**
 * Bytes as text, piece by piece, without byte-order mark. UTF-16 is known by its mark or by the zero byte in its
 * first character.
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  options: TextOptions = {},
): AsyncGenerator<string> {
  const { head, chunks } = await peek(bytes, 4);
  const marked = marks.find(([mark]) => mark.every((byte, i) => head[i] === byte))?.[1];
  const utf16 =
    head.length < 2 ? undefined : head[0] === 0 ? "utf-16be" : head[1] === 0 ? "utf-16le" : undefined;
  const encoding = marked ?? options.encoding ?? utf16 ?? "utf-8";
  const decoder = decoderOf(encoding, options.invalid !== "replace");
  const lenient = decoderOf(encoding, false);
  let before = 0;
  const refuse = (text: string): ByteProblem =>
    new ByteProblem(
      "unreadable",
      `It is not ${encoding} text near byte ${before + Buffer.byteLength(text)}. Save it as UTF-8, or name its encoding.`,
    );
  for await (const chunk of chunks) {
    let text = "";
    let good = true;
    // Both see every byte, so that the lenient one knows a character begun in the chunk before.
    const said = options.invalid === "replace" ? "" : lenient.decode(chunk, { stream: true });
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      good = false;
      text = said.slice(0, Math.max(0, said.indexOf("\ufffd")));
    }
    if (text !== "") yield text;
    if (!good) throw refuse(text);
    before += chunk.length;
  }
  try {
    const rest = decoder.decode();
    if (rest !== "") yield rest;
  } catch {
    throw refuse("");
  }
}
