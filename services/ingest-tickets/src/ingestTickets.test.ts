import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, describe, it } from "@effect/vitest";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Effect, Layer } from "effect";
import { ingestTickets } from "./ingestTickets.ts";
import { makeTicketProfile } from "./TicketProfile.ts";
import { makeTicketReplayer } from "./replayTickets.ts";

const fixtures = fileURLToPath(new URL("../../../tests/fixtures/tickets", import.meta.url));

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-tickets-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
);

const eventsOf = (topic: { readonly name: string; readonly partitions: number }) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const events: Array<RapportEvent> = [];
    for (let partition = 0; partition < topic.partitions; partition++)
      for (const record of yield* log.read(topic.name, partition, 0, 10_000)) {
        const decoded = decodeEvent(topic.name, record.value);
        assert.isTrue(decoded.ok);
        if (decoded.ok) events.push(decoded.event);
      }
    return events;
  });

/** The figures of what stands in the log, all but those of the source itself. */
const figuresOfLog = Effect.map(eventsOf(topics.interactions), (events) => {
  const profile = makeTicketProfile();
  for (const event of events) profile.event(event);
  const { events: _, unreadable: __, ...figures } = profile.profile().figures;
  return figures;
});

/** A log of its own each time. */
const inMemory = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.provide(effect, Layer.fresh(MemoryEventLog.layer()));

describe("ingestTickets", () => {
  it.live("appends an export once, however often and from wherever it is read", () =>
    Effect.gen(function* () {
      const dir = yield* folder;
      const first = yield* ingestTickets({ paths: [`${fixtures}/zendesk`] });
      assert.isAbove(first.newRecords, 30);
      assert.strictEqual(first.deadLetters, 0);
      const figures = yield* figuresOfLog;
      const again = yield* ingestTickets({ paths: [`${fixtures}/zendesk`] });
      assert.deepInclude(again, { skippedFiles: again.files, newRecords: 0 });
      yield* Effect.promise(() => cp(`${fixtures}/zendesk`, join(dir, "copy"), { recursive: true }));
      const copied = yield* ingestTickets({ paths: [join(dir, "copy")] });
      assert.deepInclude(copied, { skippedFiles: 0, newRecords: 0 });
      assert.deepStrictEqual(yield* figuresOfLog, figures);
    }).pipe(Effect.scoped, inMemory),
  );

  it.live("comes to the same when the tickets come first, then their audits, then the people", () =>
    Effect.gen(function* () {
      yield* ingestTickets({ paths: [`${fixtures}/zendesk`] });
      return yield* figuresOfLog;
    }).pipe(
      inMemory,
      Effect.flatMap((whole) =>
        Effect.gen(function* () {
          const at = (...names: ReadonlyArray<string>) =>
            names.map((name) => `${fixtures}/zendesk/${name}.json`);
          yield* ingestTickets({ paths: at("tickets-1") });
          assert.notDeepEqual(yield* figuresOfLog, whole);
          yield* ingestTickets({ paths: at("tickets-1", "tickets-2", "audits") });
          const all = at(
            "tickets-1",
            "tickets-2",
            "audits",
            "people",
            "satisfaction_ratings",
            "ticket_metric_events",
          );
          const summary = yield* ingestTickets({ paths: all });
          assert.isAbove(summary.revisions, 0);
          assert.deepStrictEqual(yield* figuresOfLog, whole);
        }),
      ),
      inMemory,
    ),
  );

  it.live("logs the time of a help desk in the ledger", () =>
    Effect.gen(function* () {
      const dir = yield* folder;
      const time = {
        id: 3,
        ticket_id: 42,
        agent_id: 1,
        time_spent: "01:15",
        executed_at: "2024-03-04T22:00:00Z",
        created_at: "2024-03-05T00:00:00Z",
        billable: true,
        timer_running: false,
      };
      yield* Effect.promise(() => writeFile(join(dir, "time.json"), JSON.stringify([time])));
      yield* ingestTickets({ paths: [dir], account: "acme" });
      const [event] = yield* eventsOf(topics.ledger);
      assert.deepInclude(event, { type: "time.logged", members: ["freshdesk-user:acme/1"] });
      assert.strictEqual(event?.type, "time.logged");
      if (event?.type === "time.logged")
        assert.deepInclude(event.data, { durationSeconds: 4_500, ticket: "freshdesk:acme:42" });
    }).pipe(Effect.scoped, inMemory),
  );

  it.live("mends what it could not read when the mapping is mended", () =>
    Effect.gen(function* () {
      const dir = yield* folder;
      const table = join(dir, "incidents.csv");
      const map = join(dir, "mapping.json");
      yield* Effect.promise(() => copyFile(`${fixtures}/servicenow/incidents.csv`, table));
      const text = yield* Effect.promise(() => readFile(`${fixtures}/servicenow/mapping.json`, "utf8"));
      const withoutClosed = text.replace(/,\s*"Closed": "closed"/, "");
      assert.notStrictEqual(withoutClosed, text);
      yield* Effect.promise(() => writeFile(map, withoutClosed));
      const first = yield* ingestTickets({ paths: [table], map });
      assert.isAbove(first.deadLetters, 50);
      const letters = (yield* eventsOf(topics.deadLetters)).filter(
        (event): event is DeadLetterRaised => event.type === "dead_letter.raised",
      );
      assert.match(letters[0]?.reason ?? "", /line \d+.*incident_state/);
      const replay = makeTicketReplayer({ dryRun: false });
      assert.strictEqual((yield* replay(letters[0]!)).kind, "still_refused");
      yield* Effect.promise(() => writeFile(map, text));
      const mended = makeTicketReplayer({ dryRun: false });
      for (const letter of letters) assert.strictEqual((yield* mended(letter)).kind, "resolved");
      const figures = yield* figuresOfLog;
      assert.deepInclude(figures, { tickets: 60, reopenings: 11, openToResolvedMedianHours: 53.8 });
    }).pipe(Effect.scoped, inMemory),
  );

  it.live("carries no text of anybody into the log", () =>
    Effect.gen(function* () {
      yield* ingestTickets({ paths: [`${fixtures}/zendesk`] });
      const said = JSON.stringify(yield* eventsOf(topics.interactions));
      for (const words of ["banner", "invoice of March", "About the website", "log in"])
        assert.notInclude(said, words);
    }).pipe(inMemory),
  );
});
