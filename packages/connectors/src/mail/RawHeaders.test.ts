import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { defaultMailLimits } from "./MailLimits.ts";
import { readHeaders } from "./RawHeaders.ts";

const read = (text: string) => readHeaders(Buffer.from(text, "latin1"), defaultMailLimits);
const pairs = (text: string) => {
  const raw = read(text);
  return raw.kind === "headers" ? raw.headers.map(({ name, value }) => [name, value]) : raw.kind;
};

describe("readHeaders", () => {
  it("unfolds, trims and lowers names, and finds the body", () => {
    const text = "Subject:  a\r\n\tb\r\nX-Odd :c\r\n\r\nbody";
    expect(pairs(text)).toEqual([
      ["subject", "a\tb"],
      ["x-odd", "c"],
    ]);
    expect(read(text)).toMatchObject({ bodyStart: text.indexOf("body") });
  });

  it("takes bare CR and mixed line ends, and passes over lines that are no field", () => {
    expect(pairs("From a@b Mon\nA: 1\rB: 2\nnonsense\nC: 3\n\nD: 4")).toEqual([
      ["a", "1"],
      ["b", "2"],
      ["c", "3"],
    ]);
  });

  it("reads UTF-8, and what is none as Windows-1252", () => {
    expect(pairs(Buffer.from("Subject: Grüße\n\n").toString("latin1"))).toEqual([["subject", "Grüße"]]);
    expect(pairs("Subject: Gr\u00fc\u00dfe \u0080\n\n")).toEqual([["subject", "Grüße €"]]);
  });

  it("refuses headers over their limits, and what has none", () => {
    expect(pairs(`A: 1\nSubject: ${"x".repeat(300_000)}\n\n`)).toBe("tooLong");
    expect(pairs("A: b\n".repeat(300_000))).toBe("tooLong");
    expect(pairs("no header at all\nA: 1")).toEqual([["a", "1"]]);
    expect(pairs("\nA: 1")).toBe("none");
    expect(pairs("")).toBe("none");
  });

  it.prop("never throws, whatever the bytes", [Schema.String], ([text]) => {
    expect(["headers", "none"]).toContain(readHeaders(Buffer.from(text, "utf16le"), defaultMailLimits).kind);
  });
});
