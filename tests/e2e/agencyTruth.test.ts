import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "@rapport/domain/seededRandom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  disorder,
  ingestAgency,
  ingestCommands,
  reportedLines,
  readTruth,
  type Truth,
  truthLines,
} from "./support/agency.ts";
import { byApi, byCommand, byCsv, bySql, byWorkbook, drawSlice } from "./support/economicSlices.ts";
import { economicLines, exportedLines, profitabilityCsv, readEconomics } from "./support/economics.ts";
import { cleanUp, start, startUp, stop, succeed, temporaryFolder } from "./support/rapport.ts";

// A small agency by the same rules as the demo's: every planted case, in less time.
const options = ["--seed", "11", "--clients", "20", "--members", "8", "--months", "6", "--end", "2025-10-31"];
/** How many slices are compared, and which; RAPPORT_ECONOMICS_CHECKS=50 compares as many. */
const slices = Number(process.env["RAPPORT_ECONOMICS_CHECKS"] ?? 2);
const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));
const base = temporaryFolder();
const agency = join(base, "agency");
const data = join(base, "data");
const asOf = "2025-10-31";
let truth: Truth;
/** The view of profitability, as it must come out byte by byte however the log came about. */
let profitability: string;

beforeAll(async () => {
  await succeed(["simulate", ...options, "--out", agency]);
  truth = readTruth(agency);
  await ingestAgency(agency, data);
});
afterAll(cleanUp);

describe("figures per client and month, from the simulator's files through the real path", () => {
  it("equal the truth exactly", async () => {
    const expected = truthLines(truth);
    expect(expected.length).toBeGreaterThan(150);
    expect(await reportedLines(data, truth)).toEqual(expected);
  });

  it("time, revenue, cash and what was spent equal the truth to the second and the penny", async () => {
    const expected = economicLines(readEconomics(agency));
    expect(expected.length).toBeGreaterThan(100);
    profitability = await profitabilityCsv(data, asOf);
    expect(exportedLines(profitability)).toEqual(expected);
  });

  it("equal it after everything was shuffled and read twice, and after a rebuild", async () => {
    const folder = temporaryFolder();
    disorder(agency, folder, 5);
    const shuffled = join(folder, "data");
    await ingestAgency(folder, shuffled);
    const expected = truthLines(truth);
    expect(await reportedLines(shuffled, truth)).toEqual(expected);
    expect(await profitabilityCsv(shuffled, asOf)).toBe(profitability);
    await succeed(["rebuild", "--data", shuffled]);
    expect(await reportedLines(shuffled, truth)).toEqual(expected);
    expect(await profitabilityCsv(shuffled, asOf)).toBe(profitability);
    await succeed(["audit", "--data", shuffled]);
  });

  it("equal it after every ingest was killed -9 half-way, and the projector and engine with it", async () => {
    const killed = join(temporaryFolder(), "data");
    let kills = 0;
    for (const [at, command] of ingestCommands(agency).entries()) {
      const running = start([...command, "--data", killed]);
      const log = join(killed, "log", "log.sqlite");
      // As soon as anything of this source stands in the log, or when it is done.
      const size = () => {
        try {
          return readFileSync(`${log}-wal`).length;
        } catch {
          return 0;
        }
      };
      const before = size();
      const grown = (async () => {
        while (running.child.exitCode === null && size() <= before)
          await new Promise((resolve) => setTimeout(resolve, 5));
      })();
      await Promise.race([grown, running.ended]);
      if (at > 0 && (await stop(running, "SIGKILL")).signal === "SIGKILL") kills++;
      await running.ended;
      await succeed([...command, "--data", killed]);
    }
    expect(kills).toBeGreaterThan(1);
    const projecting = start(["report", "months", "--data", killed]);
    setTimeout(() => projecting.child.kill("SIGKILL"), 1_500);
    await projecting.ended;
    expect(await reportedLines(killed, truth)).toEqual(truthLines(truth));
    expect(await profitabilityCsv(killed, asOf)).toBe(profitability);
  });

  it(`${slices} slices agree over API, SQL, CSV, workbook and command (seed ${seed})`, async () => {
    const { clients, economicMonths } = readEconomics(agency);
    const months = [...new Set(economicMonths.map(({ month }) => month))].toSorted();
    const segments = [...new Set(clients.map(({ segment }) => segment))].toSorted();
    const random = seededRandom(seed);
    // Commands wait until the books hold everything; the service answers before.
    await profitabilityCsv(data, asOf);
    const up = await startUp(data);
    let compared = 0;
    for (let i = 0; i < slices; i++) {
      const slice = drawSlice(random, months, segments);
      const said = await byApi(up.ask, slice);
      const about = JSON.stringify(slice);
      expect(await bySql(data, slice), about).toEqual(said);
      expect(await byCsv(up.ask, slice), about).toEqual(said);
      expect(await byWorkbook(up.ask, slice), about).toEqual(said);
      expect(await byCommand(data, slice), about).toEqual(said);
      compared += said.length;
    }
    await stop(up);
    expect(compared).toBeGreaterThan(0);
  });

  it("would be seen to differ: one message, one row, one minute", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "books"));
    const rows = readFileSync(join(agency, "books", "time.csv"), "utf8")
      .trimEnd()
      .split("\n");
    const hours = rows[0]!.split(",").indexOf("hours");
    const cells = rows[1]!.split(",");
    cells[hours] = String(Number(cells[hours]) + 0.25);
    writeFileSync(join(folder, "books", "time.csv"), `${rows[0]}\n${cells.join(",")}\n`);
    await succeed(["ingest", "ledger", join(folder, "books"), "--account", "simulated", "--data", data]);
    const [reported, expected] = [await reportedLines(data, truth), truthLines(truth)];
    expect(reported.filter((line) => !expected.includes(line))).toHaveLength(1);
  });

  it("holds every planted case by name", () => {
    expect(truth.planted.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["quiet leaver", "noisy low payer", "late payer"]),
    );
    expect(readdirSync(join(agency, "mail")).length).toBeGreaterThan(6);
  });
});
