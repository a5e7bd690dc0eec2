import type { DeadLetterEvent } from "@rapport/contracts/DeadLetter";
import { bool, dateTime64Ms, uint16, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";
import { withinDateTime64 } from "./moments.ts";
import { letterVersion } from "./versions.ts";

export const deadLetterColumns = () => ({
  id: fixedString(32),
  stage: lowCardinality(),
  code: lowCardinality(),
  reason: string(),
  connector: lowCardinality(),
  account: lowCardinality(),
  file: string(),
  position: string(),
  path: string(),
  size_bytes: uint64(),
  record_topic: lowCardinality(),
  record_partition: uint16(),
  record_offset: uint64(),
  issues: string(),
  attempt: uint32(),
  code_version: lowCardinality(),
  recorded_at: dateTime64Ms(),
  resolved: bool(),
  _ver: uint64(),
});
export type DeadLetterColumns = ReturnType<typeof deadLetterColumns>;

/** A letter, or the word that it is resolved: that row takes the letter's place and says no more. */
export const pushDeadLetter = (
  columns: DeadLetterColumns,
  event: DeadLetterEvent,
  contentHash: number,
): void => {
  const letter = event.type === "dead_letter.raised" ? event : null;
  columns.id.push(event.id);
  columns.stage.push(letter?.stage ?? "");
  columns.code.push(letter?.code ?? "");
  columns.reason.push(letter?.reason ?? "");
  columns.connector.push(letter?.source?.connector ?? "");
  columns.account.push(letter?.source?.account ?? "");
  columns.file.push(letter?.source?.file ?? "");
  columns.position.push(letter?.source?.position ?? "");
  columns.path.push(letter?.path ?? "");
  columns.size_bytes.push(letter?.sizeBytes ?? 0);
  columns.record_topic.push(letter?.record?.topic ?? "");
  columns.record_partition.push(letter?.record?.partition ?? 0);
  columns.record_offset.push(letter?.record?.offset ?? 0);
  columns.issues.push(JSON.stringify(letter?.issues ?? []));
  columns.attempt.push(letter?.attempt ?? 0);
  columns.code_version.push(letter?.codeVersion ?? "");
  columns.recorded_at.push(withinDateTime64(event.recordedAt));
  columns.resolved.push(letter === null);
  columns._ver.pushWords(...letterVersion(contentHash, event.recordedAt, letter === null));
};
