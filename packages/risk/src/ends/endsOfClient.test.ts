import { assert, describe, it } from "@effect/vitest";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import { seededRandom } from "@rapport/domain/seededRandom";
import type { ContractVersion } from "../sources/readContracts.ts";
import { spanOn } from "./EndSpan.ts";
import { endsOfClient, type EndWord } from "./endsOfClient.ts";

const version = (knownOn: string, over: Partial<ContractVersion> = {}): ContractVersion => ({
  eventId: `version of ${knownOn}`,
  knownOn,
  startsOn: "2024-01-01",
  endsOn: null,
  renewsOn: "2025-01-01",
  noticeDays: 30,
  currency: "GBP",
  ownFeeMonth: null,
  feeMonthMinor: null,
  ...over,
});
let said = 0;
const word = (of: Pick<EndWord, "type" | "data">): EndWord =>
  ({
    ...of,
    id: `word ${said}`,
    version: 1,
    source: { connector: "cli", account: "owner", file: "-", position: "" },
    occurredAt: Date.UTC(2024, 0, 1) + said++,
    recordedAt: 0,
    parties: [],
    members: [],
  }) as EndWord;
const ended = (
  noticeOn: string,
  endsOn = "2024-12-31",
  cause: "client_left" | "ended_by_us" = "client_left",
) => word({ type: "client.ended", data: { clientId: "c", cause, noticeOn, endsOn, reason: "" } });
const resumed = (on: string) => word({ type: "client.resumed", data: { clientId: "c", on, reason: "" } });

/** `notice cause` on some days. */
const on = (spans: ReturnType<typeof endsOfClient>, ...days: ReadonlyArray<string>) =>
  days.map((day) => {
    const span = spanOn(spans, day);
    return span === null ? "" : `${span.noticeOn} ${span.endsOn} ${span.cause}`;
  });

describe("the ends of a client", () => {
  it("are shown by the contract's version that first has a last day", () => {
    const spans = endsOfClient(
      [],
      [[version("2024-01-01"), version("2024-05-02", { endsOn: "2024-06-30" })]],
    );
    assert.deepStrictEqual(on(spans, "2024-05-01", "2024-05-02", "2024-09-01"), [
      "",
      "2024-05-02 2024-06-30 client_left",
      "2024-05-02 2024-06-30 client_left",
    ]);
  });

  it("are none while another contract is open, and come when that gets a last day too", () => {
    const first = [version("2024-01-01"), version("2024-03-01", { endsOn: "2024-04-30" })];
    const second = [version("2024-02-01"), version("2024-05-05", { endsOn: "2024-08-31" })];
    assert.deepStrictEqual(on(endsOfClient([], [first, second]), "2024-03-02", "2024-05-05"), [
      "",
      "2024-05-05 2024-08-31 client_left",
    ]);
  });

  it("are taken back by a version without a last day, and by a contract signed after", () => {
    const lifted = [
      version("2024-01-01"),
      version("2024-03-01", { endsOn: "2024-04-30" }),
      version("2024-04-02", { endsOn: null }),
    ];
    assert.deepStrictEqual(on(endsOfClient([], [lifted]), "2024-04-01", "2024-04-02"), [
      "2024-03-01 2024-04-30 client_left",
      "",
    ]);
    const anew = [version("2024-09-10", { startsOn: "2024-10-01" })];
    assert.deepStrictEqual(on(endsOfClient([], [lifted.slice(0, 2), anew]), "2024-09-09", "2024-09-10"), [
      "2024-03-01 2024-04-30 client_left",
      "",
    ]);
  });

  it("are a project's completion when a fixed end passes, until the next project", () => {
    const one = [version("2024-01-01", { endsOn: "2024-03-31", renewsOn: null })];
    const next = [version("2024-05-01", { startsOn: "2024-05-01", endsOn: "2024-07-31", renewsOn: null })];
    assert.deepStrictEqual(
      on(endsOfClient([], [one, next]), "2024-03-30", "2024-03-31", "2024-04-30", "2024-05-01", "2024-07-31"),
      [
        "",
        "2024-03-31 2024-03-31 project_complete",
        "2024-03-31 2024-03-31 project_complete",
        "",
        "2024-07-31 2024-07-31 project_complete",
      ],
    );
  });

  it("are what people say above what contracts show, each from its own day on", () => {
    const contracts = [[version("2024-01-01"), version("2024-05-02", { endsOn: "2024-06-30" })]];
    const spans = endsOfClient(
      [ended("2024-05-20", "2024-05-31", "ended_by_us"), resumed("2024-09-01")],
      contracts,
    );
    assert.deepStrictEqual(on(spans, "2024-05-19", "2024-05-20", "2024-09-01"), [
      "2024-05-02 2024-06-30 client_left",
      "2024-05-20 2024-05-31 ended_by_us",
      "",
    ]);
  });

  it("say on every day what the words of that day, folded, say", () => {
    const random = seededRandom(7);
    const day = () => `2024-0${random.int(1, 9)}-0${random.int(1, 9)}`;
    for (let i = 0; i < 200; i++) {
      const words = Array.from({ length: random.int(1, 5) }, () =>
        random.chance(0.6) ? ended(day()) : resumed(day()),
      );
      const spans = endsOfClient(words, []);
      for (let j = 0; j < 5; j++) {
        const asOf = day();
        const folded = foldWords(words, asOf).clients.get("c")?.end ?? null;
        assert.strictEqual(spanOn(spans, asOf)?.eventId ?? null, folded?.eventId ?? null);
      }
    }
  });
});
