import { describe, expect, it } from "@effect/vitest";
import { firstMessageId, messageIdsOf, referencesOf } from "./MessageIds.ts";

describe("message ids", () => {
  it("are what stands in angle brackets without spaces", () => {
    expect(messageIdsOf("Your message of Mon <a@b> and <c@d>\t<e@f>")).toEqual(["a@b", "c@d", "e@f"]);
    expect(firstMessageId('<"MAC:2201 (x400)/G=Ann /S=Example"@acme>')).toBeNull();
    expect(firstMessageId("a@b")).toBeNull();
    expect(firstMessageId("<>")).toBeNull();
    expect(firstMessageId(null)).toBeNull();
  });

  it("over the length of a line are none", () => {
    expect(firstMessageId(`<${"x".repeat(999)}> <a@b>`)).toBe("a@b");
  });

  it("keeps the last hundred references, in their order", () => {
    const all = Array.from({ length: 130 }, (_, index) => `<${index}@a>`).join(" ");
    const kept = referencesOf(all);
    expect(kept).toHaveLength(100);
    expect([kept[0], kept[99]]).toEqual(["30@a", "129@a"]);
  });
});
