import type { ClientListPage } from "@rapport/contracts/http/client/ClientList";
import type { ClientThreads } from "@rapport/contracts/http/client/Threads";
import type { EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { ClientRiskAnswer } from "@rapport/contracts/http/risk/Risk";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { readTruthOf } from "./support/truth.ts";

interface Truth {
  readonly planted: ReadonlyArray<{ readonly name: string; readonly client: string }>;
  readonly clients: ReadonlyArray<{ readonly client: string; readonly name: string }>;
  readonly clientMonths: ReadonlyArray<{ readonly party: string; readonly messages: number }>;
  readonly economicMonths: ReadonlyArray<{
    readonly party: string;
    readonly month: string;
    readonly recognisedRevenueMinor: number;
  }>;
}

/** The one with the largest fee of all, and the last whole month. */
const whale = () => readTruthOf<Truth>().planted.find(({ name }) => name === "single-threaded whale")!.client;
const month = "2026-10";

/** `-1268762` of GBP as pages show it. */
const money = (minor: number, currency: string): string =>
  `${currency} ${(minor / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`;

const minorOf = (text: string): number => Math.round(Number(text.replaceAll(/[^\d.-]/g, "")) * 100);

const drawerOf = (page: Page) => page.getByRole("dialog");

/** Presses Tab until what has the focus is found; keyboards know no other way. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
  }
  throw new Error(`no ${selector} within 150 presses of Tab`);
};

/** A part of the page by its heading, once all of it is loaded. */
const partOf = async (page: Page, name: string) => {
  const part = page.getByRole("region", { name });
  await part.waitFor();
  await part.locator("[data-skeleton], [aria-busy=true]").first().waitFor({ state: "detached" });
  return part;
};

describe("the list of clients", () => {
  it("shows who leaves likeliest first, as the API has it, and messages as they truly were", async ({
    open,
    ask,
  }) => {
    const list = await ask<ClientListPage>("/v1/client-list?limit=100");
    const page = await open("/clients");
    await settled(page);
    const rows = page.locator("main tbody tr");
    expect(await rows.locator("th a").allInnerTexts()).toEqual(list.items.map(({ name }) => name));
    const { clients, clientMonths } = readTruthOf<Truth>();
    const { name } = clients.find(({ client }) => client === whale())!;
    const messages = clientMonths
      .filter(({ party }) => party === whale())
      .reduce((sum, { messages: of }) => sum + of, 0);
    const row = rows.filter({ hasText: name });
    expect(await row.locator("td").nth(4).innerText()).toBe(String(messages));
  });

  it("is looked through and ordered by keyboard, and its address says how", async ({ open, ask }) => {
    const page = await open("/clients");
    await settled(page);
    await page.getByRole("button", { name: "Net contribution" }).press("Enter");
    await page.waitForURL(/sort=contribution/);
    const least = await ask<ClientListPage>("/v1/client-list?sort=contribution&limit=1");
    await page.locator("main tbody tr").first().getByText(least.items[0]!.name).waitFor();
    await page.getByRole("searchbox").fill(least.items[0]!.name);
    await page.waitForURL(/search=/);
    await page
      .getByText("1 in all")
      .or(page.getByText(`1 of ${least.all}`))
      .waitFor();
    await page.getByRole("searchbox").fill("<img src=x onerror=alert(1)>");
    await page.getByText("No client is like that").waitFor();
  });

  it("axe finds nothing, light and dark", async ({ open }) => {
    await expectNoAxe(await open("/clients"));
  });
});

describe("the page of a client", () => {
  it("opens from revenue of a month, as it truly was, to documents that add up to it; by keyboard alone", async ({
    open,
  }) => {
    const { economicMonths } = readTruthOf<Truth>();
    const { recognisedRevenueMinor } = economicMonths.find(
      (one) => one.party === whale() && one.month === month,
    )!;
    const page = await open(`/clients/${whale()}`);
    await partOf(page, "Money and effort");
    await tabTo(page, "section[aria-labelledby]:has(figure) summary");
    await page.keyboard.press("Enter");
    await tabTo(page, "a[href*='evidence=revenue']");
    const revenue = money(recognisedRevenueMinor, "GBP");
    expect(await page.locator(":focus").innerText()).toBe(revenue);
    await page.keyboard.press("Enter");
    const drawer = drawerOf(page);
    await drawer.getByText(/^All \d+ contributions add up to/).waitFor();
    expect(await drawer.locator("p").filter({ hasText: revenue }).count()).toBeGreaterThan(0);
    const items = drawer.getByRole("table").last().locator("tbody tr");
    const amounts = await items.locator("td:last-child").allInnerTexts();
    expect(amounts.reduce((sum, text) => sum + minorOf(text), 0)).toBe(recognisedRevenueMinor);
    expect(await items.first().innerText()).toMatch(/INV-\d+[\s\S]*books\/invoices\.csv · line \d+/);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    expect(await page.locator(":focus").innerText()).toBe(revenue);
  });

  it("shows money, waiting threads and reasons as the API has them, each with its events", async ({
    open,
    ask,
  }) => {
    const id = whale();
    const at = `/v1/clients/${id}`;
    const { totals, currency, from, to } = await ask<ProfitabilityPage>(`/v1/profitability?client=${id}`);
    const threads = await ask<ClientThreads>(`${at}/threads`);
    const { client } = await ask<ClientRiskAnswer>(`${at}/risk`);
    const page = await open(`/clients/${id}`);
    for (const part of ["Money and effort", "Waiting for an answer", "Risk of leaving"])
      await partOf(page, part);
    const contribution = money(totals.selected.contributionMinor, currency!);
    await page.getByRole("link", { name: contribution }).first().click();
    const sum = await ask<EvidencePage>(`${at}/evidence?metric=contribution&from=${from}&to=${to}`);
    const drawer = drawerOf(page);
    await drawer.getByText(contribution, { exact: true }).waitFor();
    expect(await drawer.getByRole("table").first().locator("tbody tr").count()).toBe(sum.categories.length);
    await drawer.getByRole("button", { name: "Close" }).click();
    const ours = threads.items.filter(({ awaiting }) => awaiting === "us").length;
    expect(await page.getByRole("heading", { name: `For us to answer (${ours})` }).count()).toBe(1);
    const [reason] = [...client.reasonsUp, ...client.reasonsDown];
    await page.getByRole("link", { name: reason!.text }).first().click();
    await drawer.getByText(`×${reason!.times.toFixed(2)} odds of notice`).waitFor();
    expect(await drawer.locator("tbody tr").count()).toBe(reason!.events.length);
    const [place] = reason!.events[0]!.sources;
    expect(await drawer.locator("tbody tr").first().innerText()).toContain(place!.position);
  });

  it("tells the timeline by kind, in the address, page by page", async ({ open }) => {
    const page = await open(`/clients/${whale()}`);
    const timeline = await partOf(page, "Timeline");
    const events = timeline.getByRole("list").getByRole("listitem");
    await timeline.getByLabel("Show").selectOption("Messages");
    await page.waitForURL(/kind=message/);
    await partOf(page, "Timeline");
    expect(await events.count()).toBe(50);
    expect((await events.allInnerTexts()).every((text) => /wrote/.test(text))).toBe(true);
    await timeline.getByRole("button", { name: "Show earlier ones" }).click();
    await events.nth(99).waitFor();
    await events.first().getByRole("link").click();
    await drawerOf(page)
      .getByText(/mail\/.*\.mbox/)
      .first()
      .waitFor();
  });

  it("keeps what is said, and that it was taken back", async ({ open }) => {
    // What is taken back counts from today: the page has to be as of today to show it.
    const today = new Date().toISOString().slice(0, 10);
    const page = await open(`/clients/${whale()}?asOf=${today}`);
    const history = await partOf(page, "Decisions and what was said");
    await history.getByRole("button", { name: "Give a verdict" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Verdict").selectOption({ index: 1 });
    await dialog.getByLabel("Reason").fill("<b>they</b> praised us\u202e");
    await dialog.locator("button[type=submit]").click();
    const said = history.getByRole("listitem").filter({ hasText: "<b>they</b> praised us" }).first();
    await said.waitFor();
    await said.getByRole("button", { name: /^Take back/ }).click();
    await dialog.getByLabel("Reason").fill("meant another client");
    await dialog.locator("button[type=submit]").click();
    await history
      .getByText(/Taken back by .*meant another client/)
      .first()
      .waitFor();
  });

  it("says what to do where there is no such client", async ({ open }) => {
    const nobody = "nobody\u202e<script>";
    const page = await open(`/clients/${encodeURIComponent(nobody)}`, { expected: [/404/] });
    await page.getByRole("main").getByRole("link", { name: "All clients" }).waitFor();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("<script>");
  });

  it("axe finds nothing on it, nor in its evidence, light and dark", async ({ open }) => {
    const id = whale();
    const page = await open(`/clients/${id}`);
    await expectNoAxe(page);
    await page.getByRole("link", { name: /^GBP/ }).first().click();
    await drawerOf(page).getByRole("table").last().waitFor();
    await expectNoAxe(page);
  });
});
