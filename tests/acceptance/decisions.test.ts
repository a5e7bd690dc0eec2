import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import { MaintenanceAnswer } from "@rapport/contracts/http/decisions/Maintenance";
import { QuadrantAnswer } from "@rapport/contracts/http/decisions/Quadrant";
import { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import { topics } from "@rapport/contracts/Topics";
import { ladderTable } from "@rapport/reporting/render/decisions/ladder";
import { quadrantCsv } from "@rapport/reporting/render/decisions/quadrant";
import { type ReportReads, Reports } from "@rapport/reporting/Reports";
import { isoDay, parseDay } from "@rapport/simulator/time/days";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startChdb } from "../integration/support/chdb.ts";
import { type AgencyEvents, agencyEvents } from "../integration/support/economics/agencyEvents.ts";
import { projectAgency } from "../integration/support/economics/projectAgency.ts";
import { direct, directoryEvents, reportsOn } from "../integration/support/reporting.ts";

// One agency for all of it, half a year longer than the year that decisions look back on.
const [firstDay, lastDay] = ["2025-07-01", "2026-10-31"];
/** Planted clients are kept for four fifths of the time. */
const whileKept = "2026-06-30";
const database = "decisions";
const chdb = await startChdb();
let agency: AgencyEvents | undefined;
/** The client of a planted case, by its name. */
let planted: ReadonlyMap<string, string> = new Map();
let said = 0;

const Planted = z.object({
  planted: z.array(z.object({ name: z.string(), client: z.string().nullish() })),
});

const read = <A>(of: (reports: ReportReads) => Effect.Effect<A, unknown>): Promise<A> =>
  Effect.runPromise(
    Effect.scoped(Effect.provide(Effect.flatMap(Reports, of) as Effect.Effect<A>, reportsOn(chdb, database))),
  );

/** What people say, in the warehouse at once: words and settings stand in no book. */
const say = (...words: ReadonlyArray<Pick<DirectoryEvent, "type" | "data">>): Promise<void> => {
  const events = directoryEvents(words, 900_000 + said);
  const offset = agency!.events.filter(({ topic }) => topic.name === topics.directory.name).length + said;
  said += words.length;
  return Effect.runPromise(Effect.provide(direct(offset, events), reportsOn(chdb, database)));
};
const setting = (key: string, value: string | null) =>
  ({ type: "setting.set", data: { key, validFrom: null, value, source: "a test" } }) as const;

beforeAll(async () => {
  agency = await agencyEvents({ seed: 7, clients: 20, members: 10, months: 16, endDay: parseDay(lastDay) });
  const [confirmed] = directoryEvents([setting("churn.definition", "contracts")], 800_000);
  const events = [...agency.events, { topic: topics.directory, event: confirmed! }];
  agency = { ...agency, events };
  const at = Date.parse("2026-11-01T06:00:00Z");
  await Effect.runPromise(Effect.provide(projectAgency(events, at), reportsOn(chdb, database)));
  const truth = Planted.parse(JSON.parse(await readFile(join(agency.folder, "truth.json"), "utf8")));
  planted = new Map(truth.planted.flatMap(({ name, client }) => (client ? [[name, client] as const] : [])));
}, 300_000);
afterAll(async () => {
  await chdb.stop();
  await agency?.remove();
});

describe("the quadrant", () => {
  it("has each client in one cell, and its cells add to the list and to the ledger", async () => {
    for (let seed = 0; seed < 5; seed++) {
      const random = seededRandom(seed);
      const to = random.int(parseDay("2025-09-01"), parseDay(lastDay));
      const span = { asOf: isoDay(to), from: isoDay(random.int(parseDay(firstDay), to)), to: isoDay(to) };
      const { answer, ledger } = await read((reports) =>
        Effect.all({
          answer: reports.quadrant(span),
          ledger: reports.profitability({ ...span, state: "client", limit: 1000 }),
        }),
      );
      expect(new Set(answer.items.map(({ id }) => id)).size).toBe(answer.items.length);
      for (const figure of ["revenueMinor", "costMinor", "contributionMinor", "effortSeconds"] as const) {
        const sum = answer.cells.reduce((all, cell) => all + cell[figure], 0);
        expect(sum, figure).toBe(answer.items.reduce((all, row) => all + row[figure], 0));
        expect(sum, figure).toBe(ledger.totals.client[figure]);
        expect(answer.total[figure], figure).toBe(sum);
      }
      const rows = new Map(answer.items.map((row) => [row.id, row]));
      // The draws are those of the ledger's own intervals, to the minor unit.
      for (const { id, contributionLowMinor, contributionHighMinor, lossProbabilityPercent } of ledger.items)
        expect(rows.get(id)).toMatchObject({
          contributionLowMinor,
          contributionHighMinor,
          lossProbabilityPercent,
        });
    }
  });
  it("places clients by what their scores may say, and CSV has a line for each", async () => {
    const answer = await read((reports) => reports.quadrant({ asOf: lastDay }));
    expect(QuadrantAnswer.parse(answer)).toEqual(answer);
    for (const { cell, risk, contributionMinor } of answer.items) {
      if (cell === "unjudged") expect(["rank", "too_new", "activity", null]).toContain(risk.shown);
      if (cell === "save" || cell === "let_go") expect(["raised", "high"]).toContain(risk.band);
      if (cell === "save" || cell === "protect") expect(contributionMinor).toBeGreaterThanOrEqual(0);
    }
    expect(answer.cells.filter(({ clients }) => clients > 0).length).toBeGreaterThan(2);
    expect(quadrantCsv(answer).trimEnd().split("\r\n").length).toBe(answer.items.length + 1);
  });
});

describe("maintenance", () => {
  it("finds the noisy low payer and the neglected good payer, and leaves the seasonal one alone", async () => {
    const answer = await read((reports) => reports.maintenance({ asOf: whileKept }));
    expect(MaintenanceAnswer.parse(answer)).toEqual(answer);
    const row = (name: string) => answer.items.find(({ id }) => id === planted.get(name))!;
    const noisy = row("noisy low payer");
    expect(answer.items.indexOf(noisy)).toBeLessThan(3);
    expect(noisy.reasons.join(" ")).toContain("messages and tickets by revenue");
    expect(row("neglected good payer").service.level).toBe("under");
    expect(row("seasonal client who only looks silent")).toMatchObject({
      highMaintenance: false,
      service: { neglected: false },
    });
  });
});

describe("the ladder", () => {
  const ladder = (client?: string, asOf = lastDay) =>
    read((reports) => reports.ladder({ asOf, client, limit: 1000 }));

  it("gives every client two or three options with pros, cons and figures, and the same ones again", async () => {
    const page = await ladder();
    expect(LadderPage.parse(page)).toEqual(page);
    expect(await ladder()).toEqual(page);
    expect(page.items.length).toBeGreaterThan(10);
    for (const row of page.items) {
      expect([2, 3]).toContain(row.options.length);
      for (const option of row.options) {
        expect(option.pros.length).toBeGreaterThan(0);
        expect(option.cons.length).toBeGreaterThan(0);
      }
      expect(row.actions.map(({ action }) => action)).toHaveLength(6);
      if (row.recommendation === "part_ways") expect(row.parting.every(({ holds }) => holds)).toBe(true);
      if (row.ourFault) expect(row.recommendation).toBe("repair");
    }
  });
  it("values of one client are those of the page", async () => {
    const page = await ladder();
    const [first] = page.items;
    expect((await ladder(first!.name)).items).toEqual([first]);
    expect(ladderTable(await ladder(first!.id))).toContain("Parting (last day");
  });
  it("a flag stands against parting, a waiver leaves a rung out, a decision is shown, and all from their day on", async () => {
    const [first] = (await ladder()).items;
    const clientId = first!.id;
    const before = await ladder(clientId, "2026-09-30");
    await say(
      { type: "client.flagged", data: { clientId, flag: "strategic", on: true, reason: "reference" } },
      {
        type: "rung.waived",
        data: {
          waiverId: "w1",
          clientId,
          action: "set_boundaries",
          waivedBy: "ana",
          reason: "agreed otherwise",
          until: null,
        },
      },
      {
        type: "decision.made",
        data: {
          decisionId: "d1",
          clientId,
          action: "reprice",
          decidedOn: "2026-10-10",
          decidedBy: "ana",
          reason: "too cheap",
          reviewOn: null,
          evidence: [],
        },
      },
    );
    const [row] = (await ladder(clientId)).items;
    expect(row!.parting.find(({ condition }) => condition === "no_flag")!.holds).toBe(false);
    expect(row!.parting.find(({ condition }) => condition === "set_boundaries")!.how).toBe("waived");
    expect(row!.actions.find(({ action }) => action === "set_boundaries")!.refused).toMatch(
      /waived|our_fault/,
    );
    expect(row!.recommendation).not.toBe("part_ways");
    expect(row!.decided).toEqual({ action: "reprice", on: "2026-10-10", by: "ana", reason: "too cheap" });
    // On 30 September nothing had been decided; flag and waiver were said, as this test says them, in 2024.
    expect((await ladder(clientId, "2026-09-30")).items[0]!.decided).toBeNull();
    expect(before.items[0]!.decided).toBeNull();
  });
  it("an unknown client is refused", async () => {
    await expect(ladder("no such client")).rejects.toThrow("no such client");
  });
});

describe("what-if", () => {
  const ask = (request: Parameters<ReportReads["whatIf"]>[1], client = planted.get("noisy low payer")!) =>
    read((reports) => reports.whatIf(client, { asOf: lastDay, ...request }));

  it("at the price it names the margin aimed at is left, to the minor unit", async () => {
    const { targetPriceMinor, before, marginTargetPercent } = await ask({ ask: "drop" });
    const at = await ask({ ask: "price", revenue: targetPriceMinor / 100 });
    expect(WhatIfAnswer.parse(at)).toEqual(at);
    expect(at.after).toEqual({
      revenueMinor: targetPriceMinor,
      costMinor: before.costMinor,
      contributionMinor: targetPriceMinor - before.costMinor,
    });
    expect(marginTargetPercent).toBe(20);
    expect(Math.abs(at.after.contributionMinor - targetPriceMinor * 0.2)).toBeLessThanOrEqual(0.5);
    expect(await ask({ ask: "price" })).toEqual(at);
  });
  it("its year is the ledger's, its hours by role are all its hours", async () => {
    const answer = await ask({ ask: "drop" });
    const ledger = await read((reports) =>
      reports.profitability({ asOf: lastDay, from: answer.from, to: answer.to, client: answer.client.id }),
    );
    expect(answer.before).toMatchObject({
      revenueMinor: ledger.totals.selected.revenueMinor,
      costMinor: ledger.totals.selected.costMinor,
    });
    const freed = answer.freed.reduce((all, { seconds }) => all + seconds, 0);
    expect(freed).toBe(ledger.totals.selected.effortSeconds);
  });
  it("with no cost that can be avoided, dropping it lowers profit by its whole revenue", async () => {
    const keys = ["avoidable.labour", "avoidable.overhead", "avoidable.expenses", "effect.part_ways.hours"];
    await say(...keys.map((key) => setting(key, "0")));
    const { laterYear, before, firstYear, after } = await ask({ ask: "drop" });
    await say(...keys.map((key) => setting(key, null)));
    const credit = before.costMinor - after.costMinor - laterYear.strandedMinor;
    expect(laterYear.profitChangeMinor).toBe(credit - before.revenueMinor);
    expect(firstYear.profitChangeMinor).toBe(laterYear.profitChangeMinor);
    // What is left of the cost is losses and late payment alone, which there are none of without revenue.
    expect(laterYear.avoidableMinor).toBe(credit);
  });
  it.each([
    [{ ask: "cap" }, "hours"],
    [{ ask: "tier", tier: "no such tier" }, "tier"],
    [{ ask: "hand_over", band: "no such band" }, "band"],
    [{ ask: "price", percent: 5, revenue: 5 }, "price"],
  ] as const)("%o is refused with a reason", async (request, parameter) => {
    await expect(ask(request)).rejects.toThrow(`${parameter}:`);
  });
});
