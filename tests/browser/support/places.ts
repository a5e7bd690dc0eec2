import type { Page } from "playwright-core";
import { expect } from "vitest";

/** The addresses that the navigation leads to, in its order. */
export const placesOf = async (page: Page): Promise<ReadonlyArray<string>> => {
  const links = await page.getByRole("navigation").getByRole("link").all();
  const all = await Promise.all(links.map(async (link) => (await link.getAttribute("href"))!.split("?")[0]!));
  return [...new Set(all)];
};

/** Goes on without loading anew, as whoever clicks does; the page before stays until the next one is there. */
export const goOn = async (page: Page, path: string): Promise<void> => {
  const before = await page.title();
  await page.getByRole("navigation").locator(`a[href^="${path}?"], a[href="${path}"]`).last().click();
  await page.waitForURL((url) => url.pathname === path);
  await expect.poll(() => page.title(), { timeout: 20_000 }).not.toBe(before);
};
