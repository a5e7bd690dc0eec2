import type { Browser, Page } from "playwright-core";
import { goTo, newWindow, settled } from "../../browser/support/lookAt.ts";
import type { MeasuredServer } from "./measuredServer.ts";
import { readWatch, watchScript, type Watched } from "./watchScript.ts";

/** How a page came up, as one visitor with nothing in the cache saw it. */
export interface Visit {
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  /** When the last skeleton had gone. */
  readonly wholeMs: number;
  readonly blockedMs: number;
  readonly layoutShift: number;
  /** Bytes of script that came over the line, compressed. */
  readonly scriptBytes: number;
  /** Addresses (path and query) that the page asked of the API, in order. */
  readonly asked: ReadonlyArray<string>;
}

/** Nothing is asked of the API for so long: the page has all that it wants. */
const quietMs = 400;
/** A large warehouse may take its time; who waits longer has left. */
const patienceMs = 120_000;

/**
 * Notes what the page asks of the API. `quiet` resolves once nothing is under way and nothing followed for a while, with the
 * moment of the last answer, or of its own call where there was none since; the live stream stays open.
 */
const followRequests = (page: Page) => {
  const asked: Array<string> = [];
  const underWay = new Set<object>();
  let changedAt = performance.now();
  const isRead = (url: URL) => url.pathname.startsWith("/v1/") && url.pathname !== "/v1/live";
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!isRead(url)) return;
    underWay.add(request);
    changedAt = performance.now();
    if (request.method() === "GET") asked.push(url.pathname + url.search);
  });
  const end = (request: object) => {
    if (underWay.delete(request)) changedAt = performance.now();
  };
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  const quiet = async (): Promise<number> => {
    const calledAt = performance.now();
    const endedAt = () => Math.max(calledAt, changedAt);
    while (underWay.size > 0 || performance.now() - endedAt() < quietMs) {
      if (performance.now() - calledAt > patienceMs)
        throw new Error(`${page.url()} still asks after ${patienceMs} ms`);
      await page.waitForTimeout(50);
    }
    await settled(page);
    return endedAt();
  };
  return { asked, quiet };
};

/** A page that has come up, and how it did; close its context. */
export interface Opened {
  readonly page: Page;
  readonly visit: Visit;
  /** Resolves once the page wants nothing more, with the moment of the last answer. */
  readonly quiet: () => Promise<number>;
}

/** Opens a page in a window of its own, cache and all, and waits until it wants nothing more. */
export const openPage = async (browser: Browser, server: MeasuredServer, path: string): Promise<Opened> => {
  const page = await newWindow(browser, server, {});
  page.setDefaultTimeout(patienceMs);
  await page.addInitScript(watchScript);
  const { asked, quiet } = followRequests(page);
  await goTo(page, server, path);
  await quiet();
  const { firstPaintMs, largestPaintMs, wholeMs, blockedMs, layoutShift, scriptBytes } =
    await page.evaluate<Watched>(readWatch);
  return {
    page,
    quiet,
    visit: { firstPaintMs, largestPaintMs, wholeMs, blockedMs, layoutShift, scriptBytes, asked: [...asked] },
  };
};

/** The addresses that the navigation leads to, in its order. */
export const navigationOf = async (
  browser: Browser,
  server: MeasuredServer,
): Promise<ReadonlyArray<string>> => {
  const { page } = await openPage(browser, server, "/data/sources");
  const links = await page.getByRole("navigation").getByRole("link").all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
  await page.context().close();
  return [...new Set(addresses.map((address) => address!.split("?")[0]!))];
};

/** So many visits to a page, one after another, each with an empty cache and no answer kept from an earlier one. */
export const visitsTo = async (
  browser: Browser,
  server: MeasuredServer,
  path: string,
  times: number,
): Promise<ReadonlyArray<Visit>> => {
  const visits: Array<Visit> = [];
  for (let i = 0; i < times; i++) {
    await server.move();
    const { page, visit } = await openPage(browser, server, path);
    visits.push(visit);
    await page.context().close();
  }
  return visits;
};
