import { assert, describe, it } from "@effect/vitest";
import { decodeEvent, encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { sampleDirectory, sampleMailbox } from "./sampleEvents.ts";
import { samplePeople } from "./samplePeople.ts";
import { differingCopy, sampleSources } from "./sampleSources.ts";
import { seededRandom } from "./seededRandom.ts";

const sources = sampleSources(seededRandom(1), 60);
const all: ReadonlyArray<RapportEvent> = [
  ...sampleMailbox(seededRandom(1), 5),
  ...sampleDirectory(),
  ...samplePeople(),
  ...sources,
  ...sources.map((event) => differingCopy(event, 3)),
];

describe("the samples", () => {
  it("keep their contracts", () => {
    for (const event of all) {
      const topic = eventContracts.get(event.type)?.topic ?? "";
      assert.deepStrictEqual(decodeEvent(topic, encodeEvent(event)), { ok: true, event });
    }
  });

  it("have every type of every source and of the directory", () => {
    const sampled = new Set(all.map((event) => event.type));
    const missing = [...eventContracts.keys()].filter(
      (type) => !sampled.has(type as RapportEvent["type"]) && !/^(email\.sent$|dead_letter\.)/.test(type),
    );
    assert.deepStrictEqual(missing, []);
  });

  it("are the same from the same seed, and have one id per version of a document", () => {
    assert.deepStrictEqual(sampleSources(seededRandom(1), 60), sources);
    assert.notDeepEqual(sampleSources(seededRandom(2), 60), sources);
    assert.strictEqual(new Set(sources.map((event) => event.id)).size, sources.length);
  });
});
