import { describe, expect, it } from "@effect/vitest";
import { replaceQueryIds } from "./killIds.ts";

const known = async (id: string) => (id === "mine" ? "engine's" : undefined);

describe("replaceQueryIds", () => {
  it("replaces known ids and nothing else", async () => {
    expect(
      await replaceQueryIds("KILL QUERY WHERE query_id = 'mine' AND user = \"mine\" -- 'mine'", known),
    ).toBe("KILL QUERY WHERE query_id = 'engine\\'s' AND user = \"mine\" -- 'mine'");
    expect(await replaceQueryIds("KILL QUERY WHERE query_id IN ('a', 'mine') ASYNC", known)).toBe(
      "KILL QUERY WHERE query_id IN ('a', 'engine\\'s') ASYNC",
    );
    expect(await replaceQueryIds("KILL QUERY WHERE user = 'default'", known)).toBe(
      "KILL QUERY WHERE user = 'default'",
    );
  });
});
