import { describe, expect, it } from "vitest";
import { markedFirst } from "./rows.ts";

describe("markedFirst", () => {
  it("puts who takes much for little before the others, and keeps their order", () => {
    const row = (id: string, highMaintenance: boolean) => ({ id, highMaintenance });
    expect(
      markedFirst([row("a", false), row("b", true), row("c", false), row("d", true)]).map(({ id }) => id),
    ).toEqual(["b", "d", "a", "c"]);
  });
});
