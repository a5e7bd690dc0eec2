import { expect, it } from "vitest";
import { decideRevision, type Told } from "./decideRevision.ts";
import { decodeKnown, encodeKnown, type KnownDocument, maxRevisions } from "./KnownDocument.ts";

const told = (hash: string, given: number | null = null, place = "p", at = -1): Told => ({
  given,
  hash,
  note: `note of ${hash}`,
  place,
  at,
});

/** What a number of readings come to: the revision of what was appended, "-" for nothing. */
const tell = (...all: ReadonlyArray<Told>) => {
  let known: KnownDocument | null = null;
  const said: Array<number | "-"> = [];
  for (const one of all) {
    const decision = decideRevision(known, one);
    said.push(decision.kind === "new" ? decision.revision : "-");
    // What is kept must survive being written down.
    if (decision.next !== null) known = decodeKnown(encodeKnown(decision.next));
  }
  return said;
};

it("a source without revisions has its contents counted", () => {
  expect(tell(told("A"), told("A"), told("B"), told("B"), told("A"))).toEqual([1, "-", 2, "-", 3]);
});

it("a file that says again what it said before is no news, though another said otherwise since", () => {
  expect(tell(told("A", null, "jan"), told("B", null, "feb"), told("A", null, "jan"))).toEqual([1, 2, "-"]);
  // A file that is new and tells the older content may be a correction: it counts.
  expect(tell(told("A", null, "jan"), told("B", null, "feb"), told("A", null, "mar"))).toEqual([1, 2, 3]);
  const agrees = [told("A", null, "jan"), told("B", null, "feb"), told("B", null, "jan")];
  expect(tell(...agrees, told("A", null, "jan"))).toEqual([1, 2, "-", 3]);
});

it("a file that tells two contents in one go tells nothing new when it is read again", () => {
  const reading = [told("A"), told("B", null, "p", 0), told("A", null, "p", 1)];
  expect(tell(...reading, ...reading)).toEqual([1, 2, 3, "-", "-", "-"]);
});

it("the source's own revision is taken, and an older one becomes history in its place", () => {
  expect(tell(told("A", 10), told("C", 30), told("B", 20), told("B", 20), told("A", 10))).toEqual([
    10,
    30,
    20,
    "-",
    "-",
  ]);
});

it("the note of the version before is told: the latest for a new one, the next lower for history", () => {
  let known: KnownDocument | null = null;
  const before: Array<string | null> = [];
  for (const one of [told("A", 10), told("C", 30), told("B", 20)]) {
    const decision = decideRevision(known, one);
    if (decision.kind !== "new") throw new Error("known");
    before.push(decision.before);
    known = decision.next;
  }
  expect(before).toEqual([null, "note of A", "note of A"]);
});

it("the same revision with other content is the next one; a later revision never falls behind it", () => {
  expect(tell(told("A", 10), told("richer", 10), told("A", 10, "copy"), told("richer", 10))).toEqual([
    10,
    11,
    "-",
    "-",
  ]);
  expect(tell(told("A", 10), told("richer", 10), told("B", 11))).toEqual([10, 11, 12]);
});

it("a higher revision that says the same is not appended, but remembered as the latest", () => {
  expect(tell(told("A", 10), told("A", 30), told("B", 20), told("C", 40))).toEqual([10, "-", "-", 40]);
});

it("history for which there is no room any more is left out", () => {
  expect(tell(told("A", 5), told("B", 6), told("other A", 5))).toEqual([5, 6, "-"]);
});

it("a source may begin to give revisions, and stop", () => {
  expect(tell(told("A"), told("B", 50), told("B", 50), told("C"))).toEqual([1, 50, "-", 51]);
});

it("remembers a bounded number of versions and what was written by another release not at all", () => {
  let known: KnownDocument | null = null;
  for (let n = 1; n <= 100; n++) known = decideRevision(known, told(`h${n}`, n)).next;
  expect(known?.revisions).toHaveLength(maxRevisions);
  expect(known?.revisions.at(-1)?.revision).toBe(100);
  for (const other of ["", "{}", "null", '{"r":[],"t":[]}', '{"version":2}'])
    expect(decodeKnown(other)).toBeNull();
});
