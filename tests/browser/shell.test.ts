import type { ClientPage } from "@rapport/contracts/http/ClientFigures";
import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import type { FreshnessAnswer } from "@rapport/contracts/http/Freshness";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { signInAs } from "./support/signInAs.ts";

/** Where nothing but the frame is: its tests say nothing of any page's own. */
const nowhere = "/nowhere";

const focused = (page: Page) => page.locator(":focus");

describe("the frame around every page", () => {
  it("axe finds nothing in it or in what it opens, light and dark", async ({ open }) => {
    const page = await open(nowhere);
    await expectNoAxe(page);
    for (const name of [/^As of/, "Last 12 months", /sources fresh/, "Display"]) {
      await page.getByRole("button", { name }).click();
      await expectNoAxe(page);
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("/");
    await page.keyboard.type("a");
    await page.getByRole("option").first().waitFor();
    await expectNoAxe(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
    await expectNoAxe(page);
  });

  it("leads to every page by name, keeps the day, and puts the focus on the heading", async ({ open }) => {
    const page = await open(nowhere);
    await page.getByRole("navigation").getByRole("link", { name: "Sources" }).click();
    await page.waitForURL(/\/data\/sources/);
    expect(page.url()).toContain("asOf=2026-10-31");
    await page.locator("h1:focus").getByText("Sources").waitFor();
    expect(await page.title()).toMatch(/^.*Sources.* · Rapport$/);
  });

  it("says how fresh everything is, as the API does, and that nobody in it exists", async ({ open, ask }) => {
    const page = await open(nowhere);
    const { sources } = await ask<FreshnessAnswer>("/v1/freshness");
    const coverage = await ask<CoverageAnswer>("/v1/coverage");
    const share = Math.round(coverage.attributed.share! * 1_000) / 10;
    await page.getByRole("button", { name: `${sources.length} sources fresh · ${share} % linked` }).click();
    const rows = page.getByRole("dialog", { name: "Sources and coverage" }).getByRole("row");
    expect(await rows.count()).toBe(sources.length + 1);
    expect(await page.getByText("Simulated data.").count()).toBe(1);
  });

  it("finds a client by keyboard alone", async ({ open, ask }) => {
    const { items } = await ask<ClientPage>("/v1/clients?sort=name&limit=500");
    const client = items.findLast(({ kind }) => kind === "client")!;
    const page = await open(nowhere);
    await page.keyboard.press("/");
    await page.keyboard.type(client.name.slice(0, -1));
    await page.getByRole("option", { name: client.name }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/clients/${client.id}?**`);
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("says when no client is called that, whatever was typed", async ({ open }) => {
    const page = await open(nowhere);
    await page.getByRole("button", { name: /^Find a client/ }).click();
    await page.getByRole("combobox").fill("<b>\u202enobody</b>");
    await page.getByText("No client's name, domain or address holds “<b>\u202enobody</b>”.").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("button:focus").getByText("/").waitFor();
  });

  it("single keys go places, never out of a field, and can be turned off", async ({ open }) => {
    const page = await open(nowhere);
    await page.getByRole("button", { name: /^As of/ }).click();
    await page.getByLabel("As of", { exact: true }).focus();
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    await page.keyboard.press("Escape");
    expect(new URL(page.url()).pathname).toBe(nowhere);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    await page.waitForURL(/\/data\/sources/);
    await page.getByRole("button", { name: "Display" }).click();
    await page.getByLabel("Single keys as shortcuts").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});

describe("what is shown", () => {
  it("is as of another day once one is chosen, by keyboard", async ({ open }) => {
    const page = await open(nowhere);
    const button = page.getByRole("button", { name: "As of 31 Oct 2026" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await focused(page).fill("2026-09-30");
    await page.keyboard.press("Enter");
    await page.waitForURL(/asOf=2026-09-30/);
    await page.getByRole("button", { name: "As of 30 Sept 2026" }).waitFor();
    await page.goBack();
    await button.waitFor();
  });

  it("covers another span and currency, and says when a span is none", async ({ open }) => {
    const page = await open(nowhere);
    await page.getByRole("button", { name: "Last 12 months" }).click();
    await page.getByRole("button", { name: "Last full quarter" }).click();
    await page.waitForURL(/from=2026-07-01&to=2026-09-30/);
    await page.getByRole("button", { name: "1 Jul 2026 – 30 Sept 2026" }).click();
    await page.getByLabel("From").fill("2026-10-01");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("The first day is after the last one.").waitFor();
    await page.getByLabel("From").fill("2026-01-01");
    await page.getByRole("combobox", { name: "Currency" }).fill("usd");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/from=2026-01-01&to=2026-09-30&currency=USD/);
  });

  it("keeps the colours that the reader chose, over what the system says", async ({ open }) => {
    const page = await open(nowhere, { scheme: "light" });
    const ground = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const light = await ground();
    await page.getByRole("button", { name: "Display" }).click();
    await page.getByLabel("Dark").check();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await ground()).toBe(dark);
  });
});

describe("for whoever may not see money", () => {
  it("no way leads to what is about money alone, the portfolio has none, and nothing is asked in vain", async ({
    open,
  }) => {
    const cookie = await signInAs("someone without money", "leadership", { money: false });
    const page = await open("/", { cookie, expected: [/503 \(Service Unavailable\)/] });
    await page.getByText("You were not given sight of money").waitFor();
    await settled(page);
    const main = page.getByRole("main");
    expect(await main.textContent()).not.toMatch(/GBP|EUR/);
    expect(await main.getByRole("alert").count()).toBe(0);
    const led = await page.getByRole("navigation").getByRole("link").allTextContents();
    expect(led).toContain("Renewals");
    for (const hidden of ["Retention", "Workbench", "Profitability", "Reconcile", "Audit", "Access"])
      expect(led).not.toContain(hidden);
    await page.goto(page.url().replace("/?", "/retention?"));
    await page.getByText("Not shown to you").waitFor();
  });
});

describe("on a phone", () => {
  it("the menu opens over the page and closes behind whoever goes on; nothing is wider than the window", async ({
    open,
  }) => {
    const page = await open(nowhere, { width: 390, height: 844 });
    await expectNoAxe(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu" }).click();
    await expectNoAxe(page);
    await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
    await page.waitForURL(/\/data\/settings/);
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
  });
});
