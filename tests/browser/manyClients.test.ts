import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { manyClientsLastDay } from "../integration/support/manyClients.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { startMany } from "./support/manyServer.ts";
import { opener } from "./support/open.ts";

const clients = 10_000;
/** A page of everything a firm of fifty clients has holds about so many elements; ten thousand must not take more. */
const mostElements = 6_000;

let server: Awaited<ReturnType<typeof startMany>>;
beforeAll(async () => {
  server = await startMany(clients);
}, 180_000);
afterAll(() => server.stop());

const count = (page: Page): Promise<number> => page.evaluate("document.querySelectorAll('*').length");

it("ten thousand clients are looked through by portfolio, lists and search, and few of them stand in the page", async ({
  browser,
}) => {
  const { open, close } = opener(browser, server);
  const asOf = `asOf=${manyClientsLastDay}`;
  const page = await open(`/profitability?${asOf}&state=client`);
  await settled(page);
  await page.getByText(clients.toLocaleString("en")).first().waitFor();
  expect.soft(await count(page), "profitability").toBeLessThan(mostElements);
  const rows = page.getByRole("row");
  const first = await rows.nth(2).textContent();
  await rows.nth(2).hover();
  await page.mouse.wheel(0, 200_000);
  await expect.poll(() => rows.nth(2).textContent(), { timeout: 20_000 }).not.toBe(first);
  expect.soft(await count(page), "profitability, further down").toBeLessThan(mostElements);

  await page.keyboard.press("/");
  await page.keyboard.type("Client 9999");
  await page.getByRole("option", { name: "Client 9999" }).waitFor();
  expect(await page.getByRole("dialog").getByRole("option").count()).toBeLessThanOrEqual(8);
  await page.keyboard.press("Escape");
  for (const path of ["/clients", "/"]) {
    await page.goto(`${server.url}${path}?${asOf}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await settled(page);
    expect.soft(await count(page), path).toBeLessThan(mostElements);
    expect.soft(await page.getByRole("alert").allTextContents(), path).toEqual([]);
    expect.soft(await page.evaluate("document.documentElement.scrollWidth"), path).toBe(1440);
  }
  await close();
});
