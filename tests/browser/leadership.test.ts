import type { QuadrantAnswer } from "@rapport/contracts/http/decisions/Quadrant";
import type { RenewalsAnswer } from "@rapport/contracts/http/retention/Renewals";
import type { RetentionAnswer } from "@rapport/contracts/http/retention/Retention";
import type { WhatChangedAnswer } from "@rapport/contracts/http/risk/WhatChanged";
import type { Locator, Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { readTruthOf } from "./support/truth.ts";

interface Truth {
  readonly planted: ReadonlyArray<{ readonly name: string; readonly client?: string }>;
  readonly trueMonths: ReadonlyArray<{
    readonly party: string;
    readonly month: string;
    readonly costMinor: number;
    readonly revenueMinor: number;
  }>;
}

/** The first answer for a moment of the past is put together while the page waits for it. */
const stillPending = [/503 \(Service Unavailable\)/];
/** Five calendar weeks before the agency's last day. */
const since = "2026-09-30";

const card = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true }).first();
const bodyRows = (within: Locator): Locator => within.locator("tbody tr");
/** As the pages write a currency's minor units, to the cent. */
const gbp = (minor: number): string =>
  `GBP ${minor < 0 ? "-" : ""}${(Math.abs(minor) / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`;
const percent = (of: number): string => `${of.toLocaleString("en", { maximumFractionDigits: 1 })} %`;

/** What the parts of the quadrant are called. */
const cellNames = {
  save: "Save",
  protect: "Protect",
  fix: "Fix or reprice",
  let_go: "Let go",
  unjudged: "Not judged",
  ended: "Notice given or ended",
};
/** The part that most clients are in, of those who are still there; where only the order of risk is told, the one of all. */
const largestCell = ({ cells }: QuadrantAnswer) =>
  cells.filter(({ cell }) => cell !== "ended").toSorted((a, b) => b.clients - a.clients)[0]!;
/** Whom the drawing holds: everybody with a band, or everybody with a rank where no band may be shown. */
const drawnOf = ({ items }: QuadrantAnswer) =>
  items.filter(({ cell, risk, rank }) =>
    risk.shown === "rank" ? rank !== null && cell !== "ended" : cell !== "ended" && cell !== "unjudged",
  );

const columnOf = (rows: Locator, column: number): Promise<ReadonlyArray<string>> =>
  rows.locator(`:scope > :nth-child(${column}) a`).allTextContents();

describe("the portfolio", () => {
  it("tells who costs more than they return as the API does, and of nobody what is not true", async ({
    open,
    ask,
  }) => {
    const page = await open(`/?since=${since}`, { expected: stillPending });
    await settled(page);
    const { items } = await ask<QuadrantAnswer>("/v1/quadrant");
    const costly = items
      .filter(({ cell, contributionHighMinor: high }) => cell !== "ended" && high !== null && high < 0)
      .toSorted((a, b) => a.contributionMinor - b.contributionMinor);
    const listed = await columnOf(bodyRows(card(page, "Who costs more than they return")), 1);
    expect(listed).toEqual(costly.map(({ name }) => name).slice(0, listed.length));
    const { planted, trueMonths } = readTruthOf<Truth>();
    const noisy = planted.find(({ name }) => name === "noisy low payer")!;
    expect(costly[0]!.id).toBe(noisy.client);
    for (const { id, name } of costly) {
      const months = trueMonths.filter(
        ({ party, month }) => party === id && month >= "2025-11" && month <= "2026-10",
      );
      const left = months.reduce((sum, { revenueMinor, costMinor }) => sum + revenueMinor - costMinor, 0);
      expect(left, name).toBeLessThan(0);
    }
  });

  it("leads in three clicks from who costs too much to why and to the options", async ({ open }) => {
    const page = await open("/", { expected: stillPending });
    const worst = bodyRows(card(page, "Who costs more than they return")).first();
    const name = await worst.getByRole("link").first().textContent();
    await worst.getByRole("link", { name: /GBP/ }).nth(1).click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await worst.getByRole("link", { name: `Options for ${name}` }).click();
    await page.waitForURL(/\/workbench\/[^/?]+/);
    expect(new URL(page.url()).searchParams.get("asOf")).toBe("2026-10-31");
    await page.locator("h1", { hasText: name! }).waitFor();
  });

  it("shows revenue kept and at risk as the API has it", async ({ open, ask }) => {
    const page = await open("/", { expected: stillPending });
    await settled(page);
    const { figures, atRisk } = await ask<RetentionAnswer>("/v1/retention");
    const key = page.getByRole("region", { name: "Key figures" });
    const figure = (name: string | RegExp) =>
      key.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::dd/span[1]");
    expect(await figure("GRR").textContent()).toBe(percent(figures.grossPercent!));
    expect(await figure("NRR").textContent()).toBe(percent(figures.netPercent!));
    expect(await figure("Clients lost").textContent()).toBe(percent(figures.logoChurnPercent!));
    const exact = await figure("Revenue at risk").locator("[title]").getAttribute("title");
    expect(exact).toBe(atRisk.expectedMinor === null ? null : gbp(atRisk.expectedMinor));

    const inEuro = await ask<RetentionAnswer>("/v1/retention?currency=EUR");
    await page.goto(`${page.url()}&currency=EUR`);
    await settled(page);
    expect(inEuro.converted).not.toBeNull();
    expect(await figure("Revenue at risk").locator("[title]").getAttribute("title")).toBe(
      gbp(inEuro.atRisk.expectedMinor!).replace("GBP", "EUR"),
    );
    expect(await page.getByRole("main").textContent()).not.toContain("GBP");
  });

  it("lists a part of the quadrant, and what a box holds, in an address that can be shared", async ({
    open,
    ask,
  }) => {
    const page = await open("/", { expected: stillPending });
    const answer = await ask<QuadrantAnswer>("/v1/quadrant");
    const { items } = answer;
    const quadrant = card(page, "Risk and return");
    const list = quadrant.getByRole("group", { name: /^Clients in the quadrant/ });
    const most = largestCell(answer);
    await quadrant.getByRole("button", { name: cellNames[most.cell] }).click();
    await quadrant.getByText(`${most.clients} of ${items.length} clients`).waitFor();
    expect(await bodyRows(list.first()).count()).toBe(most.clients);
    expect(page.url()).toContain(`cell=${most.cell}`);

    await quadrant.getByRole("button", { name: "Show all" }).click();
    await quadrant.getByRole("button", { name: "Box" }).click();
    await settled(page);
    const drawing = quadrant.getByRole("img", { name: /^Clients by risk/ });
    await drawing.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await drawing.boundingBox())!;
    await drawing.locator("canvas").waitFor();
    await page.mouse.move(x + width * 0.14, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + width - 14, y + height - 30, { steps: 8 });
    await page.mouse.up();
    const drawn = drawnOf(answer).length;
    await quadrant.getByText(`${drawn} of ${items.length} clients`).waitFor();
    await page.waitForURL(/pick=/);
    await page.reload();
    await quadrant.getByText(`${drawn} of ${items.length} clients`).waitFor();
  });

  it("keyboard alone goes from a part of the quadrant to a client", async ({ open, ask }) => {
    const page = await open("/", { expected: stillPending });
    await page.getByRole("link", { name: /surely cost/ }).waitFor();
    const answer = await ask<QuadrantAnswer>("/v1/quadrant");
    const most = largestCell(answer).cell;
    const first = answer.items
      .filter(({ cell }) => cell === most)
      .toSorted((a, b) => a.contributionMinor - b.contributionMinor)[0]!;
    const tabTo = async (wanted: RegExp) => {
      for (let presses = 0; presses < 120; presses++) {
        await page.keyboard.press("Tab");
        if (wanted.test(await page.evaluate<string>("document.activeElement?.textContent ?? ''"))) return;
      }
      throw new Error(`Tab never comes to ${wanted}`);
    };
    await tabTo(/surely cost/);
    await page.keyboard.press("Enter");
    await tabTo(new RegExp(cellNames[most]));
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`cell=${most}`));
    await tabTo(new RegExp(`^${first.name}$`));
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/clients/${first.id}?**`);
  });
});

describe("what changed", () => {
  it("comes in three parts that add to all, over all clients and by client", async ({ open, ask }) => {
    const page = await open(`/what-changed?since=${since}`, { expected: stillPending });
    await settled(page);
    const answer = await ask<WhatChangedAnswer>(`/v1/what-changed?since=${since}`);
    const whole = (micro: number) => (micro / 1_000_000).toFixed(2);
    const shown = await card(page, "Over all clients").locator("tr td:last-child").allTextContents();
    const { behaviourMicro, lateDataMicro, modelMicro, settingsMicro, allMicro } = answer.all;
    expect(shown.map((text) => Number(text.replace("\u2212", "-")).toFixed(2))).toEqual(
      [behaviourMicro, lateDataMicro, modelMicro + settingsMicro, allMicro].map((micro) =>
        Number(whole(micro)).toFixed(2),
      ),
    );
    const rows = bodyRows(card(page, "Client by client"));
    expect(await rows.count()).toBe(Math.min(50, answer.items.length));
    await page.getByRole("button", { name: "Another band" }).click();
    await page.waitForURL(/only=band/);
    const moved = answer.items.filter(
      ({ before, after }) => (before?.band ?? null) !== (after?.band ?? null),
    );
    expect(await columnOf(rows, 1)).toEqual(moved.map(({ name }) => name));
  });
});

describe("retention and renewals", () => {
  it("list who was lost and when notice can be given, as the API does", async ({ open, ask }) => {
    const page = await open("/retention?kind=lost");
    await settled(page);
    const retention = await ask<RetentionAnswer>("/v1/retention");
    const lost = retention.items.filter(({ kind }) => kind === "lost").map(({ name }) => name);
    const rows = bodyRows(card(page, "Client by client"));
    expect((await columnOf(rows, 1)).toSorted()).toEqual(lost.toSorted());
    const bridge = await card(page, "From start to end").locator("tr td:last-child").allTextContents();
    expect(bridge[0]).toBe(gbp(retention.figures.openingMinor));
    expect(bridge.at(-1)).toBe(gbp(retention.figures.closingMinor));

    await page.getByRole("navigation").getByRole("link", { name: "Renewals" }).click();
    await page.waitForURL(/\/renewals/);
    await settled(page);
    const { renewals } = await ask<RenewalsAnswer>("/v1/renewals?days=365");
    const contracts = card(page, "Contracts in force");
    expect(await columnOf(bodyRows(contracts), 1)).toEqual(renewals.map(({ name }) => name));
    await contracts.getByRole("button", { name: "Recurring, a year" }).click();
    await page.waitForURL(/sort=-year/);
    const most = renewals.toSorted((a, b) => (b.yearMinor ?? -1) - (a.yearMinor ?? -1))[0]!;
    expect((await columnOf(bodyRows(contracts), 1))[0]).toBe(most.name);
  });
});

describe("in both schemes, and on a phone", () => {
  it("axe finds nothing, and nothing is wider than the window, light and dark", async ({ open }) => {
    for (const path of ["/", "/retention", "/renewals", `/what-changed?since=${since}`]) {
      const page = await open(path, { expected: stillPending });
      await expectNoAxe(page);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate("document.documentElement.scrollWidth"), path).toBe(390);
      await page.context().close();
    }
  });
});
