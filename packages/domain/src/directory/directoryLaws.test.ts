import { assert, describe, it } from "@effect/vitest";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { type SeededRandom, seededRandom } from "../seededRandom.ts";
import { foldDirectory } from "./foldDirectory.ts";
import type { Saying } from "./InForce.ts";
import type { DirectorySnapshot } from "./Snapshot.ts";

/** Another run's seed can be had from the message of a failure: every directory is made of its number alone. */
const directories = Array.from({ length: 300 }, (_, seed) => seed);
const ids = ["acme", "bolt", "corp", "dent"];
const names = ["Acme Ltd", "ACME  ltd", "Bolt", "Corp", "Dent"];
const parties = [
  "domain:acme.example",
  "domain:firm.example",
  "email:ann@acme.example",
  "email:bob@mail.firm.example",
  "email:ann@home.example",
  "billing:c-1",
  "project:web",
  "name:bolt",
  "zendesk-org:desk/1",
  "toggl-user:ann",
];
const memberIds = ["eve", "fay"];
const days = [null, 0, 10, 20, 30, 40];

const period = (random: SeededRandom) => ({ validFrom: random.pick(days), validTo: random.pick(days) });
const makers: ReadonlyArray<(random: SeededRandom) => Saying> = [
  (r) => ({ type: "client.registered", data: { clientId: r.pick(ids), name: r.pick(names) } }),
  (r) => ({ type: "client.merged", data: { from: r.pick(ids), into: r.pick(ids) } }),
  (r) => ({ type: "client.unmerged", data: { from: r.pick(ids), into: r.pick(ids) } }),
  (r) => ({ type: "party.linked", data: { clientId: r.pick(ids), party: r.pick(parties), ...period(r) } }),
  (r) => ({ type: "party.unlinked", data: { clientId: r.pick(ids), party: r.pick(parties), ...period(r) } }),
  (r) => ({
    type: "client.profiled",
    data: {
      clientId: r.pick(ids),
      segment: r.pick(["retail", null]),
      tier: null,
      currency: null,
      timeZone: null,
      calendarId: r.pick(["uk", null]),
    },
  }),
  (r) => ({
    type: "contact.registered",
    data: { party: "email:ann@home.example", name: r.pick(names), title: null, seniority: "staff" },
  }),
  (r) => ({
    type: "member.registered",
    data: {
      memberId: r.pick(memberIds),
      name: r.pick(names),
      parties: r.chance(0.5) ? ["email:Ann@Home.example", "toggl-user:ann"] : ["toggl-user:ann"],
      band: r.pick(["senior", null]),
      role: null,
      team: null,
      calendarId: null,
      joinedAt: r.pick(days),
    },
  }),
  (r) => ({ type: "member.left", data: { memberId: r.pick(memberIds), leftAt: r.int(0, 50) } }),
  (r) => ({
    type: "ownership.changed",
    data: {
      clientId: r.pick(ids),
      role: r.pick(["owner", "lead"]),
      memberId: r.pick([...memberIds, null]),
      ...period(r),
    },
  }),
  (r) => ({
    type: "firm.configured",
    data: {
      ownDomains: r.chance(0.7) ? ["firm.example"] : [],
      ownAddresses: [],
      timeZone: "UTC",
      workingDays: [1],
      workStartMinute: 0,
      workEndMinute: 60,
      holidays: [],
    },
  }),
];

const eventAt = (at: number, saying: Saying): DirectoryEvent =>
  ({
    ...saying,
    id: at.toString(16).padStart(32, "0"),
    version: 1,
    source: { connector: "cli", account: "owner", file: "", position: "" },
    occurredAt: at,
    recordedAt: at,
    parties: [],
    members: [],
  }) as DirectoryEvent;

const everybody: ReadonlyArray<Saying> = ids.map((clientId, i) => ({
  type: "client.registered",
  data: { clientId, name: names[i + 1] ?? clientId },
}));
const directoryOf = (random: SeededRandom): ReadonlyArray<DirectoryEvent> =>
  [...everybody, ...Array.from({ length: random.int(0, 40) }, () => random.pick(makers)(random))].map(
    (saying, i) => eventAt(i, saying),
  );

/** Every law over all directories; `check` gets a directory, chance, and a way to go on saying things. */
const law = (
  says: string,
  check: (
    events: ReadonlyArray<DirectoryEvent>,
    random: SeededRandom,
    saying: (...more: ReadonlyArray<Saying>) => DirectorySnapshot,
  ) => void,
) =>
  it(says, () => {
    for (const seed of directories) {
      const random = seededRandom(seed);
      const events = directoryOf(random);
      const saying = (...more: ReadonlyArray<Saying>) =>
        foldDirectory([...events, ...more.map((one, i) => eventAt(1000 + i, one))]);
      try {
        check(events, random, saying);
      } catch (cause) {
        throw new Error(`directory ${seed}: ${String(cause)}`, { cause });
      }
    }
  });

const bytes = (snapshot: DirectorySnapshot): string => JSON.stringify(snapshot);
/** Who holds a party at a moment. */
const holderOf = ({ periods }: DirectorySnapshot, party: string, at: number): string | undefined =>
  periods.find((one) => one.party === party && one.validFrom <= at && at < one.validTo)?.clientId;
const canonicalOf = ({ clients }: DirectorySnapshot, id: string): string =>
  clients.find(({ clientId }) => clientId === id)?.canonicalId ?? id;

describe("whatever the directory says", () => {
  law("order of arrival and copies make no difference", (events, random) => {
    const copies = random.shuffle([...events, ...events.filter(() => random.chance(0.3))]);
    assert.strictEqual(bytes(foldDirectory(copies)), bytes(foldDirectory(events)));
  });

  law("a merge that is taken back leaves no byte behind", (events, random, saying) => {
    const [from = "", into = ""] = random.shuffle(ids);
    if (events.some(({ type, data }) => type === "client.merged" && data.from === from && data.into === into))
      return;
    const merged = saying({ type: "client.merged", data: { from, into } });
    const undone = saying(
      { type: "client.merged", data: { from, into } },
      { type: "client.unmerged", data: { from, into } },
    );
    assert.strictEqual(bytes(undone), bytes(foldDirectory(events)));
    assert.strictEqual(canonicalOf(merged, from), canonicalOf(merged, into));
    const periods = merged.periods.filter(({ clientId }) => clientId === from);
    assert.deepStrictEqual(periods, [], "what is merged holds nothing");
    assert.deepStrictEqual(
      merged.owners.filter(({ clientId }) => clientId === from),
      [],
    );
  });

  law("a link that is taken back leaves no byte behind", (events, random, saying) => {
    const data = { clientId: random.pick(ids), party: random.pick(parties), ...period(random) };
    if (events.some(({ type, data: said }) => type === "party.linked" && said.clientId === data.clientId))
      return;
    const undone = saying({ type: "party.linked", data }, { type: "party.unlinked", data });
    assert.strictEqual(bytes(undone), bytes(foldDirectory(events)));
  });

  law(
    "a contact who moves on a day splits at that day, and nobody else changes",
    (events, random, saying) => {
      const party = "email:carol@elsewhere.example";
      const [old = "", next = ""] = random.shuffle(ids);
      const day = random.int(1, 50);
      const linked = {
        type: "party.linked",
        data: { clientId: old, party, validFrom: null, validTo: null },
      } as const;
      const before = saying(linked);
      const after = saying(linked, {
        type: "party.linked",
        data: { clientId: next, party, validFrom: day, validTo: null },
      });
      assert.strictEqual(holderOf(after, party, day - 1), canonicalOf(after, old));
      assert.strictEqual(holderOf(after, party, day), canonicalOf(after, next));
      const others = ({ periods }: DirectorySnapshot) => periods.filter((one) => one.party !== party);
      assert.deepStrictEqual(others(after), others(before));
      assert.deepStrictEqual({ ...after, periods: [] }, { ...before, periods: [] });
    },
  );

  law("of overlapping links the one said later holds", (_, random, saying) => {
    const party = "project:other";
    const links = Array.from({ length: 6 }, () => ({
      clientId: random.pick(ids),
      party,
      validFrom: random.int(0, 40),
      validTo: random.int(0, 40),
    }));
    const snapshot = saying(...links.map((data): Saying => ({ type: "party.linked", data })));
    for (let at = -1; at <= 41; at++) {
      const top = links.findLast(({ validFrom, validTo }) => validFrom <= at && at < validTo);
      const expected = top === undefined ? undefined : canonicalOf(snapshot, top.clientId);
      assert.strictEqual(holderOf(snapshot, party, at), expected, `at ${at}`);
    }
  });

  law(
    "one client holds a party at a time, one member a role, and all of them are counted as themselves",
    (events) => {
      const snapshot = foldDirectory(events);
      const own = (id: string) => assert.strictEqual(canonicalOf(snapshot, id), id);
      const apart = (a: { validFrom: number; validTo: number }, b: { validFrom: number; validTo: number }) =>
        assert.isTrue(a.validTo <= b.validFrom || b.validTo <= a.validFrom);
      for (const [i, one] of snapshot.periods.entries()) {
        own(one.clientId);
        for (const other of snapshot.periods.slice(i + 1)) if (other.party === one.party) apart(one, other);
      }
      for (const [i, one] of snapshot.owners.entries()) {
        own(one.clientId);
        for (const other of snapshot.owners.slice(i + 1))
          if (other.clientId === one.clientId && other.role === one.role) apart(one, other);
      }
      for (const profile of snapshot.profiles) own(profile.clientId);
    },
  );

  law("the firm's own domains and addresses, and its members' keys, are nobody's", (events) => {
    const { firm, periods, memberParties } = foldDirectory(events);
    const own = new Set(firm?.ownAddresses);
    for (const { party } of memberParties)
      if (party.startsWith("email:")) assert.isTrue(own.has(party.slice(6)), party);
    const keys = new Set(memberParties.map(({ party }) => party));
    for (const { party } of periods) {
      assert.isFalse(keys.has(party), party);
      if (party.startsWith("email:")) assert.isFalse(own.has(party.slice(6)), party);
      for (const domain of firm?.ownDomains ?? [])
        assert.isFalse(
          party.endsWith(`@${domain}`) || party.endsWith(`.${domain}`) || party === `domain:${domain}`,
        );
    }
  });

  law("a name belongs to the one client that has it, unless a link says otherwise", (events) => {
    const { clients, periods } = foldDirectory(events.filter(({ type }) => type !== "party.linked"));
    const holders = new Map<string, Set<string>>();
    for (const { name, canonicalId } of clients) {
      const key = `name:${name.toLowerCase().replace("  ", " ")}`;
      holders.set(key, (holders.get(key) ?? new Set()).add(canonicalId));
    }
    for (const [key, holding] of holders) {
      const found = periods.filter(({ party }) => party === key).map(({ clientId }) => clientId);
      assert.deepStrictEqual(found, holding.size === 1 ? [...holding] : [], key);
    }
  });
});
