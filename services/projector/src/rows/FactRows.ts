import type { EmailEvent, Participant } from "@rapport/contracts/EmailMessage";
import { array, nullable } from "@rapport/warehouse/native/composites";
import { bool, dateTime64Ms, int16, uint16, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";
import { monthOf, withinDateTime64 } from "./moments.ts";
import { pushSignals, signalColumns } from "./signalColumns.ts";
import { copyVersion } from "./versions.ts";

/** Which log record a row comes from. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
  /** First offset of its batch. */
  readonly lo: number;
}

const identity = () => ({
  event_id: fixedString(32),
  type: lowCardinality(),
  channel: lowCardinality(),
  connector: lowCardinality(),
  account: lowCardinality(),
  occurred_at: dateTime64Ms(),
  recorded_at: dateTime64Ms(),
  month: uint32(),
  time_source: lowCardinality(),
  time_plausible: bool(),
  utc_offset_minutes: nullable(int16()),
});
const mail = () => ({
  message_id: string(),
  in_reply_to: string(),
  references: array(string()),
  conversation_key: string(),
  from_address: string(),
  from_organisation: string(),
  from_kind: lowCardinality(),
  recipient_role: array(lowCardinality()),
  recipient_address: array(string()),
  recipient_organisation: array(string()),
  recipient_kind: array(lowCardinality()),
  automatic: lowCardinality(),
  size_bytes: uint64(),
  attachments: uint32(),
});
const place = () => ({ _p: uint16(), _off: uint64(), _batch: uint64(), _ver: uint64() });

/** The insertable columns of `facts_interaction`. */
export const factColumns = () => ({ ...identity(), ...mail(), ...signalColumns(), ...place() });
export type FactColumns = ReturnType<typeof factColumns>;

const pushIdentity = (columns: FactColumns, event: EmailEvent): void => {
  columns.event_id.push(event.id);
  columns.type.push(event.type);
  columns.channel.push("email");
  columns.connector.push(event.source.connector);
  columns.account.push(event.source.account);
  columns.occurred_at.push(withinDateTime64(event.occurredAt));
  columns.recorded_at.push(withinDateTime64(event.recordedAt));
  columns.month.push(monthOf(event.occurredAt, event.data.timePlausible));
  columns.time_source.push(event.data.timeSource);
  columns.time_plausible.push(event.data.timePlausible);
  columns.utc_offset_minutes.push(event.data.utcOffsetMinutes);
};

const isRecipient = (p: Participant): boolean => p.role !== "from";
const roleOf = (p: Participant): string => p.role;
const addressOf = (p: Participant): string => p.address;
const organisationOf = (p: Participant): string => p.organisation ?? "";
const kindOf = (p: Participant): string => p.kind;

const pushMail = (columns: FactColumns, { data }: EmailEvent): void => {
  const { participants } = data;
  const from = participants.find((p) => p.role === "from");
  columns.message_id.push(data.messageId ?? "");
  columns.in_reply_to.push(data.inReplyTo ?? "");
  columns.references.push(data.references);
  columns.conversation_key.push(data.conversationKey ?? "");
  columns.from_address.push(from?.address ?? "");
  columns.from_organisation.push(from?.organisation ?? "");
  columns.from_kind.push(from?.kind ?? "");
  columns.recipient_role.pushOf(participants, isRecipient, roleOf);
  columns.recipient_address.pushOf(participants, isRecipient, addressOf);
  columns.recipient_organisation.pushOf(participants, isRecipient, organisationOf);
  columns.recipient_kind.pushOf(participants, isRecipient, kindOf);
  columns.automatic.push(data.automatic);
  columns.size_bytes.push(data.sizeBytes);
  columns.attachments.push(data.attachments);
};

/** One event as one row. */
export const pushFact = (columns: FactColumns, event: EmailEvent, contentHash: number, at: Place): void => {
  pushIdentity(columns, event);
  pushMail(columns, event);
  pushSignals(columns, event.data.signals);
  columns._p.push(at.partition);
  columns._off.push(at.offset);
  columns._batch.push(at.lo);
  columns._ver.pushWords(...copyVersion(contentHash, event.recordedAt));
};
