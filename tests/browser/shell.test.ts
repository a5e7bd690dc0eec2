import { describe, expect } from "vitest";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";

describe("the frame around every page", () => {
  for (const scheme of ["light", "dark"] as const)
    it(`axe finds nothing in it, ${scheme}`, async ({ open }) => {
      await expectNoAxe(await open("/nowhere", { scheme }));
    });

  it("leads to every page by name", async ({ open }) => {
    const page = await open("/nowhere");
    await page.getByRole("navigation").getByRole("link", { name: "Sources" }).click();
    await page.waitForURL(/\/data\/sources/);
    expect(page.url()).toContain("asOf=2026-10-31");
  });
});
