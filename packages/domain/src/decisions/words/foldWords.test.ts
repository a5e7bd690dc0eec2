import { assert, describe, it } from "@effect/vitest";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { Saying } from "../../directory/InForce.ts";
import { seededRandom } from "../../seededRandom.ts";
import { foldWords } from "./foldWords.ts";

const at = (day: string): number => Date.parse(day) + 36_000_000;

/** An event said on a day; those of one day in the order of their numbers. */
const event = (number: number, said: string, saying: Saying): DirectoryEvent =>
  ({
    id: number.toString(16).padStart(32, "0"),
    version: 1,
    source: { connector: "cli", account: "local", file: "", position: "" },
    occurredAt: at(said) + number,
    recordedAt: at(said) + number,
    parties: [],
    members: [],
    ...saying,
  }) as DirectoryEvent;

const verdict = (verdictId: string, over: object = {}): Saying => ({
  type: "verdict.given",
  data: {
    verdictId,
    clientId: "acme",
    verdict: "at_risk",
    givenOn: "2026-03-02",
    givenBy: "ann",
    reason: "they asked for the files",
    expiresOn: "2026-06-01",
    ...over,
  },
});
const undone = (wordId: string): Saying => ({
  type: "word.undone",
  data: { wordId, undoneBy: "bob", reason: "another client" },
});
const ended = (noticeOn: string, clientId = "acme"): Saying => ({
  type: "client.ended",
  data: { clientId, cause: "client_left", noticeOn, endsOn: "2026-12-31", reason: "" },
});
const resumed = (on: string): Saying => ({
  type: "client.resumed",
  data: { clientId: "acme", on, reason: "" },
});
const broken = (from: string, to: string, off = false): Saying => ({
  type: "break.agreed",
  data: { clientId: "acme", from, to, reason: "", off },
});
const play: Saying = {
  type: "play.started",
  data: {
    playId: "p-1",
    clientId: "acme",
    action: "set_boundaries",
    startedOn: "2026-03-02",
    startedBy: "ann",
    reason: "evenings",
  },
};
const playEnded: Saying = {
  type: "play.ended",
  data: { playId: "p-1", endedOn: "2026-05-04", outcome: "worked", reason: "" },
};
const acme = (events: ReadonlyArray<DirectoryEvent>, asOf: string) =>
  foldWords(events, asOf).clients.get("acme");

describe("words about clients", () => {
  it("count from their own day on, also when they are said later", () => {
    const events = [event(1, "2026-05-01", verdict("v-1"))];
    assert.strictEqual(acme(events, "2026-03-01"), undefined);
    assert.strictEqual(acme(events, "2026-03-02")?.verdict?.id, "v-1");
  });

  it("are taken back from the day of the taking back on, and both stay in the history", () => {
    const events = [event(1, "2026-03-02", verdict("v-1")), event(2, "2026-04-07", undone("v-1"))];
    assert.strictEqual(acme(events, "2026-04-06")?.verdict?.id, "v-1");
    assert.isNull(acme(events, "2026-04-07")?.verdict ?? null);
    const { all } = foldWords(events, "2026-04-07");
    assert.deepStrictEqual(
      all.map((word) => [word.event.type, word.clientId, word.undone?.on ?? null]),
      [
        ["verdict.given", "acme", "2026-04-07"],
        ["word.undone", "acme", null],
      ],
    );
  });

  it("know of a word that takes back what nobody said, under no client", () => {
    const events = [event(1, "2026-04-07", undone("v-9")), event(2, "2026-04-07", verdict("v-1"))];
    const words = foldWords(events, "2026-04-07");
    assert.deepStrictEqual(
      words.all.map(({ clientId }) => clientId),
      ["acme", ""],
    );
    assert.deepStrictEqual([...words.clients.keys()], ["acme"]);
  });

  it("have a verdict until it runs out; then the one before it that has not", () => {
    const long = verdict("v-1", { expiresOn: "2026-12-31", verdict: "safe" });
    const short = verdict("v-2", { givenOn: "2026-04-01", expiresOn: "2026-04-30" });
    const events = [event(1, "2026-03-02", long), event(2, "2026-04-01", short)];
    assert.strictEqual(acme(events, "2026-04-30")?.verdict?.id, "v-2");
    assert.strictEqual(acme(events, "2026-05-01")?.verdict?.id, "v-1");
    assert.isNull(acme(events, "2027-01-01")?.verdict);
  });

  it("let a client end, come back, and end again", () => {
    const events = [
      event(1, "2026-01-10", ended("2026-01-10")),
      event(2, "2026-02-01", resumed("2026-02-01")),
      event(3, "2026-06-01", ended("2026-06-01")),
    ];
    const noticeOn = (asOf: string) => acme(events, asOf)?.end?.noticeOn ?? null;
    assert.deepStrictEqual(
      ["2026-01-09", "2026-01-31", "2026-02-01", "2026-05-31", "2026-06-01"].map(noticeOn),
      [null, "2026-01-10", null, null, "2026-06-01"],
    );
  });

  it("correct an end by saying it again, to an earlier day too", () => {
    const events = [event(1, "2026-01-10", ended("2026-01-10")), event(2, "2026-01-11", ended("2026-01-05"))];
    assert.strictEqual(acme(events, "2026-02-01")?.end?.noticeOn, "2026-01-05");
  });

  it("take a break back by its own days", () => {
    const events = [
      event(1, "2026-01-01", broken("2026-08-03", "2026-08-14")),
      event(2, "2026-01-01", broken("2026-08-24", "2026-08-28")),
      event(3, "2026-08-04", broken("2026-08-03", "2026-08-14", true)),
    ];
    assert.deepStrictEqual(
      acme(events, "2026-08-31")?.breaks.map(({ from }) => from),
      ["2026-08-24"],
    );
  });

  it("run a play until it is ended, and not at all when it is undone", () => {
    const events = [
      event(1, "2026-03-02", play),
      event(2, "2026-05-04", playEnded),
      event(3, "2026-05-05", undone("p-1")),
    ];
    assert.deepStrictEqual(
      ["2026-05-03", "2026-05-04"].map((day) => acme(events, day)?.plays[0]?.ended?.outcome ?? null),
      [null, "worked"],
    );
    assert.deepStrictEqual(acme(events, "2026-05-05")?.plays ?? [], []);
  });

  it("count for the client that theirs is counted as", () => {
    const events = [event(1, "2026-01-10", ended("2026-01-10", "bolt"))];
    const words = foldWords(events, "2026-02-01", (id) => (id === "bolt" ? "acme" : id));
    assert.strictEqual(words.clients.get("acme")?.end?.cause, "client_left");
    assert.isFalse(words.clients.has("bolt"));
  });

  it("are a function of their set: order and copies change nothing", () => {
    const events = [
      event(1, "2026-03-02", verdict("v-1")),
      event(2, "2026-03-03", verdict("v-2", { verdict: "safe" })),
      event(3, "2026-03-04", undone("v-2")),
      event(4, "2026-03-02", play),
      event(5, "2026-05-04", playEnded),
      event(6, "2026-01-10", ended("2026-01-10")),
      event(7, "2026-02-01", resumed("2026-02-01")),
      event(8, "2026-01-01", broken("2026-03-03", "2026-03-14")),
    ];
    const expected = foldWords(events, "2026-05-10");
    for (let seed = 1; seed <= 50; seed++)
      assert.deepStrictEqual(
        foldWords(seededRandom(seed).shuffle([...events, ...events.slice(seed % 8)]), "2026-05-10"),
        expected,
      );
  });
});
