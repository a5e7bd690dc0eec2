import { dateTime64Ms, uint16, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { ProjectedRecord } from "../ProjectionStore.ts";
import { withinDateTime64 } from "./moments.ts";

export const logRecordColumns = () => ({
  topic: lowCardinality(),
  _p: uint16(),
  _off: uint64(),
  event_id: fixedString(32),
  type: lowCardinality(),
  connector: lowCardinality(),
  account: lowCardinality(),
  file: string(),
  position: string(),
  recorded_at: dateTime64Ms(),
});

/** One row per log record, whatever it came to. */
export const pushLogRecord = (
  columns: ReturnType<typeof logRecordColumns>,
  topic: string,
  partition: number,
  record: ProjectedRecord,
): void => {
  const subject = record.outcome.kind === "event" ? record.outcome.event : record.outcome.letter;
  const source = "source" in subject ? subject.source : null;
  columns.topic.push(topic);
  columns._p.push(partition);
  columns._off.push(record.offset);
  columns.event_id.push(subject.id);
  columns.type.push(subject.type);
  columns.connector.push(source?.connector ?? "");
  columns.account.push(source?.account ?? "");
  columns.file.push(source?.file ?? "");
  columns.position.push(source?.position ?? "");
  columns.recorded_at.push(withinDateTime64(subject.recordedAt));
};
