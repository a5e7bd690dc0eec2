import type { DeadLetterRow } from "@rapport/contracts/http/data/DeadLetters";
import { describe, expect, it } from "vitest";
import { lettersMeant } from "./replayLetters.ts";
import { sourceStates } from "./readSourceStates.ts";

const letter = (n: number, of: Partial<DeadLetterRow> = {}): DeadLetterRow => ({
  id: String(n).padStart(32, "0"),
  stage: "ingest",
  code: "unreadable",
  reason: `reason ${n}`,
  issues: [],
  recordedAt: new Date(n * 1000).toISOString(),
  raised: 1,
  resolved: false,
  source: { connector: "email", account: "sales", file: "a.eml", position: "" },
  record: null,
  sizeBytes: 1,
  codeVersion: "0",
  ...of,
});
const sales = {
  connector: "email",
  account: "sales",
  records: 5,
  lastEventAt: null,
  lastRecordedAt: "2026-01-01T00:00:00.000Z",
  lagSeconds: 1,
};

describe("the state of a source", () => {
  it("has its newest open letter as its last error, and not those that were resolved", () => {
    const [state] = sourceStates([sales], [letter(3, { resolved: true }), letter(2), letter(1)]);
    expect(state).toMatchObject({ openDeadLetters: 2, lastError: { reason: "reason 2", file: "a.eml" } });
  });
  it("is told of a source too that nothing could be read of", () => {
    const source = { connector: "tickets", account: "desk", file: "x", position: "" };
    const states = sourceStates([sales], [letter(1, { source })]);
    expect(
      states.map(({ account, records, openDeadLetters }) => [account, records, openDeadLetters]),
    ).toEqual([
      ["sales", 5, 0],
      ["desk", 0, 1],
    ]);
  });
  it("does not know of letters where there is no log", () => {
    expect(sourceStates([sales], null)[0]).toMatchObject({ openDeadLetters: null, lastError: null });
  });
});

describe("the letters that are meant", () => {
  const letters = [letter(4, { code: "empty" }), letter(3), letter(2, { resolved: true }), letter(1)];
  it("are the open ones of a reason, the oldest first", () => {
    expect(lettersMeant(letters, { code: "unreadable" })).toEqual([letter(1).id, letter(3).id]);
  });
  it("are those named that are open", () => {
    expect(lettersMeant(letters, { ids: [letter(2).id, letter(4).id] })).toEqual([letter(4).id]);
  });
});
