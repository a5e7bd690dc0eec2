import { decodeEvent, encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { differingCopy, sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";

/** One record of the load. `number` is its place in it, and can be told from its bytes. */
export interface LoadRecord {
  readonly number: number;
  readonly topic: string;
  readonly key: string;
  readonly value: Uint8Array;
}

/** `recordedAt` of record 0; every further one is a millisecond later. No table's content hangs on it. */
const firstRecordedAt = Date.UTC(2025, 5, 1);

const numbered = (event: RapportEvent, number: number): LoadRecord => ({
  number,
  topic: eventContracts.get(event.type)?.topic ?? "",
  // Few keys, so that each has an order that could be broken.
  key: `key-${number % 11}`,
  value: encodeEvent({ ...event, recordedAt: firstRecordedAt + number }),
});

/**
 * What is appended over and over while faults happen: every source, shuffled, a tenth of it twice, copies that differ,
 * a directory, and records no contract accepts. Tables are a function of the set, so that repeating it changes none.
 */
export const steadyLoad = (): ReadonlyArray<LoadRecord> => {
  const random = seededRandom(41);
  const sources = sampleSources(random, 14);
  const seen = [...sampleMailbox(random, 120), ...sources];
  const copies = [
    sampleEmail(3, { words: 777 }),
    sampleEmail(4, { occurredAt: 1_690_000_000_000 }),
    ...sources.slice(0, 12).map((event, i) => differingCopy(event, 10 + (i % 2) * 800)),
  ];
  const events: ReadonlyArray<RapportEvent> = [
    ...sampleDirectory(),
    ...samplePeople(),
    ...random.shuffle([...seen, ...seen.filter(() => random.chance(0.1)), ...copies]),
  ];
  const records = events.map(numbered);
  const garbage = (at: number): LoadRecord => ({
    number: records.length + at,
    topic: at % 2 === 0 ? topics.interactions.name : topics.ledger.name,
    key: `key-${at % 11}`,
    value: Buffer.from(`{${records.length + at}`),
  });
  return [...records.slice(0, 60), garbage(0), ...records.slice(60, 120), garbage(1), ...records.slice(120)];
};

/** Which record of the load stands there; null for what is none (dead letters that a projector raised). */
export const numberOf = (topic: string, value: Uint8Array): number | null => {
  const text = new TextDecoder().decode(value);
  const garbage = /^\{(\d+)$/.exec(text);
  if (garbage !== null) return Number(garbage[1]);
  const decoded = decodeEvent(topic, value);
  if (!decoded.ok) throw new Error(`the log holds what nobody appended: ${text.slice(0, 80)}`);
  return decoded.event.type === "dead_letter.raised" ? null : decoded.event.recordedAt - firstRecordedAt;
};
