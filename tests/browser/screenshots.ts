// Pictures of every page, light, dark and on a phone, for people to look at: `pnpm screenshots`. With `--docs` those three
// that stand in the README too. Arguments that are no flags choose pages whose address holds one of them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import { findChromium } from "@rapport/testing/servers/findChromium";
import { type Browser, chromium, type Page } from "playwright-core";
import { repository } from "../e2e/support/rapport.ts";
import { startAgency } from "./support/agencyServer.ts";
import { asker } from "./support/ask.ts";
import { browserFlags, goTo, type Looking, newWindow, type Server, settled } from "./support/lookAt.ts";

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const forDocs = process.argv.includes("--docs");
const folder = join(repository, ".rapport", "screenshots");
const docsFolder = join(repository, "docs", "screenshots");

const ways: Readonly<Record<string, Looking>> = {
  light: { scheme: "light" },
  dark: { scheme: "dark" },
  phone: { scheme: "light", width: 390, height: 844 },
};

const nameOf = (path: string): string => path.split("?")[0]!.replaceAll("/", "-").slice(1) || "portfolio";

/** Where the navigation leads, and the pages of one client, the one with the most urgent options. */
const pathsOf = async (browser: Browser, server: Server) => {
  const page = await newWindow(browser, server, {});
  await goTo(page, server, "/nowhere");
  const links = await page.getByRole("navigation").getByRole("link").all();
  const found = await Promise.all(links.map((link) => link.getAttribute("href")));
  await page.context().close();
  const paths = new Set(found.map((href) => href!.split("?")[0]!));
  const { items } = await asker(server)<LadderPage>("/v1/ladder?limit=1");
  const client = items[0]!.id;
  return {
    all: [...paths, `/clients/${client}`, `/workbench/${client}`, `/hand-over/${client}`],
    docs: { portfolio: "/", workbench: `/workbench/${client}`, client: `/clients/${client}` },
  };
};

/** Charts draw a moment after their figures came. */
const drawn = async (page: Page): Promise<void> => {
  await settled(page);
  await page.waitForTimeout(500);
};

const shoot = async (
  browser: Browser,
  server: Server,
  path: string,
  looking: Looking,
  file: string,
  full: boolean,
) => {
  const page = await newWindow(browser, server, looking);
  page.setDefaultTimeout(90_000);
  try {
    await goTo(page, server, path);
    await drawn(page).catch((cause: unknown) => console.error(`${path} did not settle: ${String(cause)}`));
    await page.screenshot({ path: file, fullPage: full, animations: "disabled" });
    const [wide, room] = [
      await page.evaluate<number>("document.documentElement.scrollWidth"),
      looking.width ?? 1440,
    ];
    console.log(`${file}${wide > room ? `  WIDER than its window: ${wide} px` : ""}`);
  } finally {
    await page.context().close();
  }
};

const program = findChromium();
if (program === null) throw new Error("There is no Chromium: install it, or name it by RAPPORT_CHROMIUM.");
const { stop, ...server } = await startAgency();
const browser = await chromium.launch({ executablePath: program, args: browserFlags });
try {
  const { all, docs } = await pathsOf(browser, server);
  mkdirSync(folder, { recursive: true });
  for (const path of all.filter((path) => words.length === 0 || words.some((word) => path.includes(word))))
    for (const [way, looking] of Object.entries(ways))
      await shoot(browser, server, path, looking, join(folder, `${nameOf(path)}-${way}.png`), true).catch(
        (cause: unknown) => console.error(`${path} ${way}: ${String(cause)}`),
      );
  if (forDocs) {
    mkdirSync(docsFolder, { recursive: true });
    for (const [name, path] of Object.entries(docs))
      await shoot(browser, server, path, { height: 1000 }, join(docsFolder, `${name}.png`), false);
  }
} finally {
  await browser.close();
  await stop();
}
