import type { Browser, Page } from "playwright-core";
import type { MeasuredServer } from "./measuredServer.ts";
import { openPage, type Opened } from "./pageTimes.ts";
import { afterPaint, forgetInteractions, readWatch, type Watched } from "./watchScript.ts";

/** What somebody does on a page. */
interface Interaction {
  readonly name: string;
  readonly path: string;
  /** The clicks or keys that count. */
  readonly act: (page: Page) => Promise<void>;
  /** Resolves once what they were for has come, with the moment at which it did. */
  readonly shown: (opened: Opened) => Promise<number>;
  /** Before the clock runs. */
  readonly before?: (page: Page) => Promise<void>;
}

const figures = (page: Page) => page.getByRole("region", { name: /^Table of figures/ });

const interactions: ReadonlyArray<Interaction> = [
  {
    name: "sort the profitability table",
    path: "/profitability",
    act: (page) => page.getByRole("button", { name: /^Net contribution/ }).click(),
    shown: async ({ page, quiet }) => {
      await page.waitForURL(/order=|sort=/);
      return quiet();
    },
  },
  {
    name: "open the evidence drawer",
    path: "/profitability",
    act: (page) => figures(page).locator("tbody td").getByRole("link").first().click(),
    shown: async ({ page, quiet }) => {
      await page.getByRole("dialog").waitFor();
      return quiet();
    },
  },
  {
    name: "type in the search",
    path: "/",
    before: async (page) => {
      await page.keyboard.press("/");
      await page.getByRole("dialog").getByRole("combobox").waitFor();
    },
    act: (page) => page.keyboard.type("cl", { delay: 60 }),
    shown: ({ quiet }) => quiet(),
  },
];

export interface InteractionTime {
  /** The longest from an input to the next paint; 16 stands for anything below, which browsers do not tell. */
  readonly paintMs: number;
  /** Until the last answer that it asked for has come. */
  readonly shownMs: number;
}

const timeOf = async (
  browser: Browser,
  server: MeasuredServer,
  { path, before, act, shown }: Interaction,
): Promise<InteractionTime> => {
  const opened = await openPage(browser, server, path);
  const { page } = opened;
  await before?.(page);
  await page.evaluate(afterPaint);
  await page.evaluate(forgetInteractions);
  const start = performance.now();
  await act(page);
  const shownMs = (await shown(opened)) - start;
  await page.evaluate(afterPaint);
  const { interactionsMs } = await page.evaluate<Watched>(readWatch);
  await page.context().close();
  return { paintMs: Math.max(16, ...interactionsMs), shownMs };
};

/** Each interaction so many times, on a page that has just come up; `leftOut` hears of one that could not be done. */
export const interactionTimes = async (
  browser: Browser,
  server: MeasuredServer,
  times: number,
  leftOut: (name: string) => (cause: unknown) => null,
) => {
  const found: Array<{ readonly name: string; readonly times: ReadonlyArray<InteractionTime> }> = [];
  for (const one of interactions) {
    const runs: Array<InteractionTime> = [];
    for (let i = 0; i < times; i++) {
      const run = await timeOf(browser, server, one).catch(leftOut(one.name));
      if (run === null) break;
      runs.push(run);
    }
    if (runs.length > 0) found.push({ name: one.name, times: runs });
  }
  return found;
};
