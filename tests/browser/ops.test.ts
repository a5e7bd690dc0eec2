import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import type { MaintenanceAnswer } from "@rapport/contracts/http/decisions/Maintenance";
import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";
import type { HistoryPage } from "@rapport/contracts/http/words/History";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import type { Ask } from "./support/ask.ts";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { signInAs } from "./support/signInAs.ts";
import { readTruthOf } from "./support/truth.ts";

/** `-1268762` of GBP as pages show it. */
const money = (minor: number, currency: string): string =>
  `${currency} ${(minor / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`;

const ladderOf = (ask: Ask) => ask<LadderPage>("/v1/ladder?limit=100");

/** Presses Tab until what has the focus is found; keyboards know no other way. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
  }
  throw new Error(`no ${selector} within 120 presses of Tab`);
};

interface Truth {
  readonly clients: ReadonlyArray<{ readonly client: string; readonly name: string }>;
  readonly trueMonths: ReadonlyArray<{
    readonly party: string;
    readonly month: string;
    readonly costMinor: number;
    readonly revenueMinor: number;
  }>;
}

/** Who truly cost most beyond what they brought in the year up to the agency's end. */
const costliest = ({ trueMonths, clients }: Truth): string => {
  const sums = new Map<string, number>();
  for (const { party, month, revenueMinor, costMinor } of trueMonths)
    if (month >= "2025-11" && clients.some(({ client }) => client === party))
      sums.set(party, (sums.get(party) ?? 0) + revenueMinor - costMinor);
  const [party] = [...sums].toSorted(([, a], [, b]) => a - b)[0]!;
  return clients.find(({ client }) => client === party)!.name;
};

describe("the workbench", () => {
  it("lists what could be done, most pressing first, as the API has it; who truly costs most is on top", async ({
    open,
    ask,
  }) => {
    const ladder = await ladderOf(ask);
    const page = await open("/workbench");
    await settled(page);
    const names = await page.locator("main ol > li h2").allInnerTexts();
    expect(names).toEqual(ladder.items.map(({ name }) => name));
    expect(names.slice(0, 3)).toContain(costliest(readTruthOf<Truth>()));
    const [first] = ladder.items;
    const row = page.locator("main ol > li").first();
    const { contributionMinor, revenueMinor, costMinor, effortSeconds } = first!.year;
    for (const minor of [contributionMinor, revenueMinor, costMinor])
      expect(await row.locator("dd").allInnerTexts()).toContain(money(minor, ladder.currency!));
    expect(await row.locator("dd").last().innerText()).toBe(
      `${(effortSeconds / 3600).toLocaleString("en", { maximumFractionDigits: 1 })} h`,
    );
    await row.getByRole("button", { name: /options/ }).click();
    const gains = first!.options.filter(({ action }) => action !== "keep");
    for (const { gain } of gains)
      await row.getByText(money(gain.medianMinor, ladder.currency!).replace(" ", " +")).waitFor();
    expect(page.url()).toContain(`open=${first!.id}`);
  });

  it("narrows to an owner and to a proposal, in the address", async ({ open, ask }) => {
    const ladder = await ladderOf(ask);
    const { owner, clients } = ladder.owners.find((one) => one.owner !== null)!;
    const page = await open("/workbench");
    await page.getByLabel("Looked after by").selectOption(owner!);
    await page.getByText(`${clients} clients`).waitFor();
    const { recommendation } = ladder.items.find((row) => row.owner === owner)!;
    await page.getByLabel("Proposal").selectOption(recommendation);
    const matching = ladder.items.filter(
      (row) => row.owner === owner && row.recommendation === recommendation,
    );
    await page.getByText(`${matching.length} of the ${clients} clients on this page`).waitFor();
    expect(new URL(page.url()).searchParams.get("action")).toBe(recommendation);
    await page.reload();
    await page.getByText(`${matching.length} of the ${clients} clients on this page`).waitFor();
  });
});

describe("a client's workbench", () => {
  it("answers what-if beside the year as it was, as the API does", async ({ open, ask }) => {
    const { items, currency } = await ladderOf(ask);
    const { id } = items[0]!;
    const page = await open(`/workbench/${id}`);
    await page.getByRole("spinbutton", { name: "Price change" }).fill("25");
    await page.waitForURL(/percent=25/);
    const priced = await ask<WhatIfAnswer>(`/v1/clients/${id}/what-if?ask=price&percent=25`);
    const outcome = page.getByRole("region", { name: "The year as it was and as it would be" });
    await outcome.getByText(money(priced.after.contributionMinor, currency!)).waitFor();
    await page.getByRole("slider", { name: "Price change" }).press("ArrowRight");
    await page.waitForURL(/percent=26/);
    await page.getByRole("button", { name: "Break-even price" }).click();
    await outcome
      .getByRole("row", { name: /Net contribution/ })
      .getByText(money(0, currency!), { exact: true })
      .waitFor();
    await page.getByRole("radio", { name: "Part ways" }).check();
    const dropped = await ask<WhatIfAnswer>(`/v1/clients/${id}/what-if?ask=drop`);
    const { profitChangeMinor } = dropped.laterYear;
    const change = money(profitChangeMinor, currency!).replace(" ", profitChangeMinor > 0 ? " +" : " ");
    await page
      .getByRole("region", { name: "The firm's profit" })
      .getByText(change, { exact: true })
      .waitFor();
  });

  it("takes a decision with a reason, keeps the figures with it, and takes it back with another", async ({
    open,
    ask,
  }) => {
    const { items } = await ladderOf(ask);
    const { id, name } = items[1]!;
    const page = await open(`/workbench/${id}`);
    await page.getByRole("button", { name: "Decide this: Keep as it is" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Say it" }).click();
    await dialog.getByText("Needed.").waitFor();
    const reason = `<b>bold</b> \u202e ${"long".repeat(75)}`;
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Say it" }).click();
    await page.getByRole("status").getByText("Said by").waitFor();
    expect(await dialog.count()).toBe(0);
    const history = page.locator("section", { has: page.getByRole("heading", { name: "What was said" }) });
    await history.getByText(reason.slice(0, 11)).first().waitFor();
    const [said] = (await ask<HistoryPage>(`/v1/clients/${id}/history`)).items;
    expect(said).toMatchObject({ type: "decision.made", by: "owner", on: "2026-10-31", undone: null });
    expect(said!.evidence.map(({ figure }) => figure)).toContain("net_contribution");
    const { scrollWidth, clientWidth } = await page.evaluate<{ scrollWidth: number; clientWidth: number }>(
      "({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })",
    );
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await page.getByRole("status").getByRole("button", { name: "Take back" }).click();
    await page
      .getByRole("dialog", { name: `Take back: ${name}` })
      .getByLabel("Reason")
      .fill("only a try");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    // Taking back counts from today: it does not change what was in force on the day that is looked at.
    await page.getByRole("status").getByRole("link", { name: "Look as of today" }).click();
    await history
      .getByText(/Taken back on .* by owner: only a try/)
      .first()
      .waitFor();
    const today = new Date().toISOString().slice(0, 10);
    const { items: words } = await ask<HistoryPage>(`/v1/clients/${id}/history?asOf=${today}`);
    expect(words.find(({ eventId }) => eventId === said!.eventId)!.undone).toMatchObject({
      by: "owner",
      reason: "only a try",
    });
  });

  it("from the list to a verdict that is said, by keyboard alone", async ({ open, ask }) => {
    const { items } = await ladderOf(ask);
    const { id, name } = items[0]!;
    const page = await open("/workbench");
    await settled(page);
    await tabTo(page, `a[href*="/workbench/${id}"]`);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await settled(page);
    await tabTo(page, "main button:nth-of-type(3)");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: `Give a verdict: ${name}` }).waitFor();
    await page.keyboard.press("w");
    await page.keyboard.press("Tab");
    await page.keyboard.type("They asked for less");
    await tabTo(page, "button[type=submit]");
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("They asked for less").waitFor();
    expect((await ask<HistoryPage>(`/v1/clients/${id}/history`)).items[0]).toMatchObject({
      type: "verdict.given",
    });
  });
});

describe("the other pages of ops", () => {
  it("maintenance shows every client, who is marked first, with causes", async ({ open, ask }) => {
    const { items } = await ask<MaintenanceAnswer>("/v1/maintenance");
    const page = await open("/maintenance");
    await settled(page);
    const names = await page.locator("main tbody th[scope=row] a").allInnerTexts();
    expect(names.toSorted()).toEqual(items.map(({ name }) => name).toSorted());
    const marked = items.filter(({ highMaintenance }) => highMaintenance);
    expect(names.slice(0, marked.length)).toEqual(marked.map(({ name }) => name));
    const first = items.find(({ name }) => name === names[0])!;
    await page.getByRole("button", { name: `Measures: ${first.name}` }).click();
    await page.getByText("Hours by revenue").waitFor();
    if (first.reasons.length > 0)
      expect(await page.locator("main tbody tr").first().innerText()).toContain(first.reasons[0]);
  });

  it("signals are all there, and each opens its events", async ({ open, ask }) => {
    const { total, items } = await ask<SignalsPage>("/v1/signals?limit=300");
    const page = await open("/signals");
    await settled(page);
    expect(await page.locator("main tbody tr").count()).toBe(total);
    const { reason, kind } = items[0]!;
    await page.getByLabel("Kind").selectOption(kind);
    await page.getByText(reason).first().waitFor();
    await page
      .getByRole("link", { name: /^\d+ events?$/ })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
  });

  it("somebody without money who may not decide reads no amount, is offered no such word, and learns why", async ({
    open,
    ask,
  }) => {
    const { id } = (await ladderOf(ask)).items[0]!;
    const cookie = await signInAs("Nell No-Money", "analyst", { money: false });
    const page = await open(`/workbench/${id}`, { cookie, width: 390 });
    await page.getByText("Options and what-if are figures of money").waitFor();
    await page.getByText(/^Not for the role of your account \(analyst\).*Decide/).waitFor();
    const offered = await page
      .getByRole("group", { name: "Say something" })
      .getByRole("button")
      .allInnerTexts();
    expect(offered).toEqual(["Give a verdict", "Note a cause", "Flag", "Agree on a break"]);
    for (const path of ["workbench", "maintenance", "alerts?show=all", `hand-over/${id}`]) {
      await page.goto(new URL(`/${path}${path.includes("?") ? "&" : "?"}asOf=2026-10-31`, page.url()).href);
      await page.getByText("your account was not given sight of money", { exact: false }).first().waitFor();
      await settled(page);
      expect(await page.getByRole("button", { name: /^Snooze/ }).count()).toBe(0);
      expect(await page.locator("main").innerText(), path).not.toMatch(
        /[A-Z]{3} -?\d|times what its revenue/,
      );
    }
  });

  it("axe finds nothing, light and dark", async ({ open, ask }) => {
    const { id } = (await ladderOf(ask)).items[0]!;
    const page = await open(`/workbench?open=${id}`);
    await expectNoAxe(page);
    for (const path of ["maintenance", "signals", "alerts?show=all", "outcomes", `hand-over/${id}`]) {
      const url = new URL(path, page.url());
      url.searchParams.set("asOf", "2026-10-31");
      await page.goto(url.href);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectNoAxe(page);
    }
    const client = await open(`/workbench/${id}?ask=drop`);
    await expectNoAxe(client);
    await client.getByRole("button", { name: "Snooze alerts" }).click();
    await client.getByRole("dialog").waitFor();
    await expectNoAxe(client);
  });
});
