import { expect, it } from "vitest";
import { markedAccounts, staleSince, staleSources } from "./sourcesState.ts";

const source = (connector: string, account: string, lagDays: number) => ({
  connector,
  account,
  records: 1,
  lastEventAt: null,
  lastRecordedAt: new Date(Date.UTC(2026, 10, 22) - lagDays * 86_400_000).toISOString(),
  lagSeconds: lagDays * 86_400,
});

const sources = [
  source("email", "sales", 5),
  source("zendesk", "acme", 6),
  source("ledger", "books", 20),
  source("email", "sample", 900),
];

it("a source is stale by what it is: mail after days, books after weeks, a sample never", () => {
  expect(staleSources(sources).map(({ account }) => account)).toEqual(["sales", "acme"]);
});

it("what rests on several is stale since the first of them fell silent", () => {
  expect(staleSince(sources, ["mail", "tickets"])).toBe("2026-11-16T00:00:00.000Z");
  expect(staleSince(sources, ["books", "meetings"])).toBeNull();
});

it("accounts say when nobody in them exists", () => {
  const marked = markedAccounts([
    source("email", "simulated mail", 0),
    source("email", "simulation", 0),
    ...sources,
  ]);
  expect(marked).toEqual({ simulated: ["simulated mail"], sample: ["sample"] });
});
