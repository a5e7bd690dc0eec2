import { assert, describe, it } from "@effect/vitest";
import { knownDatabaseName, momentOfDatabase, momentOfStamp } from "@rapport/warehouse/known/knownDatabase";
import { readKnownMoment } from "./knownMoment.ts";

const now = Date.parse("2026-11-22T12:00:00Z");
const read = (text: string) => {
  const found = readKnownMoment(text, now);
  return found.ok ? found.moment : found.problem;
};

describe("readKnownMoment", () => {
  it.each([
    ["2026-10-31", "2026-10-31T23:59:59.999Z"],
    [" 2024-02-29 ", "2024-02-29T23:59:59.999Z"],
    ["2026-10-31T12:00Z", "2026-10-31T12:00:00.000Z"],
    ["2026-10-31T12:00:00.5Z", "2026-10-31T12:00:00.500Z"],
    ["2026-10-31T12:00:00.1234567Z", "2026-10-31T12:00:00.123Z"],
    ["2026-11-01T01:00:00+02:00", "2026-10-31T23:00:00.000Z"],
    ["2026-11-22T12:00:00Z", "2026-11-22T12:00:00.000Z"],
  ])("takes %s for %s", (text, expected) => {
    assert.deepStrictEqual(read(text), {
      ms: Date.parse(expected),
      text: expected,
      day: expected.slice(0, 10),
    });
  });
  it.each([
    ["2026-11-22", "is not over yet"],
    ["2026-11-22T12:00:00.001Z", "is ahead of now"],
    ["2026-11-22T11:00:00-05:00", "is ahead of now"],
    ["2026-02-30", "is neither a day"],
    ["2026-02-30T00:00:00Z", "is neither a day"],
    ["2026-10-31T12:00:00", "is neither a day"],
    ["2026-10-31T24:00:01Z", "is neither a day"],
    ["1969-12-31", "is neither a day"],
    ["yesterday", "is neither a day"],
    ["", "is neither a day"],
  ])("refuses %s", (text, problem) => {
    assert.include(read(text), problem);
  });
});

describe("the database of a moment", () => {
  it("is called by it, and tells it", () => {
    const ms = Date.parse("2026-10-31T23:59:59.999Z");
    const name = knownDatabaseName("rapport", ms);
    assert.strictEqual(name, "rapport_known_20261031235959999");
    assert.strictEqual(momentOfDatabase("rapport", name), ms);
    assert.isNull(momentOfDatabase("rapport_known", name));
    assert.isNull(momentOfDatabase("rapport", "rapport"));
  });
  it.each(["20261331235959999", "2026103123595999", "20260230000000000", "x20261031235959999"])(
    "is no other: %s",
    (stamp) => {
      assert.isNull(momentOfStamp(stamp));
    },
  );
});
