import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { asOfLastDay } from "./ask.ts";

export interface Looking {
  readonly scheme?: "light" | "dark";
  /** 1440 unless said otherwise; 390 is a phone. */
  readonly width?: number;
  readonly height?: number;
  /** The `Cookie` header of somebody else's session; empty for nobody's. */
  readonly cookie?: string;
  /** Complaints that belong to what the test does, such as a refusal it provokes. */
  readonly expected?: ReadonlyArray<RegExp>;
}

/** Opens a page as of the agency's last day, unless the address names another, and waits until its heading shows. */
export type Open = (path: string, looking?: Looking) => Promise<Page>;

interface Server {
  readonly url: string;
  readonly cookie: string;
}

const watch = (page: Page, expected: ReadonlyArray<RegExp>, complaints: Array<string>): void => {
  const complain = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) complaints.push(`${page.url()}: ${text}`);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complain(message.text());
  });
  page.on("pageerror", (error) => complain(error.stack ?? error.message));
};

const signIn = (context: BrowserContext, { url }: Server, cookie: string): Promise<void> => {
  const [name, ...value] = cookie.split("=");
  return context.addCookies([{ name: name!, value: value.join("="), url, sameSite: "Strict" }]);
};

/** Opens pages in contexts of their own; `close` ends them, and fails when one of them complained. */
export const opener = (browser: Browser, server: Server) => {
  const contexts: Array<BrowserContext> = [];
  const complaints: Array<string> = [];
  const open: Open = async (path, looking = {}) => {
    const { scheme = "light", width = 1440, height = 900, cookie = server.cookie, expected = [] } = looking;
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height },
      locale: "en-GB",
      timezoneId: "Europe/Berlin",
      reducedMotion: "reduce",
    });
    contexts.push(context);
    context.setDefaultTimeout(20_000);
    if (cookie !== "") await signIn(context, server, cookie);
    const page = await context.newPage();
    watch(page, expected, complaints);
    await page.goto(server.url + asOfLastDay(path));
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    return page;
  };
  const close = async () => {
    for (const context of contexts) await context.close();
    expect(complaints, "what pages complained of").toEqual([]);
  };
  return { open, close };
};
