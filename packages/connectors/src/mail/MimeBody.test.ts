import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@effect/vitest";
import { Effect, Schema } from "effect";
import { defaultMailLimits } from "./MailLimits.ts";
import { htmlText, readMimeParts } from "./MimeBody.ts";
import { plainBody } from "./PlainBody.ts";
import { readHeaders } from "./RawHeaders.ts";

const plainOf = (bytes: Uint8Array): string | null => {
  const raw = readHeaders(bytes, defaultMailLimits);
  return raw.kind === "headers" ? plainBody(raw.headers, bytes, raw.bodyStart) : null;
};
const partsOf = (bytes: Uint8Array) => readMimeParts(bytes, defaultMailLimits);
const lines = (text: string): string => text.replaceAll(/\r\n?/g, "\n").trim();

describe("plainBody", () => {
  const types = Schema.Literals([
    "", "Content-Type: text/plain\n", "Content-Type: TEXT/PLAIN; charset=us-ascii\n", "Content-Type: text/plain; charset=\"utf-8\"\n", "Content-Type: text/plain; charset=iso-8859-1\n",
    "Content-Transfer-Encoding: 8bit\n", "Content-Type: text/html\n", "Content-Type: text/plain; format=flowed\n",
    "Content-Transfer-Encoding: base64\n", "Content-Type: text/plain; charset=koi8-r\n", "Content-Disposition: attachment\n",
  ]); // prettier-ignore
  it.effect.prop("reads what the library reads, or leaves it to it", [types, Schema.String], ([type, text]) =>
    Effect.gen(function* () {
      // Without an empty line of its own: where the body begins is the header reader's business.
      const line = text
        .replaceAll(/[\r\n]/g, " ")
        .replaceAll("\u0000", " ")
        .toWellFormed();
      // 8-bit text labelled us-ascii is read better here than there.
      const body = type.includes("us-ascii") ? line.replaceAll(/[^\p{ASCII}]/gu, "?") : line;
      const bytes = new TextEncoder().encode(`From: ann@acme.example\n${type}\n${body}`);
      const plain = plainOf(bytes);
      if (plain !== null)
        expect(lines(plain)).toBe(lines((yield* Effect.promise(() => partsOf(bytes))).text));
    }),
  );

  it("agrees with the library on the messages that ship, and reads most of the old ones", async () => {
    const folder = fileURLToPath(
      new URL("../../../../tests/fixtures/mail/torture/spamassassin", import.meta.url),
    );
    let plainOnes = 0;
    for (const name of readdirSync(folder)) {
      const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
      const plain = plainOf(bytes);
      if (plain === null) continue;
      plainOnes += 1;
      expect(lines(plain)).toBe(lines((await partsOf(bytes)).text));
    }
    expect(plainOnes).toBeGreaterThanOrEqual(4);
  });

  it.each([
    "text/plain; format=flowed",
    "text/plain; charset=koi8-r",
    "text/plain; name=a.txt",
    "text/html",
    "multipart/mixed",
  ])("leaves %s to the library", (type) => {
    expect(
      plainOf(new TextEncoder().encode(`From: a@acme.example\nContent-Type: ${type}\n\na \nb`)),
    ).toBeNull();
  });

  it("reads bytes that are no UTF-8 as Windows-1252, where the library gives U+FFFD", async () => {
    const bytes = new Uint8Array(Buffer.from("From: a@acme.example\n\nGr\u00fc\u00dfe", "latin1"));
    expect(plainOf(bytes)).toBe("Grüße");
    expect((await partsOf(bytes)).text).toContain("\ufffd");
  });
});

describe("htmlText", () => {
  it("leaves out links, images, styles, scripts and Gmail's quotes, and marks other quotes", () => {
    const html = [
      "<style>p{color:red}</style><script>alert(1)</script><p>Dear <b>Bob</b>,<br>see <a href='https://acme.example'>here</a></p>",
      "<img alt='logo' src='x'><blockquote>old words</blockquote><div class='gmail_quote'>older words</div>",
    ].join("");
    const text = htmlText(html);
    expect(text).toMatch(/^Dear Bob,\nsee here\n/);
    expect(text).toContain("> old words");
    expect(text).not.toMatch(/color|alert|logo|acme|older/);
  });
});
