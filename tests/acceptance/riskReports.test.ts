import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { ModelAnswer, ModelsAnswer } from "@rapport/contracts/http/risk/Models";
import { ClientRiskAnswer, RiskPage } from "@rapport/contracts/http/risk/Risk";
import { topics } from "@rapport/contracts/Topics";
import { fitModel } from "@rapport/domain/risk/model/fitModel";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { readWhatChanged } from "@rapport/reporting/risk/readWhatChanged";
import { knownMomentAt } from "@rapport/runtime/known/knownMoment";
import type { KnownWarehouses } from "@rapport/runtime/known/KnownWarehouses";
import { readCourses } from "@rapport/risk/read/readCourses";
import { parseDay } from "@rapport/simulator/time/days";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { ask, letIn } from "../support/access/letIn.ts";
import { startChdb } from "../integration/support/chdb.ts";
import {
  type AgencyEvents,
  agencyEvents,
  type Logged,
} from "../integration/support/economics/agencyEvents.ts";
import { projectAgency, sayLater } from "../integration/support/economics/projectAgency.ts";
import { directoryEvents, reportsOn } from "../integration/support/reporting.ts";

// One agency for all of it. Its last day is a Sunday; the day that is looked back to is the one after a Sunday.
const lastDay = "2025-11-30";
const since = "2025-10-27";
const dayMs = 86_400_000;
const endOf = (day: string): number => Date.parse(day) + dayMs;

const chdb = await startChdb();
let agency: AgencyEvents | undefined;

/** Directory events of the test, recorded at the end of a day. */
const said = (
  sayings: ReadonlyArray<Pick<DirectoryEvent, "type" | "data">>,
  day: string,
  first: number,
): ReadonlyArray<Logged> =>
  directoryEvents(sayings, first).map((event) => ({
    topic: topics.directory,
    event: { ...event, recordedAt: endOf(day) - dayMs / 2 + first },
  }));
const setting = (key: string, value: string) => ({
  type: "setting.set" as const,
  data: { key, validFrom: null, value, source: "" },
});
const confirmed = said([setting("churn.definition", "contracts")], "2025-01-01", 1_000);

/** What a log would have held at the end of a day: of mail, tickets, meetings and books what had happened. */
const happenedBy = (events: ReadonlyArray<Logged>, day: string): ReadonlyArray<Logged> =>
  events.filter(
    ({ topic, event }) =>
      topic.name === topics.directory.name || ("occurredAt" in event && event.occurredAt < endOf(day)),
  );

const on = <A, E>(database: string, program: Effect.Effect<A, E, WarehouseReader>): Promise<A> =>
  Effect.runPromise(Effect.provide(program, reportsOn(chdb, database)) as Effect.Effect<A, E>);

const made = (database: string, events: ReadonlyArray<Logged>, day: string): Promise<void> =>
  Effect.runPromise(Effect.provide(projectAgency(events, endOf(day) + 3_600_000), reportsOn(chdb, database)));

/** The mail of the four weeks before `since` that is read in after it: all from the outside party that wrote most. */
const lateMail = (events: ReadonlyArray<Logged>): ReadonlySet<string> => {
  const window = events.flatMap(({ event }) =>
    event.type === "email.received" &&
    event.occurredAt < endOf(since) &&
    event.occurredAt >= endOf(since) - 28 * dayMs &&
    !event.parties.some((party) => party.includes("northlight"))
      ? [event]
      : [],
  );
  const byParty = Map.groupBy(window, ({ parties }) => parties.join(" "));
  const [most] = [...byParty.values()].toSorted((a, b) => b.length - a.length);
  return new Set((most ?? []).map(({ id }) => id));
};

beforeAll(async () => {
  agency = await agencyEvents({ seed: 11, clients: 12, members: 5, months: 15, endDay: parseDay(lastDay) });
  const all = [...agency.events, ...confirmed];
  const late = lateMail(all);
  await made("risk_now", all, lastDay);
  await made(
    "risk_then",
    happenedBy(all, since).filter(({ event }) => !("id" in event && late.has(event.id))),
    since,
  );
}, 300_000);
afterAll(async () => {
  await chdb.stop();
  await agency?.remove();
});

/** The knowledge of an earlier moment, in the database that was made for it. */
const knownIn = (database: string, day: string) =>
  Effect.gen(function* () {
    const [reader, answers] = [yield* WarehouseReader, yield* WarehouseAnswers];
    const moment = knownMomentAt(endOf(day) - 1);
    const known: typeof KnownWarehouses.Service = {
      at: () => Effect.succeed({ moment, database, reader, answers }),
    };
    return known;
  }).pipe(Effect.provide(reportsOn(chdb, database)));

const changedIn = (database: string, known: string, asOf: string) =>
  on(
    database,
    Effect.gen(function* () {
      const reader = yield* WarehouseReader;
      return yield* readWhatChanged(reader, yield* knownIn(known, since))({ since, asOf });
    }),
  );

/** Answers of the API on a database, each checked against its contract. */
const served = (database: string) => {
  const layer = reportingServer({ host: "127.0.0.1", port: 0 })
    .pipe(Layer.provide(letIn))
    .pipe(Layer.provideMerge(reportsOn(chdb, database)));
  return <A>(reads: (get: (path: string) => Promise<Response>) => Promise<A>): Promise<A> =>
    Effect.runPromise(
      Effect.gen(function* () {
        const { address } = yield* HttpServer.HttpServer;
        return yield* Effect.promise(() => reads((path) => ask(HttpServer.formatAddress(address) + path)));
      }).pipe(Effect.provide(layer)) as Effect.Effect<A>,
    );
};
const read = async <A>(get: (path: string) => Promise<Response>, contract: z.ZodType<A>, path: string) =>
  contract.parse(await (await get(path)).json());

describe("risk over HTTP", () => {
  it("lists every client once, in the order of the pages, with reasons whose events are the client's own", () =>
    served("risk_now")(async (get) => {
      const all = await read(get, RiskPage, `/v1/risk?asOf=${lastDay}`);
      expect(all.week).toBe("2025-11-24");
      expect(all.total).toBeGreaterThan(8);
      expect(new Set(all.items.map(({ id }) => id)).size).toBe(all.total);
      const ranks = all.items.flatMap(({ rank }) => rank ?? []);
      expect(ranks).toEqual(ranks.map((_, n) => n + 1));
      // Nobody has been learnt from: bands, and why no more.
      for (const row of all.items.filter(({ shown }) => shown === "band")) {
        expect(row.chance).toBeNull();
        expect(row.why).toMatch(/typical of firms like yours/);
      }
      const pages: Array<string> = [];
      for (let cursor: string | null = ""; cursor !== null;) {
        const page: RiskPage = await read(
          get,
          RiskPage,
          `/v1/risk?asOf=${lastDay}&limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`,
        );
        pages.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(pages).toEqual(all.items.map(({ id }) => id));
      const bands = Object.values(all.bands).reduce((sum, count) => sum + count, 0);
      expect(bands).toBe(all.items.filter(({ band }) => band !== null).length);
      const banded = await read(get, RiskPage, `/v1/risk?asOf=${lastDay}&band=${all.items[0]!.band}`);
      expect(banded.items.every(({ band }) => band === all.items[0]!.band)).toBe(true);
      expect((await get("/v1/risk?band=purple")).status).toBe(400);
    }));

  it("takes a client's score apart: base and terms add to it, and reasons name events with their places", () =>
    served("risk_now")(async (get) => {
      const list = await read(get, RiskPage, `/v1/risk?asOf=${lastDay}`);
      for (const { id, reasonsUp, rank } of list.items.slice(0, 6)) {
        const one = await read(get, ClientRiskAnswer, `/v1/clients/${id}/risk?asOf=${lastDay}`);
        expect(one.client.rank).toBe(rank);
        const sum = one.terms.reduce((all, { logOdds }) => all + logOdds, one.base ?? 0);
        if (one.logOdds !== null) expect(Math.abs(sum - one.logOdds)).toBeLessThan(1e-12);
        expect(one.client.reasonsUp.map(({ text }) => text)).toEqual(reasonsUp.map(({ text }) => text));
        for (const { events, eventIds, to } of [...one.client.reasonsUp, ...one.client.reasonsDown]) {
          expect(events.slice(0, 5).map(({ eventId }) => eventId)).toEqual(eventIds);
          for (const event of events) {
            expect(event.sources.length).toBeGreaterThan(0);
            expect(event.occurredAt.slice(0, 10) <= to).toBe(true);
          }
        }
        expect(one.weeks.at(-1)?.week).toBe(list.week);
      }
      const silent = list.items.flatMap(({ reasonsUp, reasonsDown }) => [...reasonsUp, ...reasonsDown]);
      expect(silent.some(({ group, eventIds }) => group === "silence" && eventIds.length > 0)).toBe(true);
      expect((await get("/v1/clients/nobody-at-all/risk")).status).toBe(404);
    }));

  it("refuses a backtest of so few, and says why", () =>
    served("risk_now")(async (get) => {
      const answer = await read(get, BacktestAnswer, `/v1/backtest?asOf=${lastDay}`);
      expect(answer.refused?.reason).toMatch(/^only \d+ clients could be asked about/);
      expect(answer.competitors).toEqual([]);
    }));
});

describe("what changed", () => {
  it("parts what came late from what happened, exactly", async () => {
    const answer = await changedIn("risk_now", "risk_then", lastDay);
    expect(answer.knownThen).toBe(`${since}T23:59:59.999Z`);
    const told = answer.items.flatMap(({ parts }) => parts ?? []);
    expect(told.length).toBeGreaterThan(7);
    for (const { parts, before, after } of answer.items) {
      if (parts === null) continue;
      const { allMicro, behaviourMicro, lateDataMicro, modelMicro, settingsMicro } = parts;
      expect(behaviourMicro + lateDataMicro + modelMicro + settingsMicro).toBe(allMicro);
      expect(after!.chanceMicro - before!.chanceMicro).toBe(allMicro);
      expect([modelMicro, settingsMicro]).toEqual([0, 0]);
    }
    // Of the others only our hours for them are known otherwise: the same people of ours wrote to both.
    const late = told.map(({ lateDataMicro }) => Math.abs(lateDataMicro)).toSorted((a, b) => b - a);
    expect(late[0]).toBeGreaterThan(1_000);
    expect(late[1]).toBeLessThan(late[0]! / 20);
    expect(told.filter(({ behaviourMicro }) => behaviourMicro !== 0).length).toBeGreaterThan(5);
    expect(answer.all.allMicro).toBe(told.reduce((sum, { allMicro }) => sum + allMicro, 0));
  });

  it("is all of settings, or all of the model, where nothing else moved", async () => {
    // Six days later: the last whole week is still the same.
    const saturday = "2025-11-01";
    const settings = [
      setting("mail.write.speed", "4"),
      setting("risk.band.high", "1.01"),
      setting("risk.band.raised", "1"),
    ];
    const later = said(settings, "2025-10-30", 2_000).map(({ event }) => event as DirectoryEvent);
    await made("risk_then_too", happenedThen(), since);
    const layer = reportsOn(chdb, "risk_then_too");
    await Effect.runPromise(Effect.provide(sayLater(later, 900_000, endOf(saturday)), layer));
    const bySettings = await changedIn("risk_then_too", "risk_then", saturday);
    const moved = bySettings.items.flatMap(({ parts }) => parts ?? []);
    expect(moved.length).toBeGreaterThan(5);
    // Scores look at nothing that a setting estimates: bands move, chances stand.
    for (const { allMicro, settingsMicro } of moved) expect([allMicro, settingsMicro]).toEqual([0, 0]);
    const steps = bySettings.items.flatMap(({ bandSteps }) => bandSteps);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.every(({ by }) => by === "settings")).toBe(true);
    expect(bySettings.settings.map(({ key }) => key)).toContain("mail.write.speed");

    const courses = await on("risk_then", readCourses(since));
    // In force from the last day of the week that both look at.
    const sunday = "2025-10-26";
    const model = fitModel(courses, sunday);
    const fitted = {
      type: "risk_model.fitted" as const,
      data: { validFrom: sunday, reason: "a test", model },
    };
    const undone = settings.map(({ data }) =>
      setting(
        data.key,
        { "mail.write.speed": "19", "risk.band.high": "3", "risk.band.raised": "2" }[data.key]!,
      ),
    );
    const words = said([...undone, fitted], "2025-10-31", 3_000).map(({ event }) => event as DirectoryEvent);
    await Effect.runPromise(Effect.provide(sayLater(words, 900_100, endOf(saturday)), layer));
    const byModel = await changedIn("risk_then_too", "risk_then", saturday);
    expect(byModel.modelThen).not.toBe(byModel.model.model);
    const parts = byModel.items.flatMap((row) => row.parts ?? []);
    expect(parts.some(({ modelMicro }) => modelMicro !== 0)).toBe(true);
    for (const { allMicro, modelMicro } of parts) expect(modelMicro).toBe(allMicro);

    await served("risk_then_too")(async (get) => {
      const list = await read(get, ModelsAnswer, `/v1/risk-models?asOf=${saturday}`);
      expect(list.items.map((one) => [one.shipped, one.inForce])).toEqual([
        [true, false],
        [false, true],
      ]);
      const current = await read(get, ModelAnswer, `/v1/risk-models/current?asOf=${saturday}`);
      expect(current.model.model).toBe(model.model);
      expect(current.features.length).toBeGreaterThan(20);
      expect((await get("/v1/risk-models/none-such")).status).toBe(404);
    });
  });
});

/** What `risk_then` was made of. */
const happenedThen = (): ReadonlyArray<Logged> => {
  const all = [...agency!.events, ...confirmed];
  const late = lateMail(all);
  return happenedBy(all, since).filter(({ event }) => !("id" in event && late.has(event.id)));
};
