import { expect, it } from "vitest";
import { seededRandom } from "../../seededRandom.ts";
import { compareSource, type SourceDocument } from "./compareSource.ts";

const document = (name: string, amount: number, over: Partial<SourceDocument> = {}): SourceDocument => ({
  key: `csv\nbooks\ninvoice:${name}`,
  eventId: name,
  kind: "invoice",
  name,
  day: "2026-10-05",
  serviceFrom: null,
  serviceTo: null,
  currency: "GBP",
  amount,
  passThroughMinor: 0,
  place: `invoices.csv ${name}`,
  ...over,
});

it("puts files beside what is held of their accounts, and names what differs", () => {
  const files = [document("1", 100), document("2", 50), document("3", 10, { passThroughMinor: 4 })];
  const held = [
    document("1", 100),
    document("3", 12, { passThroughMinor: 4 }),
    document("9", 7),
    document("1", 5_000, { key: "csv\nother\ninvoice:1" }),
  ];
  const found = compareSource(files, held);
  expect(found.lines).toEqual([
    {
      measure: "invoices",
      currency: "GBP",
      files: 160,
      fileDocuments: 3,
      held: 119,
      heldDocuments: 3,
      difference: -41,
    },
    {
      measure: "pass_through",
      currency: "GBP",
      files: 4,
      fileDocuments: 1,
      held: 4,
      heldDocuments: 1,
      difference: 0,
    },
  ]);
  expect(
    found.documents.map(({ name, place, reason, difference }) => [name, place, reason, difference]),
  ).toEqual([
    ["2", "invoices.csv 2", "not_ingested", -50],
    ["3", "invoices.csv 3", "amount_differs", 2],
    ["9", "", "not_in_files", 7],
  ]);
  const random = seededRandom(4);
  expect(compareSource(random.shuffle(files), random.shuffle(held))).toEqual(found);
});

it("keeps a document that changed its currency apart on both sides", () => {
  const { lines, documents } = compareSource([document("1", 100)], [document("1", 100, { currency: "EUR" })]);
  expect(lines.map(({ currency, difference }) => [currency, difference])).toEqual([
    ["EUR", 100],
    ["GBP", -100],
  ]);
  expect(documents.map(({ reason }) => reason)).toEqual(["not_in_files", "not_ingested"]);
});
