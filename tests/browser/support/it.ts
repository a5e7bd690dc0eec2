import { chromium } from "playwright-core";
import { inject, it as base } from "vitest";
import { type Ask, asker } from "./ask.ts";
import { browserFlags } from "./lookAt.ts";
import { type Open, opener } from "./open.ts";

/**
 * A test in a real browser. `open` shows a page of the agency to somebody who may do everything, `ask` asks the API the
 * same as a page would. A test fails when any page that it opened complained: an error of a script, a refusal by the
 * policy, a line of console errors.
 */
export const it = base
  .extend("program", { scope: "file" }, () => inject("chromium"))
  .extend("browser", { scope: "file" }, async ({ program }, { onCleanup }) => {
    const browser = await chromium.launch({ executablePath: program, args: [...browserFlags] });
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("open", async ({ browser }, { onCleanup }): Promise<Open> => {
    const { open, close } = opener(browser, inject("agency"));
    onCleanup(close);
    return open;
  })
  .extend("ask", async (): Promise<Ask> => asker(inject("agency")));
