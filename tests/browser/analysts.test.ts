import { readFile } from "node:fs/promises";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import type { UnattributedAnswer } from "@rapport/contracts/http/Unattributed";
import { parse } from "csv-parse/sync";
import type { Download, Locator, Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { signInAs } from "./support/signInAs.ts";
import { readTruthOf } from "./support/truth.ts";

interface Truth {
  readonly economicMonths: ReadonlyArray<{
    readonly party: string;
    readonly month: string;
    readonly loggedSeconds: number;
  }>;
}

const pounds = new Intl.NumberFormat("en", { minimumFractionDigits: 2 });
const amountText = (minor: number): string => pounds.format(minor / 100).replace("-", "−");

/** The table of figures; the frame has tables of its own. */
const tableOf = (page: Page): Locator => page.getByRole("region", { name: /^Table of figures/ });
const names = (page: Page): Promise<ReadonlyArray<string>> =>
  tableOf(page).locator("tbody th[scope=row]").allInnerTexts();
const cell = async (page: Page, id: string, field: string): Promise<Locator> => {
  const fields = await page.evaluate<ReadonlyArray<string | null>>(
    "[...document.querySelector('th[data-field]').closest('tr').children].map((head) => head.getAttribute('data-field'))",
  );
  return tableOf(page).locator(`tbody tr[data-id="${id}"] > *`).nth(fields.indexOf(field));
};

const rowsOf = async (download: Download): Promise<ReadonlyArray<Record<string, string>>> =>
  parse(await readFile(await download.path()), { columns: true }) as ReadonlyArray<Record<string, string>>;

/** Goes on by the tab key until something has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press("Tab");
    if ((await wanted.and(page.locator(":focus")).count()) > 0) return;
  }
  throw new Error("the tab key does not lead there");
};

describe("the pages of analysts", () => {
  for (const path of [
    "/profitability?whale=contribution",
    "/reconcile",
    "/unattributed",
    "/backtest",
    "/definitions",
  ])
    it(`axe finds nothing on ${path}, light, dark and on a phone`, async ({ open }) => {
      const page = await open(path);
      await expectNoAxe(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoAxe(page);
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect(wide).toBeLessThanOrEqual(390);
    });

  it("show who loses, heaviest first, as the API has it; a figure opens what it is the sum of", async ({
    open,
    ask,
  }) => {
    const page = await open("/profitability");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByLabel("Value, GBP").fill("0");
    await page.getByRole("button", { name: "Add filter" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Net contribution/ }).click();
    await page.waitForURL(/order=asc/);
    await settled(page);
    const { items } = await ask<ProfitabilityPage>(
      "/v1/profitability?sort=contributionMinor&order=asc&limit=5000",
    );
    const losing = items.filter(({ contributionMinor }) => contributionMinor < 0);
    expect(losing.length).toBeGreaterThan(2);
    expect(await names(page)).toEqual(losing.map(({ name }) => name));
    const worst = losing.find(({ state }) => state === "client")!;
    const figure = await cell(page, worst.id, "contributionMinor");
    expect(await figure.innerText()).toBe(amountText(worst.contributionMinor));
    await figure.getByRole("link").click();
    const drawer = page.getByRole("dialog").filter({ hasText: worst.name });
    await drawer.waitFor();
    const evidence = await ask<EvidencePage>(`/v1/clients/${worst.id}/evidence?metric=contribution&limit=1`);
    expect(evidence.sum).toBe(worst.contributionMinor);
  });

  it("show the hours that the simulator knows were logged", async ({ open, ask }) => {
    const { economicMonths } = readTruthOf<Truth>();
    const page = await open("/profitability?table=effort&state=client&columns=name,loggedSeconds", {
      height: 3000,
    });
    await settled(page);
    const { from, items } = await ask<ProfitabilityPage>("/v1/profitability?state=client&limit=5000");
    const [first] = items;
    const seconds = economicMonths
      .filter(({ party, month }) => party === first!.id && month >= from.slice(0, 7))
      .reduce((sum, { loggedSeconds }) => sum + loggedSeconds, 0);
    const shown = await cell(page, first!.id, "loggedSeconds");
    expect(await shown.innerText()).toBe(
      new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
        seconds / 3600,
      ),
    );
  });

  it("by keyboard alone: find a client, sort, export exactly what is seen", async ({ open }) => {
    const page = await open("/profitability?columns=name,revenueMinor,contributionMinor", {
      height: 3000,
    });
    await settled(page);
    await tabTo(page, page.getByRole("searchbox", { name: "Search" }));
    await page.keyboard.type("a");
    await page.waitForURL(/search=a/);
    await tabTo(page, page.getByRole("button", { name: /^Revenue/ }));
    await page.keyboard.press("Enter");
    await page.waitForURL(/sort=revenueMinor/);
    await settled(page);
    const seen = await names(page);
    expect(seen.length).toBeGreaterThan(1);
    const exporting = page.getByRole("button", { name: "Export" });
    await exporting.focus();
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("link", { name: "CSV" }));
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    const rows = await rowsOf(download);
    expect(Object.keys(rows[0]!)).toEqual(["name", "revenue_minor", "contribution_minor", "currency"]);
    expect(rows.map(({ name }) => name)).toEqual(seen);
  });

  it("without money show our time and no amount, and say why", async ({ open }) => {
    const cookie = await signInAs("ann-of-time", "analyst", { money: false });
    const page = await open("/profitability?whale=revenue&sort=contributionMinor", { cookie });
    const main = page.getByRole("main");
    await main.getByText("was not given sight of money").waitFor();
    await settled(page);
    expect(await page.getByRole("button", { name: /^Logged/ }).count()).toBe(1);
    expect(await main.getByRole("button", { name: /Export|whale|^Revenue|^Labour/ }).count()).toBe(0);
    const nav = page.getByRole("navigation").first();
    for (const [name, heading] of [
      ["Unattributed", "How much is somebody's"],
      ["Metrics", "Metrics"],
      ["Clients", "Clients"],
    ] as const) {
      await nav.getByRole("link", { name, exact: true }).click();
      await page.getByRole("heading", { name: heading, exact: true }).waitFor();
      await settled(page);
      expect(await main.innerText(), name).not.toMatch(/GBP|EUR|contribution\s/);
    }
    await main.locator("tbody th a").first().click();
    await main.getByText("What it brings and costs is not shown").waitFor();
    await main.getByRole("list").getByRole("listitem").first().waitFor();
    expect(await main.innerText()).not.toMatch(/GBP|EUR/);
  });

  it("keep a view by name, and its address brings it back", async ({ open }) => {
    const page = await open("/profitability?groupBy=owner&columns=name,marginPercent&sort=marginPercent");
    await settled(page);
    const before = await names(page);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("dialog", { name: "Saved views" }).getByLabel("Name").fill("Owners by margin");
    await page.getByRole("button", { name: "Save this view" }).click();
    await page.keyboard.press("Escape");
    await page.getByLabel("A row is").selectOption("client");
    await page.waitForURL((url) => !url.search.includes("groupBy"));
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("link", { name: "Owners by margin" }).click();
    await page.waitForURL(/groupBy=owner/);
    await settled(page);
    expect(await names(page)).toEqual(before);
  });

  it("say what a column means while it has the focus, and Escape puts it away", async ({ open }) => {
    const page = await open("/profitability");
    await page.getByRole("button", { name: /^Cost to serve/ }).focus();
    const tip = page.getByRole("tooltip").filter({ hasText: "unused capacity + expenses" });
    await tip.waitFor();
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "hidden" });
  });

  it("link what nobody claims to a client after a look at what it moves, and take it back", async ({
    open,
    ask,
  }) => {
    const parties = async () => {
      const { items } = await ask<UnattributedAnswer>("/v1/unattributed?limit=1000");
      return items.map(({ party }) => party);
    };
    const { items } = await ask<ProfitabilityPage>("/v1/profitability?state=client&limit=1");
    const [party] = await parties();
    const page = await open("/unattributed");
    await page.getByRole("row").filter({ hasText: party! }).getByRole("button").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Client").fill(items[0]!.name);
    await dialog.getByText("This would move").waitFor();
    await dialog.getByRole("button", { name: "Link", exact: true }).click();
    await page.getByRole("button", { name: "Take back" }).waitFor();
    expect(await parties()).not.toContain(party);
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByRole("rowheader").filter({ hasText: party! }).waitFor();
    expect(await parties()).toContain(party);
  });

  it("reconcile a month to the cent, and name the SQL of a view", async ({ open }) => {
    const page = await open("/reconcile");
    await page.getByText(/All \d+ control totals agree exactly/).waitFor();
    await page.getByRole("link", { name: /whose Revenue earned/ }).click();
    await page.getByRole("heading", { name: /^Whose it is: Revenue earned/ }).waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Metrics" }).click();
    await page.getByLabel("Find a view or a column").fill("loss_probability");
    await page.getByText(/FROM client_profitability_at\(as_of = '2026-10-31'\)/).waitFor();
  });
});
