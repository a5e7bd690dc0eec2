import { EmailDataV1 } from "@rapport/contracts/EmailMessage";
import { madeMessage } from "@rapport/testing/mailbox";
import { describe, expect, it } from "@effect/vitest";
import { Effect, Schema } from "effect";
import { defaultMailLimits } from "./MailLimits.ts";
import { parseMail } from "./parseMail.ts";

const context = { nowMs: Date.UTC(2026, 0, 1), limits: defaultMailLimits };
const parse = (text: string | Uint8Array) =>
  parseMail(typeof text === "string" ? new TextEncoder().encode(text) : text, context);
const parsed = async (text: string | Uint8Array) => {
  const result = await parse(text);
  if (result.kind === "problem") throw new Error(result.reason);
  return { ...result, data: EmailDataV1.parse(result.data) };
};
const codeOf = async (text: string | Uint8Array) => {
  const result = await parse(text);
  return result.kind === "problem" ? result.code : "parsed";
};

const mime = (...parts: ReadonlyArray<string>) =>
  [
    "From: Ann <ann@acme.com>", "To: bob@agency.com", "Subject: =?utf-8?Q?Angebot_f=C3=BCr_M=C3=A4rz?=",
    "Date: Thu, 8 Jan 2025 12:00:00 +0100", "Message-ID: <1@acme.com>", "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b", "",
    ...parts.map((part) => `--b\n${part}\n`), "--b--", "",
  ].join("\n"); // prettier-ignore

describe("parseMail", () => {
  it("reads what the contract wants", async () => {
    const { data, occurredAt, contentSha256 } = await parsed(
      madeMessage({
        id: "2@acme.com", from: "Ann <Ann@Mail.Acme.com>", to: "bob@agency.com", subject: "Re: Offer",
        date: "Mon, 08 Jan 2024 19:30:00 +0200", inReplyTo: "1@agency.com",
        headers: ["References: <0@agency.com>", " <1@agency.com>"],
        body: "Thank you. Could you send it today?\n\nOn Mon, Bob wrote:\n> Five words stand here quoted",
      }),
    ); // prettier-ignore
    expect(occurredAt).toBe(Date.UTC(2024, 0, 8, 17, 30));
    expect(contentSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(data).toMatchObject({
      messageId: "2@acme.com", inReplyTo: "1@agency.com", references: ["0@agency.com", "1@agency.com"],
      timeSource: "date", timePlausible: true, utcOffsetMinutes: 120, automatic: "none", attachments: 0,
      participants: [
        { role: "from", address: "ann@mail.acme.com", organisation: "acme.com", kind: "person" },
        { role: "to", address: "bob@agency.com", organisation: "agency.com", kind: "person" },
      ],
      signals: { words: 7, questions: 1, asks: true, thanks: true, urgency: false },
    }); // prettier-ignore
  });

  it("never lets the words out", async () => {
    const secret = "Zanzibarquartz";
    const result = await parse(
      madeMessage({ subject: `About ${secret}`, body: `The code is ${secret}. ${secret}!` }),
    );
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  it("prefers the plain part, counts attachments, and takes attached messages for somebody else's words", async () => {
    const { data } = await parsed(
      mime(
        "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nSch=F6ne Gr=FC=DFe heute",
        "Content-Type: text/html\n\n<p>eins zwei drei vier</p>",
        "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nJVBERg==",
        `Content-Type: message/rfc822\n\n${madeMessage({ body: "one two three four five six" })}`,
      ),
    );
    expect(data.attachments).toBe(2);
    expect(data.signals.words).toBe(7);
  });

  it("reads HTML where there is no plain part, without its quotes and scripts", async () => {
    const html =
      "<style>p{}</style><script>x</script><p>Please <b>call</b> me</p><blockquote>old words here</blockquote>";
    const { data } = await parsed(mime(`Content-Type: text/html\n\n${html}`));
    expect(data.signals).toMatchObject({ words: 3, asks: true });
  });

  it("keeps the conversation together whoever answers", async () => {
    const asked = await parsed(
      madeMessage({ id: "1@a", from: "ann@acme.com", to: "bob@agency.com", subject: "Offer" }),
    );
    const answered = await parsed(
      madeMessage({ id: "2@a", from: "bob@agency.com", to: "ann@acme.com", subject: "AW: Offer" }),
    );
    expect(answered.data.conversationKey).toBe(asked.data.conversationKey);
  });

  it("reads 8-bit text that names no charset", async () => {
    const text = Buffer.from("From: a@acme.com\n\nM\u00f6belst\u00fccke geh\u00f6ren uns\n", "latin1");
    expect((await parsed(text)).data.signals.words).toBe(3);
  });
});

describe("parseMail against hostile input", () => {
  it.each([
    ["empty", ""],
    ["unreadable", "\u0000\u0001\u0002\u0003"],
    ["unreadable", "no header at all"],
    ["unreadable", "key: value\nother: value\n\nnot mail"],
    ["header_too_long", `From: a@acme.com\nX-Long: ${"x".repeat(1_048_576)}\n\nbody`],
    ["header_too_long", `From: a@acme.com\n${"X-Many: 1\n".repeat(200_000)}\nbody`],
  ])("calls it %s", async (code, text) => {
    expect(await codeOf(text)).toBe(code);
  });

  it("refuses ten thousand parts, side by side and within each other, at once", async () => {
    const side = `From: a@acme.com\nContent-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(10_000)}--b--`;
    expect(await codeOf(side)).toBe("too_many_parts");
    const nest = (depth: number) =>
      `From: a@acme.com\nContent-Type: multipart/mixed; boundary=b0\n\n${Array.from(
        { length: depth },
        (_, index) => `--b${index}\nContent-Type: multipart/mixed; boundary=b${index + 1}\n\n`,
      ).join("")}`;
    expect(await codeOf(nest(10_000))).toBe("too_many_parts");
    expect(await codeOf(nest(200))).toBe("too_deep");
    expect(await codeOf(nest(20))).toBe("parsed");
  });

  it("refuses a message over the limit", async () => {
    const small = { ...context, limits: { ...defaultMailLimits, messageBytes: 100 } };
    const result = await parseMail(new TextEncoder().encode(madeMessage()), small);
    expect(result).toMatchObject({ kind: "problem", code: "too_large" });
  });

  it("reads what is cut off anywhere", async () => {
    const text = mime("Content-Type: text/plain\n\nHello", "Content-Type: application/pdf\n\nJVBERg==");
    for (let end = 12; end < text.length; end += 7) expect(await codeOf(text.slice(0, end))).toBe("parsed");
  });

  it("reads deep and broken HTML, and HTML that is one endless tag", async () => {
    const htmls = [
      "<div>".repeat(50_000),
      `<a ${"x".repeat(500_000)}`,
      "<p>a".repeat(20_000),
      "&#xffffffff;&nosuch;",
    ];
    for (const html of htmls) expect(await codeOf(mime(`Content-Type: text/html\n\n${html}`))).toBe("parsed");
  });

  const line = Schema.Union([
    Schema.String,
    Schema.Literals([
      "From: a@acme.com", "Content-Type: multipart/mixed; boundary=b", "--b", "--b--", "", "Date: 1 Jan 2020",
      "Subject: =?utf-8?B?w?=", "Content-Transfer-Encoding: base64", "Content-Type: text/html; charset=utf-7", "To: ,;:<",
      "References: <<>> <a@b", "Received: ;", "Content-Type: text/plain; charset=iso-2022-jp",
    ]),
  ]); // prettier-ignore
  it.effect.prop("always answers, with data of the contract or a reason", [Schema.Array(line)], ([lines]) =>
    Effect.gen(function* () {
      const result = yield* Effect.promise(() => parse(lines.join("\n")));
      if (result.kind === "parsed") EmailDataV1.parse(result.data);
      else expect(result.reason.length).toBeGreaterThan(10);
    }),
  );
});
