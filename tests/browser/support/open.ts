import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { goTo, type Looking, newWindow, type Server } from "./lookAt.ts";

/** Opens a page as of the agency's last day, unless the address names another, and waits until its heading shows. */
export type Open = (path: string, looking?: Looking) => Promise<Page>;

const watch = (page: Page, expected: ReadonlyArray<RegExp>, complaints: Array<string>): void => {
  const complain = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) complaints.push(`${page.url()}: ${text}`);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complain(message.text());
  });
  page.on("pageerror", (error) => complain(error.stack ?? error.message));
};

/** Opens pages in windows of their own; `close` ends them, and fails when one of them complained. */
export const opener = (browser: Browser, server: Server) => {
  const pages: Array<Page> = [];
  const complaints: Array<string> = [];
  const open: Open = async (path, looking = {}) => {
    const page = await newWindow(browser, server, looking);
    pages.push(page);
    watch(page, looking.expected ?? [], complaints);
    await goTo(page, server, path);
    return page;
  };
  const close = async () => {
    for (const page of pages) await page.context().close();
    expect(complaints, "what pages complained of").toEqual([]);
  };
  return { open, close };
};
