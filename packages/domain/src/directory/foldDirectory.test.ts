import { assert, describe, it } from "@effect/vitest";
import { DirectoryEvent } from "@rapport/contracts/Directory";
import { Schema } from "effect";
import { foldDirectory } from "./foldDirectory.ts";
import { forEverMs, sinceEverMs } from "./Snapshot.ts";

type Said = DirectoryEvent extends infer E
  ? E extends DirectoryEvent
    ? Pick<E, "type" | "data">
    : never
  : never;

/** An event of its own id at moment `at`. */
const event = (at: number, said: Said): DirectoryEvent =>
  DirectoryEvent.parse({
    ...said,
    id: at.toString(16).padStart(32, "0"),
    version: 1,
    source: { connector: "cli", account: "owner", file: "-", position: "" },
    occurredAt: at,
    recordedAt: at,
    parties: [],
    members: [],
  });
const registered = (clientId: string, name = clientId): Said => ({
  type: "client.registered",
  data: { clientId, name },
});
const merged = (from: string, into: string): Said => ({ type: "client.merged", data: { from, into } });
const unmerged = (from: string, into: string): Said => ({ type: "client.unmerged", data: { from, into } });
const acme = "domain:acme.example";
const link = (clientId: string, validFrom: number | null, validTo: number | null, party = acme) => ({
  clientId,
  party,
  validFrom,
  validTo,
});
const linked = (...of: Parameters<typeof link>): Said => ({ type: "party.linked", data: link(...of) });
const unlinked = (...of: Parameters<typeof link>): Said => ({ type: "party.unlinked", data: link(...of) });

const fold = (...said: ReadonlyArray<Said>) => foldDirectory(said.map((s, i) => event(i + 1, s)));
const periods = (...said: ReadonlyArray<Said>) =>
  fold(...said).periods.map((p) => [p.clientId, p.validFrom, p.validTo]);
const canonical = (...said: ReadonlyArray<Said>) =>
  Object.fromEntries(fold(...said).clients.map((c) => [c.clientId, c.canonicalId]));

describe("clients", () => {
  it("are renamed by registering them again, and take the name of the client they are merged into", () => {
    const { clients } = fold(
      registered("a", "A"),
      registered("b", "B"),
      merged("a", "b"),
      registered("b", "B2"),
    );
    assert.deepStrictEqual(clients, [
      { clientId: "a", name: "A", canonicalId: "b", canonicalName: "B2" },
      { clientId: "b", name: "B2", canonicalId: "b", canonicalName: "B2" },
    ]);
  });

  it("are followed through chains of merges", () => {
    assert.deepStrictEqual(canonical(merged("a", "b"), merged("c", "d"), merged("b", "c")), {
      a: "d",
      b: "d",
      c: "d",
      d: "d",
    });
  });

  it("of several merges follow the latest, and the one before when that is taken back", () => {
    assert.strictEqual(canonical(merged("a", "b"), merged("a", "c"))["a"], "c");
    assert.strictEqual(canonical(merged("a", "b"), merged("a", "c"), unmerged("a", "c"))["a"], "b");
    assert.strictEqual(canonical(merged("a", "b"), merged("a", "c"), merged("a", "b"))["a"], "b");
  });

  it("never run in a circle: the later merge holds", () => {
    assert.deepStrictEqual(canonical(merged("a", "b"), merged("b", "a")), { a: "a", b: "a" });
    assert.deepStrictEqual(canonical(merged("a", "a")), { a: "a" });
    const circle = canonical(merged("a", "b"), merged("b", "c"), merged("c", "a"));
    assert.deepStrictEqual(circle, { a: "a", b: "a", c: "a" });
  });
});

describe("links", () => {
  it("hold for ever by default, for the canonical client", () => {
    assert.deepStrictEqual(periods(linked("a", null, null), merged("a", "b")), [
      ["b", sinceEverMs, forEverMs],
    ]);
  });

  it("are cut where a later one covers them", () => {
    assert.deepStrictEqual(periods(linked("a", null, null), linked("b", 100, 200)), [
      ["a", sinceEverMs, 100],
      ["b", 100, 200],
      ["a", 200, forEverMs],
    ]);
    assert.deepStrictEqual(periods(linked("b", 100, 200), linked("a", null, null)), [
      ["a", sinceEverMs, forEverMs],
    ]);
  });

  it("come back when the later one is taken back, exactly", () => {
    const before = fold(registered("b"), linked("a", null, null));
    const after = fold(
      registered("b"),
      linked("a", null, null),
      linked("b", 100, 200),
      unlinked("b", 100, 200),
    );
    assert.deepStrictEqual(after, before);
    assert.notDeepEqual(
      fold(registered("b"), linked("a", null, null), linked("b", 100, 200), unlinked("b", 100, 201)),
      before,
    );
  });

  it("of clients that are merged become one period", () => {
    assert.deepStrictEqual(periods(linked("a", 0, 100), linked("b", 100, 200), merged("b", "a")), [
      ["a", 0, 200],
    ]);
  });

  it("of no time, or backwards, hold nothing", () => {
    assert.deepStrictEqual(periods(linked("a", 100, 100), linked("b", 200, 100)), []);
  });
});

const Client = Schema.Literals(["a", "b", "c", "d"]);
const Moment = Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9 })));
const Step = Schema.Struct({
  kind: Schema.Literals(["register", "merge", "unmerge", "link", "unlink"]),
  one: Client,
  two: Client,
  from: Moment,
  to: Moment,
  party: Schema.Literals([acme, "email:ann@acme.example"]),
});
const Steps = Schema.Array(Step).check(Schema.isMaxLength(25));
const said = (step: typeof Step.Type): Said => {
  switch (step.kind) {
    case "register":
      return registered(step.one, `${step.one} of ${step.party}`);
    case "merge":
      return merged(step.one, step.two);
    case "unmerge":
      return unmerged(step.one, step.two);
    case "link":
      return linked(step.one, step.from, step.to, step.party);
    case "unlink":
      return unlinked(step.one, step.from, step.to, step.party);
  }
};
const everyone: ReadonlyArray<Said> = ["a", "b", "c", "d"].map((id) => registered(id));
const eventsOf = (steps: ReadonlyArray<typeof Step.Type>) =>
  [...everyone, ...steps.map(said)].map((s, i) => event(i + 1, s));

describe("the fold", () => {
  it.prop(
    "does not depend on order of arrival or copies",
    [Steps],
    ([steps]) => {
      const events = eventsOf(steps);
      const copies = [...events.toReversed(), ...events.filter((_, i) => i % 3 === 0)];
      assert.deepStrictEqual(foldDirectory(copies), foldDirectory(events));
    },
    { arbitrary: { runs: 200 } },
  );

  it.prop(
    "forgets what is taken back at once",
    [Steps, Client, Client, Moment, Moment],
    ([steps, one, two, from, to]) => {
      const events = eventsOf(steps);
      const before = foldDirectory(events);
      const now = events.length + 1;
      // What is in force already would be taken back as well.
      const repeated = steps.some(
        (s) => (s.kind === "merge" && s.one === one && s.two === two) || (s.kind === "link" && s.one === one),
      );
      if (repeated) return;
      const merge = [event(now, merged(one, two)), event(now + 1, unmerged(one, two))];
      assert.deepStrictEqual(foldDirectory([...events, ...merge]), before);
      const linking = [event(now, linked(one, from, to)), event(now + 1, unlinked(one, from, to))];
      assert.deepStrictEqual(foldDirectory([...events, ...linking]), before);
    },
    { arbitrary: { runs: 200 } },
  );

  it.prop(
    "gives a party to one canonical client at a time, and to nobody twice in a row",
    [Steps],
    ([steps]) => {
      const { clients, periods } = foldDirectory(eventsOf(steps));
      const canonicalIds = new Set(clients.map((c) => c.canonicalId));
      for (const client of clients)
        assert.strictEqual(
          clients.find((c) => c.clientId === client.canonicalId)?.canonicalId,
          client.canonicalId,
        );
      for (const [i, period] of periods.entries()) {
        assert.isTrue(canonicalIds.has(period.clientId));
        assert.isBelow(period.validFrom, period.validTo);
        const next = periods[i + 1];
        if (next?.party !== period.party) continue;
        assert.isAtMost(period.validTo, next.validFrom);
        assert.isFalse(period.validTo === next.validFrom && period.clientId === next.clientId);
      }
    },
    { arbitrary: { runs: 200 } },
  );
});
