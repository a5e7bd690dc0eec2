import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Everything on the page is loaded: no skeleton is left, and no answer of before waits for a newer one. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(`document.querySelectorAll("[data-skeleton], [aria-busy=true]").length === 0`);
};

/** axe finds nothing on the page as it stands, by WCAG 2.2 AA and its own good practice. */
export const expectNoAxe = async (page: Page): Promise<void> => {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}\n${failureSummary ?? ""}`),
  );
  expect(found, `axe at ${page.url()}`).toEqual([]);
};
