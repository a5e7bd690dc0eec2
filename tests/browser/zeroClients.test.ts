import { afterAll, beforeAll, expect } from "vitest";
import { cleanUp, type Running, start, stop, temporaryFolder } from "../e2e/support/rapport.ts";
import { comeIn } from "./support/agencyServer.ts";
import { expectNoAxe } from "./support/expectNoAxe.ts";
import { it } from "./support/it.ts";
import { settled } from "./support/lookAt.ts";
import { opener } from "./support/open.ts";
import { goOn, placesOf } from "./support/places.ts";

let up: Running;
beforeAll(() => {
  up = start(["up", "--data", temporaryFolder(), "--port", "0"]);
});
afterAll(cleanUp);

/** The first answer for a moment of the past is put together while the page waits for it. */
const stillPending = [/503 \(Service Unavailable\)/];

/** Pages that have something to say before anything was read. */
const never = new Set(["/definitions", "/data/settings", "/data/access", "/data/audit"]);

it("a fresh installation says on each page that there is nothing yet and what to do; nothing fails", async ({
  browser,
}) => {
  const { open, close } = opener(browser, await comeIn(up));
  const page = await open("/nowhere", { expected: stillPending });
  for (const path of await placesOf(page)) {
    await goOn(page, path);
    await settled(page);
    expect.soft(await page.getByRole("alert").allTextContents(), path).toEqual([]);
    const empty = await page.locator("[data-empty]").allTextContents();
    if (!never.has(path)) expect.soft(empty.length, `${path} says what there is not`).toBeGreaterThan(0);
    for (const told of empty) expect.soft(told.length, `${path}: ${told}`).toBeGreaterThan(30);
    // What stands on these pages is looked at in both schemes where there is more of it.
    await expectNoAxe(page, ["light"]);
  }
  await close();
  expect((await stop(up)).code).toBe(130);
});
