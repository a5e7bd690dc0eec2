import type { Browser, BrowserContext, Page } from "playwright-core";
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

/** A server, and a session at it. */
export interface Server {
  readonly url: string;
  readonly cookie: string;
}

/** As a program starts the browser that looks at a server of its own machine. */
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const signIn = (context: BrowserContext, url: string, cookie: string): Promise<void> => {
  const [name, ...value] = cookie.split("=");
  return context.addCookies([{ name: name!, value: value.join("="), url, sameSite: "Strict" }]);
};

/** A window of its own, signed in. */
export const newWindow = async (
  browser: Browser,
  server: Server,
  { scheme = "light", width = 1440, height = 900, cookie = server.cookie }: Looking,
): Promise<Page> => {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(20_000);
  if (cookie !== "") await signIn(context, server.url, cookie);
  return context.newPage();
};

/** Goes to a page as of the agency's last day, unless the address names another, and waits until its heading shows. */
export const goTo = async (page: Page, { url }: Server, path: string): Promise<void> => {
  await page.goto(url + asOfLastDay(path));
  await page.getByRole("heading", { level: 1 }).first().waitFor();
};

/** Everything on the page is loaded: no skeleton is left, and no answer of before waits for a newer one. */
export const settled = (page: Page): Promise<void> =>
  page.locator("[data-skeleton], [aria-busy=true]").first().waitFor({ state: "detached" });
