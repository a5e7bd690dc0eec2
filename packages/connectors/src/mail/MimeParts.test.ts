import { describe, expect, it } from "@effect/vitest";
import { lightMessage } from "./MimeParts.ts";

const run = (text: string, atMost = 100) => {
  const { bytes, parts } = lightMessage(new Uint8Array(Buffer.from(text, "latin1")), 0, atMost);
  return { text: Buffer.from(bytes).toString("latin1"), parts };
};
const base64 = `${"QUJD".repeat(19)}\n`.repeat(100);
const part = (type: string, body = base64, encoding = "base64") =>
  `Content-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${body}`;
const message = (...parts: ReadonlyArray<string>) =>
  `Content-Type: multipart/mixed; boundary="b"\n\n${parts.map((each) => `--b\n${each}\n`).join("")}--b--\n`;

describe("lightMessage", () => {
  it("empties the bodies of attached files, and nothing else", () => {
    const pdf = part("application/pdf; name=a.pdf");
    const kept = [
      part("text/plain"),
      part("message/rfc822"),
      part("image/png", "QUJD"),
      part("image/png", base64, "7bit"),
    ];
    expect(run(message(pdf, ...kept))).toEqual({
      text: message(part("application/pdf; name=a.pdf", ""), ...kept).replace("\n\n\n--b", "\n\n--b"),
      parts: 5,
    });
  });

  it("works with CRLF, and with a file that was cut off", () => {
    const text = message(part("image/png"), "\nend").replaceAll("\n", "\r\n");
    expect(run(text).text.length).toBeLessThan(300);
    expect(run(text).text).toContain("--b\r\n\r\nend");
    expect(run(message(part("image/png")).slice(0, 5_000)).text.length).toBeLessThan(300);
  });

  it("counts the parts of all multiparts, and stops behind the limit", () => {
    const inner = `Content-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c\n\ny\n--c--`;
    expect(run(message("\na", inner)).parts).toBe(4);
    expect(run(message(...Array.from({ length: 50 }, () => "\na")), 10).parts).toBe(11);
    expect(run("Subject: a\n\n--b\n--b\n").parts).toBe(0);
  });

  it("keeps 256 KB of text in all, and every part", () => {
    const text = message(
      ...Array.from({ length: 50 }, (_, index) => `X: ${index}\n\n${"word ".repeat(20_000)}`),
    );
    const light = run(text);
    expect(light.text.length).toBeGreaterThan(260_000);
    expect(light.text.length).toBeLessThan(270_000);
    expect(light.text).toContain("--b\nX: 49\n");
    expect(run(`Subject: a\n\n${"word ".repeat(400_000)}`).text.length).toBe(262_144);
  });
});
