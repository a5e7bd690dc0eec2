import { hash } from "node:crypto";
import { contentHash } from "@rapport/contracts/contentHash";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { eventId } from "@rapport/contracts/EventId";
import type { LogRecord } from "@rapport/event-log/EventLog";
import type { ProjectedRecord } from "./ProjectionStore.ts";

const letterFor = (
  topic: string,
  partition: number,
  record: LogRecord,
  refused: Extract<ReturnType<typeof decodeEvent>, { ok: false }>,
  codeVersion: string,
): DeadLetterRaised => {
  const issues = refused.issues
    .slice(0, 50)
    .map((i) => ({ path: i.path.slice(0, 500), message: i.message.slice(0, 500) }));
  const first = issues[0];
  const said = first === undefined ? "no contract accepts it" : `${first.path || "record"}: ${first.message}`;
  return {
    type: "dead_letter.raised",
    version: 1,
    id: eventId("dead_letter", `project:${topic}:${partition}:${record.offset}`, 1),
    recordedAt: record.appendedAt,
    stage: "project",
    code: refused.code,
    reason: `Record ${record.offset} of ${topic}/${partition} cannot be read (${said}). Its bytes stay in the log: once a contract accepts them, replay this letter.`,
    source: null,
    path: null,
    sizeBytes: record.value.byteLength,
    sha256: hash("sha256", record.value, "hex"),
    record: { topic, partition, offset: record.offset },
    issues,
    attempt: 1,
    codeVersion,
  };
};

/**
 * What one log record comes to under the present contracts: its event, or the dead letter that names it.
 * Pure: the same record gives the same answer, so a crash, a retry and a rebuild agree.
 */
export const projectRecord = (
  topic: string,
  partition: number,
  record: LogRecord,
  codeVersion: string,
): ProjectedRecord => {
  const decoded = decodeEvent(topic, record.value);
  return {
    offset: record.offset,
    outcome: decoded.ok
      ? { kind: "event", event: decoded.event, contentHash: contentHash(decoded.event) }
      : { kind: "dead_letter", letter: letterFor(topic, partition, record, decoded, codeVersion) },
  };
};

/** The id under which a record is counted in `log_record`: its event's, or its dead letter's. */
export const recordId = (record: ProjectedRecord): string =>
  record.outcome.kind === "event" ? record.outcome.event.id : record.outcome.letter.id;
