import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled } from "./lookAt.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that look at colours: all that another scheme of the same page can break. */
const ofColour = ["color-contrast", "link-in-text-block"];

const expectNone = async (page: Page, scheme: "light" | "dark", rules: "all" | "colour"): Promise<void> => {
  await page.emulateMedia({ colorScheme: scheme });
  // In one go, without a page of its own for the result: the pages have no frames, and it takes half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === "all" ? axe.withTags(tags) : axe.withRules(ofColour)).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}\n${failureSummary ?? ""}`),
  );
  expect(found, `axe at ${page.url()}, ${scheme}`).toEqual([]);
};

/** axe finds nothing on the page as it stands, light and dark, by WCAG 2.2 AA and its own good practice. */
export const expectNoAxe = async (
  page: Page,
  schemes: readonly ["light"] | readonly ["light", "dark"] = ["light", "dark"],
): Promise<void> => {
  await settled(page);
  for (const scheme of schemes) await expectNone(page, scheme, scheme === "light" ? "all" : "colour");
  await page.emulateMedia({ colorScheme: "light" });
};
