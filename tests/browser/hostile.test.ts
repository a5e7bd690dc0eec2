import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientPage } from "@rapport/contracts/http/ClientFigures";
import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { cleanUp, succeed, temporaryFolder, until } from "../e2e/support/rapport.ts";
import { asker } from "./support/ask.ts";
import {
  directoryOf,
  hostileNames,
  override,
  writeHostileDirectory,
  writeHostileMailbox,
} from "./support/hostile.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { goOn, placesOf } from "./support/places.ts";

const { folder } = inject("agency");
const data = ["--data", join(folder, "..")];
const ask = asker(inject("agency"));

/** Waits until the first client of the agency is called so. */
const called = async (is: (name: string) => boolean): Promise<void> => {
  const [first] = parse(readFileSync(join(folder, "directory", "clients.csv"), "utf8"), {
    columns: true,
  }) as ReadonlyArray<{ client: string }>;
  await until(async () => {
    const { items } = await ask<ClientPage>("/v1/clients?limit=500");
    return is(items.find(({ id }) => id === first!.client)!.name) ? true : undefined;
  });
};

beforeAll(async () => {
  const made = temporaryFolder();
  await succeed(["directory", "import", ...writeHostileDirectory(folder, made), ...data]);
  const account = `<b class="hostile">${override}office</b>`;
  await succeed(["ingest", "email", writeHostileMailbox(made), "--account", account, ...data]);
  await called((name) => name.startsWith(hostileNames[0]!));
}, 180_000);

afterAll(async () => {
  await succeed(["directory", "import", ...directoryOf(folder), ...data]);
  await called((name) => !name.startsWith(hostileNames[0]!));
  await cleanUp();
});

/** Texts that turn round what stands around them: those with an override that nothing isolates. */
const unguarded = `(() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const isolates = (at) => at !== null && (at.matches("bdi, option, [dir=auto]") || isolates(at.parentElement));
    if (data.includes("${override}") && !isolates(parentElement)) found.push(parentElement.outerHTML.slice(0, 300));
  }
  return found;
})()`;

/** What is wider than the window, though no box of its own scrolls it. */
const wider = `(() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  const scrolls = ({ parentElement: at }) =>
    at !== document.body && (getComputedStyle(at).overflowX !== "visible" || scrolls(at));
  return [...document.querySelectorAll("main *, header *, dialog *")]
    .filter((at) => at.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(at))
    .map((at) => at.outerHTML.slice(0, 200))
    .slice(-3)
    .concat("scrolls to " + document.documentElement.scrollWidth);
})()`;

const drawn = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

/** Nothing ran, nothing of a name is an element, names are isolated, and all fits: as wide as it is, and on a phone. */
const expectUnharmed = async (page: Page, what: string): Promise<void> => {
  await settled(page);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(drawn);
    expect.soft(await page.evaluate("window.hacked"), `${what}: ran`).toBeUndefined();
    expect.soft(await page.locator(".hostile").count(), `${what}: elements`).toBe(0);
    expect.soft(await page.evaluate(unguarded), `${what}, ${width} px: not isolated`).toEqual([]);
    expect.soft(await page.evaluate(wider), `${what}, ${width} px: too wide`).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};

it("names of every kind break no page", async ({ open }) => {
  const page = await open("/nowhere");
  for (const path of await placesOf(page)) {
    await goOn(page, path);
    await expectUnharmed(page, path);
  }
});

it("nor the pages of a client, its evidence, its dialogs, or the search", async ({ open }) => {
  const { items } = await ask<LadderPage>("/v1/ladder?limit=1");
  const { id } = items[0]!;
  const page = await open(`/workbench/${id}`);
  await expectUnharmed(page, "workbench of a client");
  await page.getByRole("button", { name: "Decide" }).first().click();
  await page.getByRole("dialog").waitFor();
  await expectUnharmed(page, "deciding");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("Bold");
  await page.getByRole("option").first().waitFor();
  await expectUnharmed(page, "search");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /sources? (fresh|stale)/ }).click();
  await expectUnharmed(page, "sources");
  await page.keyboard.press("Escape");
  const client = await open(`/clients/${id}`);
  await expectUnharmed(client, "client");
  await client.getByRole("link", { name: /^GBP/ }).first().click();
  await client.getByRole("dialog").getByRole("row").nth(1).waitFor();
  await expectUnharmed(client, "evidence");
  const handOver = await open(`/hand-over/${id}`);
  await expectUnharmed(handOver, "hand-over");
});
