import { describe, expect, it } from "@effect/vitest";
import { sniffMail } from "./sniffMail.ts";

const sniff = (text: string) => sniffMail(Buffer.from(text, "latin1"));

describe("sniffMail", () => {
  it.each([
    ["From ann@acme.example Mon Jan  8 12:00:00 2024\nSubject: a\n", "mbox", 0],
    ["\u00ef\u00bb\u00bfFrom -\nSubject: a\n", "mbox", 3],
    ["\n\r\nFrom -\nSubject: a\n", "mbox", 3],
    ["From: ann@acme.example\n\na", "message", 0],
    ["Received: from a\n by b\n", "message", 0],
    ["X-Odd : a\nb", "message", 0],
    ["odd first line\nSubject: a\n\nb", "message", 0],
    ["\u001f\u008b\u0008", "gzip", 0],
    ["PK\u0003\u0004", "zip", 0],
    ["PK\u0005\u0006", "zip", 0],
    ["%PDF-1.4", "unknown", 0],
    ["just a text\nwithout any header\n", "unknown", 0],
    ["", "unknown", 0],
  ] as const)("tells %j as %s", (text, format, start) => {
    expect(sniff(text)).toMatchObject({ format, start });
  });

  it("says what to do with the binary files of Outlook", () => {
    expect(sniff("\u00d0\u00cf\u0011\u00e0\u00a1").reason).toContain(".eml");
    expect(sniff("!BDN").reason).toContain("export");
  });
});
