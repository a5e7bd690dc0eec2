import { expect, it } from "@effect/vitest";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Effect } from "effect";
import type { FoundInput } from "./FoundInput.ts";
import { ingestFound } from "./ingestFound.ts";
import { readLog, stateOf } from "./readLog.ts";
import { makeFoundReplayer } from "./replayFound.ts";
import { type SampleItem, sampleInput } from "./sampleInput.ts";

const options = { codeVersion: "test" };

const rows = (...bad: ReadonlyArray<string>): ReadonlyArray<SampleItem> =>
  ["k1", "k2", "k3"].map((key) => ({ key, says: 1, ...(bad.includes(key) ? { bad: `no ${key}` } : {}) }));

const lettersIn = Effect.map(readLog, (events) =>
  events.filter((event): event is DeadLetterRaised => event.type === "dead_letter.raised"),
);

/** Replays letters on what the files say now; tells what became of each, and how often something was read. */
const replay = (letters: ReadonlyArray<DeadLetterRaised>, now: FoundInput | null, dryRun: boolean) =>
  Effect.gen(function* () {
    let asked = 0;
    const replayer = makeFoundReplayer(() => Effect.sync(() => (asked++, now)), { ...options, dryRun });
    const outcomes = [];
    for (const letter of letters) outcomes.push(yield* replayer(letter));
    return { asked, outcomes: outcomes.map((o) => ("reason" in o ? `${o.kind}: ${o.reason}` : o.kind)) };
  });

it.effect("letters of one file are replayed by one reading: what is mended is appended and resolved", () =>
  Effect.gen(function* () {
    yield* ingestFound(sampleInput({ "a.csv": rows("k1", "k2") }), options);
    const letters = yield* lettersIn;
    const mended = sampleInput({ "a.csv": rows("k2") });
    const before = yield* readLog;
    const dry = yield* replay(letters, mended, true);
    expect(dry).toEqual({ asked: 1, outcomes: ["resolved", "still_refused: no k2"] });
    expect(yield* readLog).toEqual(before);
    expect(yield* replay(letters, mended, false)).toEqual(dry);
    const after = stateOf(yield* readLog);
    expect(after.open).toEqual([letters[1]!.id]);
    expect(after.documents.size).toBe(2);
    expect(yield* replay(letters, mended, false)).toEqual(dry);
    expect(stateOf(yield* readLog)).toEqual(after);
  }).pipe(Effect.provide(MemoryEventLog.layer({ storage: MemoryEventLog.makeStorage() }))),
);

it.effect("what is not there any more cannot be replayed, and stays", () =>
  Effect.gen(function* () {
    yield* ingestFound(sampleInput({ "a.csv": rows("k1") }), options);
    const letters = yield* lettersIn;
    const { outcomes } = yield* replay(letters, null, false);
    expect(outcomes[0]).toBe(
      "unavailable: /in/a.csv is not there any more: put it back, or ingest it from where it is now.",
    );
    expect((yield* replay(letters, sampleInput({ "b.csv": rows() }), false)).outcomes).toEqual(outcomes);
    const piped = letters.map((letter) => ({ ...letter, path: null }));
    expect((yield* replay(piped, sampleInput({}), false)).outcomes[0]).toContain("standard input");
    expect(stateOf(yield* readLog).open).toHaveLength(1);
  }).pipe(Effect.provide(MemoryEventLog.layer({ storage: MemoryEventLog.makeStorage() }))),
);
