import type { AuditState } from "@rapport/contracts/http/data/Audit";
import type { SettingPreview, SettingsAnswer } from "@rapport/contracts/http/data/Settings";
import type { SourceStates } from "@rapport/contracts/http/data/Sources";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";

const count = (n: number): string => n.toLocaleString("en");

/** Presses Tab until what is meant has the focus. */
const tabTo = async (page: Page, name: string | RegExp) => {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate<string>(
      "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''",
    );
    if (typeof name === "string" ? label.trim() === name : name.test(label)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
};

describe("the data pages", () => {
  it("axe finds nothing in them, light and dark", async ({ open }) => {
    for (const path of ["sources", "dead-letters", "audit", "settings?find=alert&setting=alert.band"]) {
      const page = await open(`/data/${path}`);
      await page.locator("[data-skeleton]").first().waitFor({ state: "detached" });
      await expectNoAxe(page);
      await page.close();
    }
  });

  it("show each source with as many records as the API has of it", async ({ open, ask }) => {
    const { sources } = await ask<SourceStates>("/v1/source-states");
    const page = await open("/data/sources");
    for (const { account, records } of sources) {
      const row = page
        .getByRole("row")
        .filter({ hasText: account })
        .filter({ hasText: count(records) });
      await row.first().waitFor();
    }
    expect(await page.getByRole("table").getByRole("row").count()).toBe(sources.length + 1);
  });

  it("compare log and warehouse when they are told to, and say that they agree", async ({ open, ask }) => {
    const page = await open("/data/audit");
    await page.getByRole("button", { name: "Compare now" }).click();
    await page.getByText("Log and warehouse agree").waitFor();
    const { last } = await ask<AuditState>("/v1/audit");
    await page.getByText(last!.compared!.stateHash).waitFor();
    await page.getByText(count(last!.compared!.records), { exact: true }).waitFor();
  });

  it("foretell what a setting changes, save it with a reason, and take it back: by keyboard alone", async ({
    open,
    ask,
  }) => {
    const key = "alert.band";
    const preview = await ask<SettingPreview>(`/v1/settings/preview?key=${key}&value=raised`);
    const page = await open("/data/settings?find=alert");
    await tabTo(page, `Show ${key}`);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: key }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("raised");
    await tabTo(page, "Show what it would change");
    await page.keyboard.press("Enter");
    const [effect] = preview.effects;
    for (const { name, before, after } of effect!.kind === "books" ? [] : effect!.counts)
      if (before + after > 0)
        await page.getByRole("row", { name: `${name} ${count(before)} ${count(after)}` }).waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).waitFor();
    while ((await page.locator("textarea:focus").count()) === 0) await page.keyboard.press("Tab");
    await page.keyboard.type("we want to know sooner");
    await tabTo(page, "Save");
    await page.keyboard.press("Enter");
    await page.getByText(/Said by owner: alert.band: high becomes raised/).waitFor();
    const said = async () =>
      (await ask<SettingsAnswer>("/v1/settings")).settings.find((setting) => setting.key === key)!;
    await expect.poll(async () => (await said()).value, { timeout: 10_000 }).toBe("raised");
    expect((await said()).history[0]).toMatchObject({ by: "owner", source: "we want to know sooner" });
    await page.getByRole("button", { name: "Take it back" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await said()).isDefault, { timeout: 10_000 }).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  });

  it("show a month's money now and then as the API works it out", async ({ open, ask }) => {
    const { totals } = await ask<ProfitabilityPage>(
      "/v1/profitability?from=2026-10-01&to=2026-10-31&limit=1",
    );
    const page = await open("/data/settings?setting=loss.0");
    await page.getByRole("textbox", { name: "Value (percent)" }).fill("20");
    await page.getByRole("button", { name: "Show what it would change" }).click();
    const row = page.getByRole("row", { name: /^2026-10/ });
    const revenue = (totals.all.revenueMinor / 100).toLocaleString("en", { minimumFractionDigits: 2 });
    const cost = (totals.all.costMinor / 100).toLocaleString("en", { minimumFractionDigits: 2 });
    await row.waitFor();
    expect(await row.textContent()).toContain(revenue);
    expect(await row.locator("s").first().textContent()).toContain(cost);
  });

  it("fit a phone", async ({ open }) => {
    for (const path of ["sources", "dead-letters", "audit", "settings?setting=mail.write.speed"]) {
      const page = await open(`/data/${path}`, { width: 390 });
      const wider = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
      expect(wider, path).toBeLessThanOrEqual(0);
      await page.close();
    }
  });
});
