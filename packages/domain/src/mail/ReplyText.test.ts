import { readFileSync } from "node:fs";
import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { replyText } from "./ReplyText.ts";

interface ReplyCase {
  readonly name: string;
  readonly text: string;
  readonly own: string;
}

/** Written by hand, one habit of a mail program each; the expected words are the author's own. */
const cases: ReadonlyArray<ReplyCase> = JSON.parse(
  readFileSync(new URL("../../../../tests/fixtures/mail/replies.json", import.meta.url), "utf8"),
);
const words = (text: string): string => text.replace(/\s+/gu, " ").trim();

describe("replyText", () => {
  it.each(cases.map((each) => [each.name, each] as const))(
    "finds the author's words: %s",
    (_, { text, own }) => {
      expect(words(replyText(text))).toBe(words(own));
    },
  );

  it("keeps a dash line with much text below it", () => {
    const text = `Before\n--\n${Array.from({ length: 30 }, (_, index) => `line ${index} of the minutes`).join("\n")}`;
    expect(replyText(text)).toContain("line 29");
  });

  it("reads a hostile text in time that grows with its length", () => {
    const hostile = [
      `${"On ".repeat(150)}\n`.repeat(2_000), `${"@".repeat(480)} wrote:\n`.repeat(4_000),
      `${">".repeat(1_000)}\n`.repeat(5_000), `${" ".repeat(100_000)}:\n`.repeat(10), "--\n".repeat(5_000),
    ]; // prettier-ignore
    for (const text of hostile) expect(replyText(text).length).toBeLessThanOrEqual(text.length);
  });

  it.prop(
    "never adds a word, and finds nothing more to strip in unquoted prose",
    [Schema.String],
    ([text]) => {
      const own = replyText(text);
      expect(own.length).toBeLessThanOrEqual(text.length);
      expect(replyText(`> ${text.replaceAll(/[\r\n]/g, " ")}`)).toBe("");
    },
  );
});
