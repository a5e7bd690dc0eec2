import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, layer } from "@effect/vitest";
import type { Role } from "@rapport/contracts/http/access/Roles";
import { AuditState } from "@rapport/contracts/http/data/Audit";
import { DeadLettersPage, LettersReplayed } from "@rapport/contracts/http/data/DeadLetters";
import { SettingPreview, SettingsAnswer, SettingSaid } from "@rapport/contracts/http/data/Settings";
import { SourceStates } from "@rapport/contracts/http/data/Sources";
import { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import { eventId } from "@rapport/contracts/EventId";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { defaultOptions } from "@rapport/projector/config";
import { runProjector } from "@rapport/projector/Projector";
import { Access } from "@rapport/reporting/access/Access";
import { openAccessStore } from "@rapport/reporting/access/AccessStore";
import { usualBounds } from "@rapport/reporting/access/RateLimits";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { Installation } from "@rapport/runtime/Installation";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { dataDesksLayer } from "@rapport/cli/data/dataDesks";
import { followedImport } from "@rapport/cli/data/runningImports";
import { sayingLogLayer } from "@rapport/cli/session/sayingLog";
import { startChdb } from "../integration/support/chdb.ts";
import { officeDirectory, officeMails, unreadableMail } from "../integration/support/officeMails.ts";
import { appendEvents } from "../integration/support/projectorWorld.ts";
import { reportsOn } from "../integration/support/reporting.ts";
import { booked, books } from "../integration/support/sourceEvents.ts";

const chdb = await startChdb();
const folder = await mkdtemp(join(tmpdir(), "rapport-data-"));
afterAll(async () => {
  await chdb.stop();
  await rm(folder, { recursive: true, force: true });
});

const store = openAccessStore(":memory:");
const tokenOf = (name: string, role: Role, money = true): string =>
  store.tokens.add(name, { role, money }, null, Date.now()) ?? "";
const tokens = { admin: tokenOf("Ada Admin", "admin"), ops: tokenOf("Olli Ops", "ops") } as const;

/** Sent and never paid, so that expected losses have something to say. */
const invoice = booked(
  "invoice:1",
  "2024-01-15",
  ["domain:acme.example"],
  books.invoice("INV-1", "2024-01-15", "GBP", 120_000),
);

const mended = join(folder, "mended.eml");
await writeFile(
  mended,
  "From: ann@acme.example\nTo: me@rapport.example\nMessage-ID: <mended@acme.example>\nDate: Mon, 5 Feb 2024 10:00:00 +0000\n\nThank you\n",
);
const letterOf = (file: string, path: string) => ({
  ...unreadableMail,
  id: eventId("dead_letter", file, 1),
  path,
  source: { ...unreadableMail.source!, file },
});
const letters = [letterOf("mended.eml", mended), letterOf("gone.eml", join(folder, "gone.eml"))];

const projected = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* appendEvents([...officeDirectory, ...officeMails, invoice, ...letters]);
    yield* Effect.forkScoped(runProjector(defaultOptions));
  }),
);
const place = projected.pipe(
  Layer.provideMerge(Layer.merge(MemoryEventLog.layer(), reportsOn(chdb, "data"))),
  Layer.provideMerge(Installation.inFolder(join(folder, "data"), "--data")),
);
const access = Layer.succeed(Access, { store, publicUrl: null, oidc: null, bounds: usualBounds });
const served = reportingServer({ host: "127.0.0.1", port: 0 }).pipe(
  Layer.provide([sayingLogLayer, dataDesksLayer, access]),
  Layer.provideMerge(place),
);

const send = (path: string, { method = "GET", body, who = "admin" }: Sent = {}) =>
  Effect.gen(function* () {
    const base = HttpServer.formatAddress((yield* HttpServer.HttpServer).address);
    return yield* Effect.promise(async () => {
      const response = await fetch(base + path, {
        method,
        headers: {
          authorization: `Bearer ${tokens[who]}`,
          "x-rapport-request": "1",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: (await response.json()) as unknown };
    });
  });
interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly who?: keyof typeof tokens;
}

const good = <A>(contract: { parse(json: unknown): A }, path: string, sent?: Sent) =>
  Effect.map(send(path, sent), ({ status, json }) => {
    assert.strictEqual(status, 200, `${path} ${JSON.stringify(json)}`);
    return contract.parse(json);
  });
const post = (body: unknown, who: keyof typeof tokens = "admin"): Sent => ({ method: "POST", body, who });

/** Asked again until it is so; the suite's time limit is what ends it otherwise. */
const until = <A, E, R>(asked: Effect.Effect<A, E, R>, isSo: (answer: A) => boolean) =>
  Effect.repeat(asked, { until: isSo });

const day = "2024-03-31";
const previewOf = (key: string, value: string) =>
  good(SettingPreview, `/v1/settings/preview?asOf=${day}&key=${key}&value=${encodeURIComponent(value)}`);
const booksOf = (preview: SettingPreview) => {
  const [effect] = preview.effects;
  assert.strictEqual(effect?.kind, "books");
  return effect as Extract<SettingPreview["effects"][number], { kind: "books" }>;
};
const monthEnd = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
/** A month as the books have it. */
const monthNow = (month: string) =>
  Effect.map(
    good(ProfitabilityPage, `/v1/profitability?asOf=${day}&from=${month}-01&to=${monthEnd(month)}&limit=1`),
    ({ totals: { all } }) => ({
      effortSeconds: all.effortSeconds,
      costMinor: all.costMinor,
      revenueMinor: all.revenueMinor,
    }),
  );
/** Everything that was said shows, in the books too. */
const caughtUp = catchUp(() => Effect.void);
const directoryEnd = Effect.flatMap(EventLog, (log) => log.endOffsets(topics.directory.name));

let requests = 0;
const setting = (key: string, value: string | null) => ({
  requestId: `setting-${++requests}`,
  key,
  value,
  reason: "a stopwatch said so",
});

layer(served, { timeout: 60_000, excludeTestServices: true })("the data pages' API", (it) => {
  it.effect("foretells what a setting makes of the books, writes nothing, and is right to the cent", () =>
    Effect.gen(function* () {
      yield* until(
        monthNow("2024-01"),
        ({ effortSeconds, revenueMinor }) => effortSeconds > 0 && revenueMinor > 0,
      );
      const end = yield* directoryEnd;
      const [effort, money] = [
        booksOf(yield* previewOf("mail.write.speed", "38")),
        booksOf(yield* previewOf("loss.0", "50")),
      ];
      assert.deepStrictEqual(yield* directoryEnd, end, "a preview says nothing");
      assert.notStrictEqual(effort.months[0]!.before.effortSeconds, effort.months[0]!.after.effortSeconds);
      assert.notStrictEqual(money.months[0]!.before.costMinor, money.months[0]!.after.costMinor);
      for (const { clients } of [effort, money])
        assert.deepStrictEqual(
          clients.map(({ id }) => id),
          ["acme"],
        );
      for (const { month, before } of effort.months)
        assert.deepStrictEqual(yield* monthNow(month), before, month);
      yield* good(SettingSaid, "/v1/settings", post(setting("mail.write.speed", "38")));
      yield* good(SettingSaid, "/v1/settings", post(setting("loss.0", "50")));
      yield* caughtUp;
      // Nobody has a cost rate: the one moves effort alone, the other cost alone.
      for (const [n, { month, after }] of effort.months.entries()) {
        const { costMinor } = money.months[n]!.after;
        assert.deepStrictEqual(yield* monthNow(month), { ...after, costMinor }, month);
      }
    }),
  );

  it.effect("sets a setting once for each request, with its reason and who said it, and takes it back", () =>
    Effect.gen(function* () {
      const asked = setting("margin.target", "35.0");
      const said = yield* good(SettingSaid, "/v1/settings", post(asked));
      assert.strictEqual(said.change.text, "margin.target: 20 becomes 35 for all days.");
      const again = yield* good(SettingSaid, "/v1/settings", post(asked));
      assert.deepStrictEqual([again.repeated, again.eventId], [true, said.eventId]);
      const row = yield* until(
        Effect.map(good(SettingsAnswer, "/v1/settings"), ({ settings }) =>
          settings.find(({ key }) => key === "margin.target"),
        ),
        (found) => found?.history.length === 1,
      );
      assert.deepInclude(row, { value: "35", isDefault: false, source: asked.reason });
      assert.deepInclude(row?.history[0], { by: "Ada Admin", value: "35", inForce: true });
      assert.deepStrictEqual(said.takeBack, { key: "margin.target", value: null, from: null });
      yield* good(SettingSaid, "/v1/settings", post({ ...setting("", null), ...said.takeBack }));
      yield* until(good(SettingsAnswer, "/v1/settings"), ({ settings }) =>
        settings.some(
          ({ key, isDefault, history }) => key === "margin.target" && isDefault && history.length === 2,
        ),
      );
    }),
  );

  it.effect("refuses what a setting cannot be, and who may not set it", () =>
    Effect.gen(function* () {
      const refused = (body: unknown, who?: "ops") =>
        Effect.map(send("/v1/settings", post(body, who)), ({ status, json }) => [
          status,
          (json as { type: string }).type.replace("urn:rapport:problem:", ""),
        ]);
      const taken = setting("margin.target", "30");
      yield* good(SettingSaid, "/v1/settings", post(taken));
      assert.deepStrictEqual(yield* refused({ ...taken, value: "31" }), [409, "request-id-taken"]);
      assert.deepStrictEqual(yield* refused(setting("margin.target", "30")), [422, "not-sayable"]);
      assert.deepStrictEqual(yield* refused(setting("margin.target", "120")), [422, "not-sayable"]);
      assert.deepStrictEqual(yield* refused(setting("no.such", "1")), [422, "not-sayable"]);
      const dated = { ...setting("risk.band.high", "3"), from: "2024-01-01" };
      assert.deepStrictEqual(yield* refused(dated), [422, "not-sayable"]);
      assert.strictEqual((yield* refused(setting("margin.target", "31"), "ops"))[0], 403);
      assert.strictEqual((yield* refused({ ...setting("margin.target", "31"), reason: " " }))[0], 400);
    }),
  );

  it.effect("tries dead letters again: what is mended is resolved, what is not says why", () =>
    Effect.gen(function* () {
      const page = yield* until(
        good(DeadLettersPage, "/v1/dead-letters?limit=2"),
        // Two of the source, and garbage that the projector found in two topics.
        ({ open }) => open === 4,
      );
      assert.isNotNull(page.nextCursor);
      const rest = yield* good(DeadLettersPage, `/v1/dead-letters?limit=2&cursor=${page.nextCursor}`);
      assert.strictEqual(new Set([...page.items, ...rest.items].map(({ id }) => id)).size, 4);
      const replay = (body: unknown) => good(LettersReplayed, "/v1/dead-letters/replay", post(body));
      const [first, second] = letters.map(({ id }) => id);
      const dry = yield* replay({ letters: { code: "unreadable" }, dryRun: true });
      assert.strictEqual(dry.resolved, 1);
      const done = yield* replay({ letters: { code: "unreadable" } });
      const outcomeOf = new Map(done.results.map(({ id, outcome }) => [id, outcome]));
      assert.deepStrictEqual([outcomeOf.get(first!), outcomeOf.get(second!)], ["resolved", "unavailable"]);
      const open = yield* good(DeadLettersPage, "/v1/dead-letters");
      assert.deepStrictEqual([open.open, open.resolved], [3, 1]);
      const states = yield* until(good(SourceStates, "/v1/source-states"), ({ sources }) =>
        sources.some(({ openDeadLetters }) => openDeadLetters === 1),
      );
      const office = states.sources.find(({ openDeadLetters }) => openDeadLetters === 1);
      assert.deepInclude(office?.lastError, { file: "gone.eml", code: "unreadable" });
      const gone = yield* send("/v1/dead-letters/replay", post({ letters: { ids: [first] } }));
      assert.strictEqual(gone.status, 422);
    }),
  );

  it.effect("shows imports while they run, and not after", () =>
    Effect.gen(function* () {
      const importsNow = Effect.map(good(SourceStates, "/v1/source-states"), ({ imports }) => imports);
      const seen = yield* followedImport("ingest email", (onProgress) =>
        Effect.andThen(
          onProgress({ label: "reading mail", unit: "messages", done: 7, total: 10 }),
          importsNow,
        ),
      );
      assert.deepInclude(seen?.[0], { command: "ingest email", unit: "messages", done: 7, total: 10 });
      assert.deepStrictEqual(yield* importsNow, []);
    }),
  );

  it.effect("compares log and warehouse in the background, and names what differs", () =>
    Effect.gen(function* () {
      const run = Effect.gen(function* () {
        yield* good(AuditState, "/v1/audit", { method: "POST" });
        return yield* until(good(AuditState, "/v1/audit"), ({ runningSince }) => runningSince === null);
      });
      const { last } = yield* run;
      assert.isTrue(last?.compared?.agree);
      const writer = yield* WarehouseWriter;
      yield* writer.command(
        `ALTER TABLE log_record DELETE WHERE topic = '${topics.interactions.name}' AND event_id = '${officeMails[2]!.id}' SETTINGS mutations_sync = 2`,
      );
      const worse = (yield* run).last?.compared;
      assert.deepStrictEqual(
        worse?.differences.map((one) => [one.topic, one.records.map((record) => record.eventId)]),
        [[topics.interactions.name, [officeMails[2]!.id]]],
      );
    }),
  );
});
