import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { inspectTickets } from "./inspectTickets.ts";

const fixtures = fileURLToPath(new URL("../../../tests/fixtures/tickets", import.meta.url));
const map = `${fixtures}/servicenow/mapping.json`;
const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-tickets-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
);

const zendeskFigures = {
  tickets: 5,
  events: 51,
  deleted: 1,
  reopenedTickets: 1,
  reopenings: 1,
  reassignedTickets: 1,
  slaMade: 1,
  slaMissed: 1,
  responseMedianHours: 2,
  openToResolvedMedianHours: 51,
  unreadable: 0,
};

describe("inspectTickets", () => {
  it.live("says what a Zendesk export holds", () =>
    Effect.gen(function* () {
      const profile = yield* inspectTickets({ paths: [`${fixtures}/zendesk`] });
      assert.deepStrictEqual(profile.figures, zendeskFigures);
      assert.deepInclude(profile, {
        accounts: { "zendesk acme": 5 },
        merged: 1,
        repliesIn: 3,
        repliesOut: 5,
        handOvers: 1,
        escalations: 1,
        rated: 1,
        meanScoreMilli: 0,
      });
      // Of ticket 4 (30 h, never waiting) and ticket 1 (51 h, of which 5 h were ours): the upper of two.
      assert.deepStrictEqual(profile.resolutionHours, { elapsed: 51, net: 30, working: 14 });
    }),
  );

  it.live("says the same in whatever order and however often its pages come", () =>
    Effect.gen(function* () {
      const random = seededRandom(7);
      const names = yield* Effect.promise(() => readdir(`${fixtures}/zendesk`));
      const first = yield* inspectTickets({ paths: [`${fixtures}/zendesk`] });
      for (let i = 0; i < 6; i++) {
        const dir = yield* folder;
        const again = Array.from({ length: random.int(0, 3) }, () => random.pick(names));
        const order = random.shuffle([...names, ...again]);
        for (const [n, name] of order.entries()) {
          const page: Record<string, unknown> = JSON.parse(
            yield* Effect.promise(() => readFile(`${fixtures}/zendesk/${name}`, "utf8")),
          );
          const turned = Object.fromEntries(
            Object.entries(page).map(([key, value]) => [
              key,
              Array.isArray(value) ? random.shuffle(value) : value,
            ]),
          );
          const target = join(dir, `${String(n).padStart(2, "0")}.json`);
          yield* Effect.promise(() => writeFile(target, JSON.stringify(turned)));
        }
        const profile = yield* inspectTickets({ paths: [dir] });
        assert.deepStrictEqual(profile, first, order.join(" "));
      }
    }).pipe(Effect.scoped),
  );

  it.live("reads a table of changes by its mapping", () =>
    Effect.gen(function* () {
      const { figures, accounts } = yield* inspectTickets({ paths: [`${fixtures}/servicenow`], map });
      assert.deepStrictEqual(figures, {
        tickets: 60,
        events: 388,
        deleted: 0,
        reopenedTickets: 10,
        reopenings: 11,
        reassignedTickets: 28,
        slaMade: 44,
        slaMissed: 16,
        responseMedianHours: null,
        openToResolvedMedianHours: 53.8,
        unreadable: 0,
      });
      assert.deepStrictEqual(accounts, { "csv default": 60 });
    }),
  );

  it.live("reads a table of changes in any order of its rows, over several files, rows repeated", () =>
    Effect.gen(function* () {
      const random = seededRandom(5);
      const text = yield* Effect.promise(() => readFile(`${fixtures}/servicenow/incidents.csv`, "utf8"));
      const [header = "", ...rows] = text.trimEnd().split("\n");
      const whole = yield* inspectTickets({ paths: [`${fixtures}/servicenow`], map });
      for (let i = 0; i < 3; i++) {
        const dir = yield* folder;
        const parts: Array<Array<string>> = [[], [], []];
        const repeated = rows.filter(() => random.chance(0.2));
        for (const row of random.shuffle([...rows, ...repeated])) random.pick(parts).push(row);
        for (const [n, part] of parts.entries())
          yield* Effect.promise(() => writeFile(join(dir, `${n}.csv`), [header, ...part, ""].join("\r\n")));
        assert.deepStrictEqual(yield* inspectTickets({ paths: [dir], map }), whole);
      }
    }).pipe(Effect.scoped),
  );

  it.live("tells rows that it cannot read by line and column, and reads the others", () =>
    Effect.gen(function* () {
      const dir = yield* folder;
      const text = yield* Effect.promise(() => readFile(`${fixtures}/servicenow/incidents.csv`, "utf8"));
      const rows = text.trimEnd().split("\n");
      rows[3] = rows[3]!.replace(/\d\d-\d\d-\d{4} \d\d:\d\d/, "2016-02-29");
      rows.push("INC1,Nowhere", "");
      yield* Effect.promise(() => writeFile(join(dir, "a.csv"), rows.join("\n")));
      const profile = yield* inspectTickets({ paths: [dir], map });
      assert.deepStrictEqual(profile.unreadableByCode, { invalid_row: 2 });
      assert.strictEqual(profile.figures.events, 387);
    }).pipe(Effect.scoped),
  );

  it.live("says what to do with a table without mapping, an unknown file, and a wrong mapping", () =>
    Effect.gen(function* () {
      const dir = yield* folder;
      yield* Effect.promise(() => copyFile(`${fixtures}/servicenow/incidents.csv`, join(dir, "a.csv")));
      yield* Effect.promise(() => writeFile(join(dir, "b.json"), `{"hello":"world"}`));
      yield* Effect.promise(() => writeFile(join(dir, "c.json"), ""));
      const profile = yield* inspectTickets({ paths: [dir] });
      assert.deepStrictEqual(profile.unreadableByCode, { empty: 1, unknown_format: 2 });
      const wrong = yield* inspectTickets({ paths: [dir], map: join(dir, "b.json") }).pipe(Effect.flip);
      assert.match(wrong.message, /is no mapping for tickets.*kind/);
      const gone = yield* inspectTickets({ paths: [join(dir, "nothing")] }).pipe(Effect.flip);
      assert.strictEqual(gone._tag, "SourceError");
    }).pipe(Effect.scoped),
  );
});
