import { assert, it } from "@effect/vitest";
import { snapshotOf } from "./foldDirectory.ts";
import { directoryInForce, emptyDirectory, type Saying, tell } from "./InForce.ts";
import { forEverMs, sinceEverMs } from "./Snapshot.ts";

const fold = (...said: ReadonlyArray<Saying>) => {
  const directory = emptyDirectory();
  for (const saying of said) tell(directory, saying);
  return snapshotOf(directory);
};
const member = (
  memberId: string,
  parties: ReadonlyArray<string>,
  joinedAt: number | null = null,
): Saying => ({
  type: "member.registered",
  data: {
    memberId,
    name: memberId,
    parties: [...parties],
    band: null,
    role: null,
    team: null,
    calendarId: null,
    joinedAt,
  },
});
const owner = (
  clientId: string,
  memberId: string | null,
  validFrom: number | null,
  validTo: number | null,
): Saying => ({
  type: "ownership.changed",
  data: { clientId, role: "owner", memberId, validFrom, validTo },
});
const owners = (...said: ReadonlyArray<Saying>) =>
  fold(...said).owners.map((one) => [one.clientId, one.memberId, one.validFrom, one.validTo]);

it("an owner is followed by another, and by nobody", () => {
  assert.deepStrictEqual(
    owners(owner("a", "eve", null, null), owner("a", "fay", 100, null), owner("a", null, 200, 300)),
    [
      ["a", "eve", sinceEverMs, 100],
      ["a", "fay", 100, 200],
      ["a", "fay", 300, forEverMs],
    ],
  );
});

it("owners of a client hold over those of the clients that are merged into it", () => {
  const merged: Saying = { type: "client.merged", data: { from: "b", into: "a" } };
  const expected = [
    ["a", "eve", sinceEverMs, 200],
    ["a", "fay", 200, forEverMs],
  ];
  const said = [owner("b", "fay", 100, null), owner("a", "eve", null, 200), merged];
  assert.deepStrictEqual(owners(...said), expected);
  assert.deepStrictEqual(owners(...said.toReversed()), expected);
});

it("members leave, come back, and are known by name when they are only mentioned", () => {
  const left = (leftAt: number): Saying => ({ type: "member.left", data: { memberId: "eve", leftAt } });
  const time = (...said: ReadonlyArray<Saying>) =>
    fold(...said).members.map((one) => [one.joinedAt, one.leftAt]);
  assert.deepStrictEqual(time(member("eve", [], 100), left(300)), [[100, 300]]);
  assert.deepStrictEqual(time(member("eve", [], 100), left(300), member("eve", [], 400)), [[400, forEverMs]]);
  assert.deepStrictEqual(time(left(300)), [[sinceEverMs, 300]]);
});

it("a key of two members is the one's registered later; their own ids are always theirs", () => {
  const parties = (...said: ReadonlyArray<Saying>) =>
    fold(...said).memberParties.map(({ party, memberId }) => `${party} ${memberId}`);
  const both = [member("eve", ["toggl-user:e", "member:fay"]), member("fay", ["toggl-user:e"])];
  const expected = ["member:eve eve", "member:fay fay", "toggl-user:e fay"];
  assert.deepStrictEqual(parties(...both), expected);
  assert.deepStrictEqual(parties(...both, both[0]!), expected.with(2, "toggl-user:e eve"));
});

it("of two copies of one event with different content one counts, whichever comes first", () => {
  const copy = (memberId: string) => ({
    ...owner("a", memberId, null, null),
    id: "0".repeat(32),
    version: 1 as const,
    source: { connector: "cli", account: "owner", file: "", position: "" },
    occurredAt: 1,
    recordedAt: 1,
    parties: [],
    members: [],
  });
  type Event = Parameters<typeof directoryInForce>[0] extends Iterable<infer E> ? E : never;
  const copies = [copy("eve"), copy("fay")] as ReadonlyArray<Event>;
  const forth = directoryInForce(copies).ownerships;
  assert.lengthOf(forth, 1);
  assert.deepStrictEqual(directoryInForce(copies.toReversed()).ownerships, forth);
});
