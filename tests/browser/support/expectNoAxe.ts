import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled } from "./lookAt.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const expectNone = async (page: Page, scheme: "light" | "dark"): Promise<void> => {
  await page.emulateMedia({ colorScheme: scheme });
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}\n${failureSummary ?? ""}`),
  );
  expect(found, `axe at ${page.url()}, ${scheme}`).toEqual([]);
};

/** axe finds nothing on the page as it stands, dark and light, by WCAG 2.2 AA and its own good practice. */
export const expectNoAxe = async (
  page: Page,
  schemes: ReadonlyArray<"light" | "dark"> = ["dark", "light"],
): Promise<void> => {
  await settled(page);
  for (const scheme of schemes) await expectNone(page, scheme);
};
