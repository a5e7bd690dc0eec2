import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SignalKind } from "@rapport/contracts/views/signals/SignalView";
import { Reports } from "@rapport/reporting/Reports";
import { parseDay } from "@rapport/simulator/time/days";
import type { PlantName } from "@rapport/simulator/world/plants";
import { Effect, Layer } from "effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChdb } from "../integration/support/chdb.ts";
import { type AgencyEvents, agencyEvents } from "../integration/support/economics/agencyEvents.ts";
import { projectAgency } from "../integration/support/economics/projectAgency.ts";
import { reportsOn } from "../integration/support/reporting.ts";

/** The agency of docs/simulated-agency.md; with fewer clients a plant may have too few messages to show. */
const clients = Number(process.env["RAPPORT_SIGNALS_CLIENTS"] ?? 80);
const members = Math.max(10, Math.round(clients * 0.3));

// In the second half, when every plant has had its time; February and March are the seasonal client's silence.
const days = ["2025-06-06", "2025-10-15", "2026-01-15", "2026-03-01", "2026-06-30"];

/** By which signal each plant is to be found; the others are about how data are kept, and found by the figures' truth. */
const foundBy: Partial<Record<PlantName, SignalKind>> = {
  "noisy low payer": "load",
  "quiet leaver": "silence",
  "after-hours caller": "after_hours",
  "scope creeper": "scope",
  "late payer": "late_payment",
  "champion who leaves": "champion",
  "resisted hand-over": "hand_over",
  "single-threaded whale": "single_thread",
  "neglected good payer": "slow_answers",
};
/** What stands, as opposed to what waits for somebody today: of these the seasonal client shows nothing, ever. */
const standing: ReadonlyArray<SignalKind> = [
  "silence", "check_in", "champion", "hand_over", "single_thread", "slow_answers", "after_hours", "scope", "load",
  "no_contract", "late_payment",
]; // prettier-ignore

interface Truth {
  readonly planted: ReadonlyArray<{ readonly name: string; readonly client?: string }>;
  readonly clients: ReadonlyArray<{ readonly client: string; readonly noticeOn: string | null }>;
}
interface Seen {
  readonly day: string;
  readonly kind: SignalKind;
  readonly client: string;
  readonly about: string | null;
}

const chdb = await startChdb();
let agency: AgencyEvents | undefined;
let truth: Truth = { planted: [], clients: [] };
let seen: ReadonlyArray<Seen> = [];

const look = Effect.gen(function* () {
  const reports = yield* Reports;
  const found: Array<Seen> = [];
  for (const day of days)
    for (const kind of standing) {
      const page = yield* reports.signals({ kind, asOf: day, limit: 1000 });
      for (const { client, about } of page.items) found.push({ day, kind, client, about });
    }
  return found;
});

beforeAll(async () => {
  const options = { seed: 7, clients, members, months: 30, endDay: parseDay("2026-10-31") };
  agency = await agencyEvents(options);
  truth = JSON.parse(readFileSync(join(agency.folder, "truth.json"), "utf8")) as Truth;
  const read = projectAgency(agency.events, Date.parse("2026-11-01T06:00:00Z"));
  const world = reportsOn(chdb, "signals_agency");
  seen = await Effect.runPromise(
    Effect.provide(Effect.andThen(read, look), world as Layer.Layer<Layer.Success<typeof world>>),
  );
}, 400_000);
afterAll(async () => {
  await chdb.stop();
  await agency?.remove();
});

const plantedOn = (name: PlantName): string => truth.planted.find((one) => one.name === name)!.client!;
const daysOf = (kind: SignalKind, client: string): ReadonlyArray<string> =>
  seen.filter((one) => one.kind === kind && one.client === client).map(({ day }) => day);

describe("signals on the simulated agency", () => {
  it.each(Object.entries(foundBy) as Array<[PlantName, SignalKind]>)("%s is found by %s", (plant, kind) => {
    expect(daysOf(kind, plantedOn(plant))).not.toEqual([]);
  });

  it("the quiet leaver before the notice", () => {
    const client = plantedOn("quiet leaver");
    const { noticeOn } = truth.clients.find((one) => one.client === client)!;
    expect(daysOf("silence", client)[0]! < noticeOn!).toBe(true);
  });

  it("the seasonal client shows nothing, in the season or out of it", () => {
    const client = plantedOn("seasonal client who only looks silent");
    expect(seen.filter((one) => one.client === client)).toEqual([]);
  });

  it("nobody else is in most of them", () => {
    const planted = new Set(truth.planted.map(({ client }) => client));
    for (const kind of standing) {
      const others = new Set(
        seen
          .filter((one) => one.kind === kind && !planted.has(one.client))
          .map((one) => `${one.client} ${one.day}`),
      );
      expect(others.size / (days.length * (clients - planted.size)), kind).toBeLessThan(0.25);
    }
  });
});
