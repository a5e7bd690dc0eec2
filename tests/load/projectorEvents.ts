import { encodeEvent } from "@rapport/contracts/EventCodec";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { topics } from "@rapport/contracts/Topics";
import type { LogRecord, NewRecord } from "@rapport/event-log/EventLog";
import { projectRecord } from "@rapport/projector/ProjectRecord";
import type { ProjectionBatch } from "@rapport/projector/ProjectionStore";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";

const firstDay = Date.UTC(2020, 0, 1);
const fiveYearsMs = 5 * 365 * 86_400_000;

/**
 * E-mails of an agency over five years in order of time, as a mailbox holds them: 300 people of 60
 * organisations, one to six recipients, a third of them answers with up to eight references. One after another,
 * where all of them would not fit into memory.
 */
export function* mailOfAgency(count: number): Generator<EmailEvent> {
  const random = seededRandom(20_240_101);
  const people = Array.from({ length: 300 }, (_, i) => `person.${i}@org-${i % 60}.example`);
  for (let number = 0; number < count; number++) {
    const event = sampleEmail(number, {
      from: random.pick(people),
      to: Array.from({ length: random.int(1, 6) }, () => random.pick(people)),
      occurredAt: firstDay + Math.floor((number / count) * fiveYearsMs) + random.int(0, 3_600_000),
      inReplyTo: number > 0 && random.chance(0.33) ? random.int(Math.max(0, number - 500), number - 1) : null,
      automatic: random.chance(0.1) ? "list" : "none",
      toneMilli: random.chance(0.4) ? null : random.int(-900, 900),
      words: random.int(1, 400),
    });
    const references = Array.from(
      { length: event.data.inReplyTo === null ? 0 : random.int(1, 8) },
      () => `m${random.int(0, number)}@mail.example`,
    );
    yield {
      ...event,
      data: { ...event.data, references, conversationKey: number.toString(16).padStart(16, "0") },
    };
  }
}

export const agencyMail = (count: number): ReadonlyArray<EmailEvent> => [...mailOfAgency(count)];

/** The record of an e-mail: all of its sender's organisation stay in order. */
export const recordOfMail = (event: EmailEvent): NewRecord => ({
  key: event.data.participants[0]?.organisation ?? "",
  value: encodeEvent(event),
});

export const logRecords = (events: ReadonlyArray<EmailEvent>): ReadonlyArray<LogRecord> =>
  events.map((event, offset) => ({ key: "k", offset, appendedAt: 0, value: encodeEvent(event) }));

/** Records as consecutive batches of one partition. */
export const batchesOf = (
  records: ReadonlyArray<LogRecord>,
  batchSize: number,
): ReadonlyArray<ProjectionBatch> =>
  Array.from({ length: Math.ceil(records.length / batchSize) }, (_, i) => {
    const part = records.slice(i * batchSize, (i + 1) * batchSize);
    const topic = topics.interactions.name;
    return {
      topic,
      partition: 0,
      lo: i * batchSize,
      hi: i * batchSize + part.length - 1,
      epoch: 1,
      attempt: 1,
      records: part.map((record) => projectRecord(topic, 0, record, "load")),
    };
  });
