import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { type MboxPiece, MboxSplitter } from "./MboxSplitter.ts";
import { unquoteFrom } from "./unquoteFrom.ts";

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const split = (mbox: string, chunkBytes = mbox.length + 1, messageBytes = 1_000_000): Array<MboxPiece> => {
  const splitter = new MboxSplitter(messageBytes);
  const bytes = Buffer.from(mbox, "latin1");
  const pieces: Array<MboxPiece> = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    pieces.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  }
  return [...pieces, ...splitter.end()];
};
const messagesOf = (mbox: string, chunkBytes?: number): ReadonlyArray<string> =>
  split(mbox, chunkBytes).map((piece) => (piece.kind === "message" ? latin(piece.bytes) : "too large"));

const postmark = "From ann@acme.example Mon Jan  8 12:00:00 2024\n";
const quote = (message: string): string => message.replace(/^(>*From )/gm, ">$1");
const mboxrd = (messages: ReadonlyArray<string>): string =>
  messages.map((message) => `${postmark}${quote(message)}\n`).join("");

describe("MboxSplitter", () => {
  it("gives messages without their postmark, and the offsets of both ends", () => {
    const mbox = mboxrd(["Subject: 1\n\nFrom here on\n", "Subject: 2\n\n>From there\n"]);
    const [first, second] = split(mbox);
    expect(messagesOf(mbox)).toEqual(["Subject: 1\n\nFrom here on\n", "Subject: 2\n\n>From there\n"]);
    expect(first).toMatchObject({ offset: 0, endOffset: mbox.indexOf("\n\nFrom ") + 2 });
    expect(second).toMatchObject({ offset: first?.endOffset, endOffset: mbox.length });
  });

  it("takes text that begins with From for text", () => {
    const message =
      "Subject: 1\n\nWe go.\n\nFrom Russia with love\nYear: 1963\n\nFrom 10:00 to 11:00\nwe rest.\n";
    expect(messagesOf(`${postmark}${message}\n`)).toEqual([message]);
  });

  it("knows bare, dated, one-word and Netscape postmarks, with and without an empty line before", () => {
    const mbox = [
      "From \nSubject: 1\n\na\n\n", "From -\nSubject: 2\n\nb\n", "From - \nSubject: 3\n\nc\n\n",
      "From 123@xxx Fri Sep 26 17:18:40 +0000 2025\nSubject: 4\n\nd\n",
      "From ann@acme.example Mon Jan  8 12:00 2024\nSubject: 5\n\ne\n\n", "From ann@acme.example\nSubject: 6\n\nf\n",
    ]; // prettier-ignore
    expect(messagesOf(mbox.join("")).map((text) => text[9])).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  it("believes a Content-Length that leads over unquoted postmarks to the next message (mboxcl2)", () => {
    const body = `a\n\n${postmark}Subject: inner\n\n>From kept\n`;
    const message = `Subject: 1\nContent-Length: ${body.length}\n\n${body}`;
    expect(messagesOf(`${postmark}${message}\n${postmark}Subject: 2\n\nb\n`)).toEqual([
      message,
      "Subject: 2\n\nb\n",
    ]);
    expect(messagesOf(`${postmark}${message}`)).toEqual([message]);
  });

  it.each([0, 3, 60, 100_000, 999_999_999_999])(
    "does not believe a Content-Length of %d that lies",
    (length) => {
      const first = `Subject: 1\nContent-Length: ${length}\n\na\n`;
      expect(messagesOf(`${postmark}${first}\n${postmark}Subject: 2\n\nb\n`)).toEqual([
        first,
        "Subject: 2\n\nb\n",
      ]);
    },
  );

  it("holds a Content-Length against its own message alone", () => {
    const short = "Subject: 2\n\nb\n";
    const header = "Subject: 1\nContent-Length: 100\n\n";
    // Two short messages end where the length of the one before would.
    const body = "x".repeat(2 * (postmark.length + short.length + 1) - postmark.length - header.length - 2);
    const first = `${header.replace("100", String(body.length + 1).padStart(3, "0"))}${body}\n`;
    const mbox = `${postmark}${first}\n${mboxrd([short, short, short])}`;
    expect(messagesOf(mbox)).toEqual([first, short, short, short]);
  });

  it("passes over a message above the limit, says its size, and goes on", () => {
    const big = `Subject: 1\n\n${"x".repeat(50_000)}\n`;
    const mbox = mboxrd([big, "Subject: 2\n\nb\n"]);
    for (const chunkBytes of [100, 1_000, 100_000]) {
      const [first, second] = split(mbox, chunkBytes, 10_000);
      const sizeBytes = postmark.length + big.length + 1;
      expect(first).toEqual({ kind: "tooLarge", offset: 0, endOffset: sizeBytes, sizeBytes });
      expect(second).toMatchObject({ kind: "message", offset: sizeBytes, endOffset: mbox.length });
    }
  });

  it("gives nothing for nothing, and the rest of a message that was cut off", () => {
    expect(messagesOf("")).toEqual([]);
    expect(messagesOf("\n\n")).toEqual([]);
    expect(messagesOf(`${postmark}Subject: 1`)).toEqual(["Subject: 1"]);
  });

  it("keeps CRLF", () => {
    const mbox = mboxrd(["Subject: 1\n\na\n", "Subject: 2\n\nFrom b\n"]).replaceAll("\n", "\r\n");
    expect(messagesOf(mbox)).toEqual(["Subject: 1\r\n\r\na\r\n", "Subject: 2\r\n\r\nFrom b\r\n"]);
  });

  const line = Schema.Union([
    Schema.Literals(["", "From x", ">From ", ">>From y", "From a@b Mon Jan  8 12:00:00 2024", "Subject: z", "Content-Length: 7"]),
    Schema.String,
  ]); // prettier-ignore
  const bodies = Schema.Array(Schema.Array(line));
  const chunkSizes = Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum: 1, maximum: 90 })));
  it.prop(
    "gives back what was written as mboxrd, wherever the chunks end",
    [bodies, chunkSizes],
    ([all, size]) => {
      const messages = all.map((lines, index) => {
        const body = lines.map((text) => Buffer.from(text.replaceAll(/[\r\n]/g, " ")).toString("latin1"));
        return `Subject: ${index}\n\n${body.join("\n")}\n`;
      });
      expect(messagesOf(mboxrd(messages), size)).toEqual(messages);
    },
  );

  it.prop(
    "gives the same pieces of any bytes, wherever the chunks end",
    [bodies, chunkSizes],
    ([all, size]) => {
      const bytes = all
        .map((lines) => lines.map((text) => Buffer.from(text).toString("latin1")).join("\n"))
        .join("\n\n");
      expect(split(bytes, size)).toEqual(split(bytes));
      const pieces = split(bytes);
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) expect(piece.offset).toBe(pieces[index - 1]?.endOffset);
      }
    },
  );
});

describe("unquoteFrom", () => {
  const plain = Schema.Array(Schema.Literals(["From ", ">", "\n", "a", ">From ", " From "]));
  it.prop("undoes the quoting", [plain], ([parts]) => {
    const text = parts.join("");
    expect(latin(unquoteFrom(new Uint8Array(Buffer.from(quote(text)))))).toBe(text);
  });

  it("leaves other marks alone and gives memory of its own", () => {
    const bytes = new Uint8Array(Buffer.from("a >From b\n>>From c\n> From d"));
    const unquoted = unquoteFrom(bytes);
    expect(latin(unquoted)).toBe("a >From b\n>From c\n> From d");
    expect(unquoted.byteLength).toBe(unquoted.buffer.byteLength);
  });
});
