import { assert, layer } from "@effect/vitest";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import type { Saying } from "@rapport/domain/directory/InForce";
import { isOwnParty } from "@rapport/domain/directory/ownParties";
import type { DirectorySnapshot } from "@rapport/domain/directory/Snapshot";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { type SeededRandom, seededRandom } from "@rapport/testing/seededRandom";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { startChdb } from "./support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  mail,
  project,
  projectSources,
  reportsOn,
} from "./support/reporting.ts";
import { booked, books, happens, meeting, ticket } from "./support/sourceEvents.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

/** Another one each run; RAPPORT_SEED runs one again. */
const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));
const options = { timeout: 60_000, excludeTestServices: true } as const;
const rounds = 3;

const ids = ["c0", "c1", "c2", "c3"];
const organisations = ["acme.example", "bolt.example", "corp.example"];
const people = organisations.flatMap((domain) => [`ann@${domain}`, `bob@${domain}`]);
const codes = [
  "project:web",
  "project:app",
  "billing:c-1",
  "billing:C0",
  "zendesk-org:acme/1",
  "zendesk-user:acme/9",
];
const ours = [
  "email:me@rapport.example",
  "domain:rapport.example",
  "toggl-user:eve",
  "email:eve@home.example",
];
const robots = ["no-reply@corp.example", "list@bolt.example"];

const dayAt = (random: SeededRandom) => `2024-0${random.int(1, 3)}-${random.int(10, 28)}`;
const address = (text: string) => [`email:${text}`, `domain:${text.slice(text.indexOf("@") + 1)}`];
/** As connectors write them: the more telling first. */
const mixedParties = (random: SeededRandom) => [
  ...random.shuffle(codes).slice(0, random.int(0, 2)),
  ...(random.chance(0.2) ? [random.pick(ours)] : []),
  ...(random.chance(0.5) ? address(random.pick(people)) : []),
  ...(random.chance(0.1) ? ["email:fay@gmail.com"] : []),
];
const partiesOf = (random: SeededRandom): ReadonlyArray<string> =>
  random.chance(0.15) ? [random.pick(ours)] : mixedParties(random);

/** Facts of every kind, each of one document. */
const factsOf = (random: SeededRandom) => {
  const mails = Array.from({ length: 40 }, (_, i) => {
    const from = random.pick([...people, ...robots, "me@rapport.example", "fay@gmail.com"]);
    const to = random.shuffle([...people, "me@rapport.example"]).slice(0, random.int(1, 4));
    const automatic = from.startsWith("list@") ? "list" : "none";
    return mail({ id: `m${i}`, at: `${dayAt(random)}T10:00:00Z`, from, to, automatic });
  });
  const tickets = Array.from({ length: 30 }, (_, i) => ({
    parties: partiesOf(random),
    day: dayAt(random),
    number: i,
  }));
  const meetings = Array.from({ length: 20 }, (_, i) =>
    meeting({
      key: `meeting:${i}`,
      at: `${dayAt(random)}T12:00:00Z`,
      minutes: random.pick([15, 30, 60]),
      invited: random
        .shuffle([...people, "me@rapport.example", "you@rapport.example"])
        .slice(0, random.int(1, 5)),
      named: random.chance(0.2) ? ["name:c0"] : [],
    }),
  );
  const ledger = Array.from({ length: 40 }, (_, i) => {
    const day = dayAt(random);
    const minor = random.int(-100_000, 900_000);
    const currency = random.pick(["GBP", "JPY"]);
    const what = random.pick([
      books.invoice(String(i), day, currency, minor),
      books.expense(day, currency, minor),
      books.time(day, random.int(1, 9), null),
      books.time(day, random.int(1, 9), true),
    ]);
    return booked(`document:${i}`, day, partiesOf(random), what);
  });
  return { mails, tickets, meetings, ledger };
};
type Facts = ReturnType<typeof factsOf>;

const linkable = [
  ...organisations.map((d) => `domain:${d}`),
  ...people.map((a) => `email:${a}`),
  ...codes,
  ...ours,
  "email:fay@gmail.com",
];
const change = (random: SeededRandom): Saying => {
  const [from = "", into = ""] = random.shuffle(ids);
  if (random.chance(0.15)) return { type: "client.merged", data: { from, into } };
  if (random.chance(0.1)) return { type: "client.unmerged", data: { from, into } };
  const day = (text: string | null) => (text === null ? null : Date.parse(`${text}T00:00:00Z`));
  const period = {
    validFrom: day(random.chance(0.4) ? dayAt(random) : null),
    validTo: day(random.chance(0.2) ? dayAt(random) : null),
  };
  return { type: "party.linked", data: { clientId: from, party: random.pick(linkable), ...period } };
};

const amounts = query({
  name: "test-coverage-of",
  sql: `SELECT measure, currency, state, party, amount
    FROM coverage_of(until = '2100-01-01 00:00:00.000', at = '2100-01-01 00:00:00.000')
    ORDER BY measure, currency, state, party`,
  params: z.object({}),
  row: z.object({
    measure: z.string(),
    currency: z.string(),
    state: z.string(),
    party: z.string(),
    amount: z.coerce.number(),
  }),
});
type Amount = z.infer<typeof amounts.row>;

const sums = (rows: ReadonlyArray<Amount>, keyOf: (row: Amount) => string): Record<string, number> => {
  const all = new Map<string, number>();
  for (const row of rows) all.set(keyOf(row), (all.get(keyOf(row)) ?? 0) + row.amount);
  return Object.fromEntries([...all].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** Where a fact with these parties belongs at a moment, told without the warehouse. */
const holderOf = (
  snapshot: DirectorySnapshot,
  parties: ReadonlyArray<string>,
  at: number,
): readonly [string, string] => {
  const isOwn = isOwnParty(snapshot.firm);
  const keys = new Set(snapshot.memberParties.map(({ party }) => party));
  const outside = parties.filter((party) => !isOwn(party) && !keys.has(party));
  for (const party of outside) {
    const held = snapshot.periods.find(
      (one) => one.party === party && one.validFrom <= at && at < one.validTo,
    );
    if (held !== undefined) return ["client", held.clientId];
  }
  const organisation = outside.find((party) => party.startsWith("domain:"));
  if (organisation !== undefined) return ["organisation", organisation];
  if (outside[0] !== undefined) return ["unattributed", outside[0]];
  return [parties.length > 0 ? "internal" : "none", ""];
};

const money = { "invoice.issued": "invoiced_net", "expense.logged": "expenses" } as const;
/** Tickets, time and money as they must come out. */
const expected = (facts: Facts, snapshot: DirectorySnapshot): Record<string, number> => {
  const rows = facts.tickets.map(({ parties, day }): Amount => {
    const [state, party] = holderOf(snapshot, parties, Date.parse(`${day}T09:00:00Z`));
    return {
      measure: "tickets",
      currency: "",
      state: state === "none" ? "unattributed" : state,
      party,
      amount: 1,
    };
  });
  for (const event of facts.ledger) {
    const [found, party] = holderOf(snapshot, event.parties, event.occurredAt);
    const state = found !== "none" ? found : event.type === "invoice.issued" ? "unattributed" : "internal";
    if (event.type === "time.logged")
      rows.push({
        measure: "logged_seconds",
        currency: "",
        state,
        party,
        amount: event.data.durationSeconds,
      });
    if (event.type === "invoice.issued")
      rows.push({
        measure: money[event.type],
        currency: event.data.currency,
        state,
        party,
        amount: event.data.netMinor,
      });
    if (event.type === "expense.logged")
      rows.push({
        measure: money[event.type],
        currency: event.data.currency,
        state,
        party,
        amount: event.data.amountMinor,
      });
  }
  return sums(rows, ({ measure, currency, state, party }) => [measure, currency, state, party].join(" "));
};

const start: ReadonlyArray<Saying> = [
  firm(),
  ...ids.map((id) => client(id, id.toUpperCase())),
  {
    type: "member.registered",
    data: {
      memberId: "eve",
      name: "Eve",
      parties: ["email:eve@home.example", "toggl-user:eve"],
      band: null,
      role: null,
      team: null,
      calendarId: null,
      joinedAt: null,
    },
  },
];
const events = (said: ReadonlyArray<Saying>): ReadonlyArray<DirectoryEvent> => directoryEvents(said);

layer(reportsOn(chdb, "directory_laws"), options)("whatever the directory says", (it) => {
  it.effect(`everything of every source is somewhere once, and where the fold says (seed ${seed})`, () =>
    Effect.gen(function* () {
      const random = seededRandom(seed);
      const warehouse = yield* WarehouseReader;
      const store = yield* ProjectionStore;
      const facts = factsOf(random);
      yield* project(facts.mails);
      const opened = facts.tickets.flatMap(({ number, parties, day }) =>
        ticket(number, parties, [[`${day}T09:00:00Z`, "them", happens.opened()]]),
      );
      yield* projectSources([...opened, ...facts.meetings], facts.ledger, 1000);
      const said: Array<Saying> = [...start];
      const totals = (rows: ReadonlyArray<Amount>) =>
        sums(rows, ({ measure, currency }) => `${measure} ${currency}`);
      let first: Record<string, number> | null = null;
      for (let round = 0; round < rounds; round++) {
        yield* direct(0, events(said));
        const snapshot = foldDirectory(events(said));
        const rows = yield* warehouse.query(amounts, {});
        first ??= totals(rows);
        assert.deepStrictEqual(totals(rows), first, "totals are conserved");
        assert.strictEqual(first["messages "], facts.mails.length * 1e6);
        assert.strictEqual(first["tickets "], facts.tickets.length);
        const counted = rows.filter(
          ({ measure }) => !["messages", "meetings", "meeting_minutes"].includes(measure),
        );
        const keyOf = ({ measure, currency, state, party }: Amount) =>
          [measure, currency, state, party].join(" ");
        assert.deepStrictEqual(sums(counted, keyOf), expected(facts, snapshot));
        const clients = new Set(snapshot.clients.map(({ canonicalId }) => canonicalId));
        for (const row of rows) {
          if (row.state === "client") assert.isTrue(clients.has(row.party), `${row.measure} of ${row.party}`);
          assert.notInclude(row.party, "rapport.example", "our own are never an organisation");
          assert.notInclude(["domain:gmail.com", "email:no-reply@corp.example"], row.party);
        }
        const before = yield* store.stateHash;
        const [from = "", into = ""] = random.shuffle(ids);
        const fresh = !said.some(
          ({ type, data }) => type === "client.merged" && data.from === from && data.into === into,
        );
        if (fresh) {
          const pair = { from, into };
          yield* direct(0, events([...said, { type: "client.merged", data: pair }]));
          const merged = yield* warehouse.query(amounts, {});
          assert.deepStrictEqual(totals(merged), first, "a merge conserves totals");
          assert.isFalse(merged.some(({ state, party }) => state === "client" && party === from));
          said.push({ type: "client.merged", data: pair }, { type: "client.unmerged", data: pair });
          yield* direct(0, events(said));
          assert.deepStrictEqual(
            yield* warehouse.query(amounts, {}),
            rows,
            "and is taken back to the last unit",
          );
          assert.strictEqual(yield* store.stateHash, before);
        }
        said.push(...Array.from({ length: 12 }, () => change(random)));
      }
    }),
  );
});

layer(reportsOn(chdb, "directory_moves"), options)("a contact who changes employer", (it) => {
  it.effect("splits every source at that day", () =>
    Effect.gen(function* () {
      const warehouse = yield* WarehouseReader;
      const ann = "ann@freelance.example";
      const [before, after] = ["2024-01-15", "2024-02-15"];
      yield* project(
        [before, after].map((day, i) =>
          mail({ id: `s${i}`, at: `${day}T10:00:00Z`, from: ann, to: ["me@rapport.example"] }),
        ),
      );
      const opened = [before, after].flatMap((day, i) =>
        ticket(i, address(ann), [[`${day}T09:00:00Z`, "them", happens.opened()]]),
      );
      const met = [before, after].map((day, i) =>
        meeting({ key: `m${i}`, at: `${day}T12:00:00Z`, minutes: 10, invited: [ann, "me@rapport.example"] }),
      );
      const ledger = [before, after].flatMap((day, i) => [
        booked(`i${i}`, day, address(ann), books.invoice(`n${i}`, day, "GBP", 100 * (i + 1))),
        booked(`t${i}`, day, address(ann), books.time(day, i + 1, true)),
      ]);
      yield* projectSources([...opened, ...met], ledger, 1000);
      const moved = {
        type: "party.linked" as const,
        data: { clientId: "c1", party: `email:${ann}`, validFrom: Date.parse("2024-02-01"), validTo: null },
      };
      const linked: Saying = {
        type: "party.linked",
        data: { clientId: "c0", party: `email:${ann}`, validFrom: null, validTo: null },
      };
      const held = (...said: ReadonlyArray<Saying>) =>
        Effect.gen(function* () {
          yield* direct(0, events([...start, ...said]));
          const rows = yield* warehouse.query(amounts, {});
          return sums(
            rows.filter(({ measure }) => measure !== "meetings"),
            ({ measure, party }) => `${measure} ${party}`,
          );
        });
      const split = {
        "invoiced_net c0": 100,
        "invoiced_net c1": 200,
        "logged_seconds c0": 3600,
        "logged_seconds c1": 7200,
        "meeting_minutes c0": 10e6,
        "meeting_minutes c1": 10e6,
        "messages c0": 1e6,
        "messages c1": 1e6,
        "tickets c0": 1,
        "tickets c1": 1,
      };
      const whole = yield* held(linked);
      assert.deepStrictEqual(
        [whole["messages c0"], whole["invoiced_net c0"], whole["messages c1"]],
        [2e6, 300, undefined],
      );
      assert.deepStrictEqual(yield* held(linked, moved), split);
      const { data } = moved;
      assert.deepStrictEqual(yield* held(linked, moved, { type: "party.unlinked", data }), whole);
    }),
  );
});
