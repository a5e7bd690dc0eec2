import { expect, it } from "@effect/vitest";
import { Effect } from "effect";
import { TestClock } from "effect/testing";
import { makeProgressLine } from "./ProgressLine.ts";

const screen = (isTerminal: boolean, columns = 80) => {
  const written: Array<string> = [];
  return { written, isTerminal, columns, write: (text: string) => void written.push(text) };
};
const at = (done: number, total: number | null) => ({
  label: "Reading mail",
  unit: "messages" as const,
  done,
  total,
});

it.effect("elsewhere than on a terminal: a plain line every three seconds, and the end", () =>
  Effect.gen(function* () {
    const out = screen(false);
    const line = makeProgressLine(out);
    for (let second = 0; second <= 4; second++) {
      yield* line.report(at(second * 100, 1_000));
      yield* TestClock.adjust("1 second");
    }
    yield* line.done;
    expect(out.written).toEqual([
      "Reading mail: 300 of 1,000 messages · 30 % · 100/s · 7.0 s left\n",
      "Reading mail: 400 messages in 5.0 s\n",
    ]);
  }),
);

it.effect("on a terminal: one line that rewrites itself and never wraps", () =>
  Effect.gen(function* () {
    const out = screen(true, 30);
    const line = makeProgressLine(out);
    yield* line.report(at(0, null));
    yield* TestClock.adjust("500 millis");
    yield* line.report(at(1_240, null));
    yield* line.done;
    expect(out.written).toEqual([
      "\r\u001b[2KReading mail: 1,240 messages",
      "\r\u001b[2KReading mail: 1,240 messages\n",
    ]);
  }),
);

it.effect("a line whose end somebody else tells goes away", () =>
  Effect.gen(function* () {
    for (const [isTerminal, left] of [
      [true, "\r\u001b[2K"],
      [false, "Reading mail: 1,240 messages\n"],
    ] as const) {
      const out = screen(isTerminal);
      const line = makeProgressLine(out, { saysEnd: false });
      yield* line.report(at(1_240, null));
      yield* TestClock.adjust("4 seconds");
      yield* line.report(at(1_240, null));
      yield* line.done;
      expect(out.written.at(-1)).toBe(left);
    }
  }),
);

it.effect("the rate is of messages, the time to go of bytes", () =>
  Effect.gen(function* () {
    const out = screen(false);
    const line = makeProgressLine(out);
    yield* line.report({ ...at(0, null), bytesDone: 0, bytesTotal: 1_000 });
    yield* TestClock.adjust("4 seconds");
    yield* line.report({ ...at(40, null), bytesDone: 250, bytesTotal: 1_000 });
    expect(out.written[0]).toBe("Reading mail: 40 messages · 25 % · 10/s · 12 s left\n");
  }),
);

it.effect("what is over at once stays silent", () =>
  Effect.gen(function* () {
    const out = screen(false);
    const line = makeProgressLine(out);
    yield* line.report(at(1_000, 1_000));
    yield* line.done;
    expect(out.written).toEqual([]);
  }),
);
