import { parseDay } from "@rapport/simulator/time/days";
import { Effect } from "effect";
import { afterAll, beforeAll } from "vitest";
import { startChdb } from "../integration/support/chdb.ts";
import { type AgencyEvents, agencyEvents } from "../integration/support/economics/agencyEvents.ts";
import { readEconomicTruth } from "../integration/support/economics/economicTruth.ts";
import { describeEvidence } from "../integration/support/economics/evidenceSuite.ts";
import { describeLaws } from "../integration/support/economics/lawsSuite.ts";
import { projectAgency } from "../integration/support/economics/projectAgency.ts";
import { describeTruth } from "../integration/support/economics/truthSuite.ts";
import type { World } from "../integration/support/economics/World.ts";
import { reportsOn } from "../integration/support/reporting.ts";

// One agency for all of it: making and reading it takes most of the time.
const [firstDay, lastDay] = ["2025-05-01", "2025-10-31"];
const at = Date.parse("2025-11-01T06:00:00Z");
const database = "economics_agency";
const chdb = await startChdb();
let agency: AgencyEvents | undefined;
let made: World | undefined;
const world = (): World => made!;

beforeAll(async () => {
  const options = { seed: 11, clients: 20, members: 8, months: 6, endDay: parseDay(lastDay) };
  agency = await agencyEvents(options);
  const { events, folder } = agency;
  await Effect.runPromise(Effect.provide(projectAgency(events, at), reportsOn(chdb, database)));
  made = { chdb, database, firstDay, lastDay, at, events, truth: readEconomicTruth(folder) };
}, 180_000);
afterAll(async () => {
  await chdb.stop();
  await agency?.remove();
});

describeTruth(world);
describeEvidence(world);
describeLaws(world);
