import type { BrowserSuites } from "@rapport/testing/servers/browserSuites";
import { findChromium } from "@rapport/testing/servers/findChromium";
import type { TestProject } from "vitest/node";
import { startAgency } from "./support/agencyServer.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The program that browses. */
    chromium: string;
    /** The simulated agency that all suites of this run look at. */
    agency: {
      readonly url: string;
      /** The `Cookie` header of a session that may do everything; empty where the server asks for none. */
      readonly cookie: string;
      /** Folder of what was simulated, `truth.json` among it. */
      readonly folder: string;
    };
    leftOutOfBrowser: BrowserSuites["leftOut"];
  }
}

/** Reads a small agency in and serves it for as long as the run takes. */
export default async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const chromium = findChromium();
  if (chromium === null) return undefined;
  const { stop, ...agency } = await startAgency();
  process.stdout.write(`Pages of these tests: ${agency.url}, looked at by ${chromium}\n`);
  project.provide("chromium", chromium);
  project.provide("agency", agency);
  return stop;
};
