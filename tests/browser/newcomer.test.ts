import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import { expect } from "vitest";
import { it } from "./support/it.ts";

it("from the demo's start page, within three clicks: who costs more than they return, why, and what the options are", async ({
  open,
  ask,
}) => {
  const { items } = await ask<ProfitabilityPage>(
    "/v1/profitability?state=client&sort=contributionMinor&order=asc&limit=1",
  );
  const worst = items[0]!;
  expect(worst.contributionHighMinor).toBeLessThan(0);
  const page = await open("/");
  const card = page.getByRole("region", { name: "Who costs more than they return" });
  const row = card.getByRole("row").nth(1);
  await row.getByText(worst.name).waitFor();

  // Why: what the figure is the sum of, and the documents that each part comes from.
  await row.getByRole("link", { name: /^GBP -/ }).click();
  const why = page.getByRole("dialog");
  await why.getByRole("heading", { level: 2 }).waitFor();
  await why.getByRole("row").nth(2).waitFor();
  await page.keyboard.press("Escape");

  // What could be done.
  const ladder = await ask<LadderPage>(`/v1/ladder?client=${worst.id}`);
  const options = ladder.items.find(({ id }) => id === worst.id)!;
  await row.getByRole("link", { name: /Options/ }).click();
  await page.waitForURL(`**/workbench/${worst.id}?**`);
  await page.getByRole("heading", { level: 1 }).getByText(worst.name).waitFor();
  expect(options).toBeDefined();
});
