import { spawnSync } from "node:child_process";
import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import { buildProgram, distFolder } from "@rapport/dashboard/build/sources";
import { findChromium } from "@rapport/testing/servers/findChromium";
import { chromium } from "playwright-core";
import { startAgency } from "../browser/support/agencyServer.ts";
import { asker } from "../browser/support/ask.ts";
import { browserFlags, type Server } from "../browser/support/lookAt.ts";
import { apiTimes } from "./dashboard/apiTimes.ts";
import { bundleBytes } from "./dashboard/bundleBytes.ts";
import { generatedServer } from "./dashboard/generatedServer.ts";
import { interactionTimes } from "./dashboard/interactions.ts";
import type { MeasuredServer } from "./dashboard/measuredServer.ts";
import { navigationOf, type Visit, visitsTo } from "./dashboard/pageTimes.ts";
import { quantile } from "./dashboard/quantile.ts";

/**
 * What the dashboard costs its readers: bytes of the first screen and of each page beyond it; how each of its pages comes up
 * in Chromium with an empty cache, and how soon they answer to a click or a key; what each request takes that those pages
 * make of the API. Over a generated warehouse, or with 0 events over the small simulated agency of the browser tests
 * (`RAPPORT_BROWSER_DATA` names a folder of it that stays). The generated warehouse has no log: what was known in the past
 * cannot be put together from it, and desks that work on the log are away. Before each visit and request the warehouse moves,
 * so that no answer is one that the server kept; the agency's stays as it is.
 * `node tests/load/dashboard.ts [events, default 10000000] [clients, default 2000] [visits, default 5]`.
 */
const [events = 10_000_000, clients = 2_000, visits = 5] = process.argv.slice(2).map(Number);
const requestRuns = 7;
const goals = { firstScreenKb: 350, firstPaintMs: 1_000, interactionMs: 100 };

const program = findChromium();
if (program === null) throw new Error("There is no Chromium: install it, or name it by RAPPORT_CHROMIUM.");
if (spawnSync(process.execPath, [buildProgram], { stdio: "inherit" }).status !== 0)
  throw new Error("The pages could not be built.");
const { rows: bytes, first } = bundleBytes(distFolder());
console.log("Compressed bytes, as served; what each page adds to the first screen");
console.table(bytes);

const startServer = async (): Promise<MeasuredServer> =>
  events > 0
    ? generatedServer(events, clients)
    : {
        ...(await startAgency()),
        of: "the simulated agency of the browser tests",
        move: () => Promise.resolve(),
      };

/** The client with the most urgent options; where nobody has any, the one with the most revenue. */
const clientOf = async (server: Server): Promise<string> => {
  const ask = asker(server);
  const { items } = await ask<LadderPage>("/v1/ladder?limit=1");
  if (items[0] !== undefined) return items[0].id;
  const page = await ask<ProfitabilityPage>("/v1/profitability?state=client&sort=revenueMinor&limit=1");
  return page.items[0]!.id;
};

const p50 = (all: ReadonlyArray<Visit>, of: (visit: Visit) => number, digits = 0): number =>
  Number(
    quantile(
      all.map((visit) => of(visit)),
      0.5,
    ).toFixed(digits),
  );

const visitRow = (all: ReadonlyArray<Visit>) => ({
  "first paint ms": p50(all, (one) => one.firstPaintMs),
  "worst of them": Math.round(Math.max(...all.map((one) => one.firstPaintMs))),
  "largest paint ms": p50(all, (one) => one.largestPaintMs),
  "no skeleton ms": p50(all, (one) => one.wholeMs),
  "blocked ms": p50(all, (one) => one.blockedMs),
  "layout shift": p50(all, (one) => one.layoutShift, 3),
  "JS KB": p50(all, (one) => one.scriptBytes / 1024, 1),
  requests: all[0]!.asked.length,
});

const verdict = (name: string, value: number, goal: number, unit: string): boolean => {
  const met = value <= goal;
  console.log(`${name}: ${value} ${unit}, goal ${goal} ${unit}: ${met ? "met" : "missed"}`);
  return met;
};

/** A page that does not come up costs its own row, and no other. */
const leftOut =
  (name: string) =>
  (cause: unknown): null => {
    console.error(`LEFT OUT: ${name}: ${String(cause)}`);
    return null;
  };

const server = await startServer();
const browser = await chromium.launch({ executablePath: program, args: browserFlags });
try {
  const client = await clientOf(server);
  // The first page that a browser shows waits for the browser too.
  const places = await navigationOf(browser, server);
  const paths = Object.fromEntries(
    [...places, `/clients/${client}`, `/workbench/${client}`, `/hand-over/${client}`].map((path) => [
      path.replace(client, "…"),
      path,
    ]),
  );
  const pages: Record<string, ReturnType<typeof visitRow>> = {};
  const asked = new Map<string, ReadonlyArray<string>>();
  for (const [name, path] of Object.entries(paths)) {
    const all = await visitsTo(browser, server, path, visits).catch(leftOut(name));
    if (all === null) continue;
    pages[name] = visitRow(all);
    asked.set(name, all[0]!.asked);
  }
  console.log(`\nPages over ${server.of}: the middle one of ${visits} visits with an empty cache`);
  console.table(pages);

  const times = await interactionTimes(browser, server, visits, leftOut);
  const interactions = Object.fromEntries(
    times.map(({ name, times }) => {
      const at = (values: ReadonlyArray<number>, q: number) => Math.round(quantile(values, q));
      const paints = times.map(({ paintMs }) => paintMs);
      const shown = times.map(({ shownMs }) => shownMs);
      return [
        name,
        { "paint ms": at(paints, 0.5), "worst of them": at(paints, 1), "shown ms": at(shown, 0.5) },
      ];
    }),
  );
  console.log(
    "\nFrom an input to the next paint (≤ 16: browsers do not tell), and until what it asked for has come",
  );
  console.table(interactions);

  const requests = await apiTimes(server, asked, requestRuns);
  console.log(`\nRequests of those pages, alone, ${requestRuns} times each`);
  console.table(requests);
  for (const [name, { status }] of Object.entries(requests))
    if (status >= 400) console.log(`No figure: ${name} answered ${status}`);

  const slowest = Math.max(...Object.values(pages).map((row) => row["first paint ms"]));
  const slowestAct = Math.max(...Object.values(interactions).map((row) => row["paint ms"]));
  const met = [
    verdict("JavaScript of the first screen", first["JS KB"], goals.firstScreenKb, "KB"),
    verdict("first paint of the slowest page", slowest, goals.firstPaintMs, "ms"),
    verdict("slowest interaction to its paint", slowestAct, goals.interactionMs, "ms"),
  ].every(Boolean);
  const title = "dashboard";
  console.log(
    JSON.stringify({ title, events, clients, visits, goals, met, bytes, pages, interactions, requests }),
  );
} finally {
  await browser.close();
  await server.stop();
}
