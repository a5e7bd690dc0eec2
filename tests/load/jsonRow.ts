import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { Place } from "@rapport/projector/rows/FactRows";
import { monthOf } from "@rapport/projector/rows/moments";
import { copyVersion } from "@rapport/projector/rows/versions";

const utc = (ms: number): string => new Date(ms).toISOString().replace("T", " ").replace("Z", "");

/** One e-mail as the object that JSONEachRow wants: the row of `facts_interaction` that the projector writes. */
export const jsonRow = (event: EmailEvent, contentHash: number, at: Place) => {
  const { data } = event;
  const { signals } = data;
  const from = data.participants.find((p) => p.role === "from");
  const recipients = data.participants.filter((p) => p.role !== "from");
  const [low, high] = copyVersion(contentHash, event.recordedAt);
  return {
    event_id: event.id,
    type: event.type,
    channel: "email",
    connector: event.source.connector,
    account: event.source.account,
    occurred_at: utc(event.occurredAt),
    recorded_at: utc(event.recordedAt),
    month: monthOf(event.occurredAt, data.timePlausible),
    time_source: data.timeSource,
    time_plausible: data.timePlausible,
    utc_offset_minutes: data.utcOffsetMinutes,
    message_id: data.messageId ?? "",
    in_reply_to: data.inReplyTo ?? "",
    references: data.references,
    conversation_key: data.conversationKey ?? "",
    from_address: from?.address ?? "",
    from_organisation: from?.organisation ?? "",
    from_kind: from?.kind ?? "",
    recipient_role: recipients.map((p) => p.role),
    recipient_address: recipients.map((p) => p.address),
    recipient_organisation: recipients.map((p) => p.organisation ?? ""),
    recipient_kind: recipients.map((p) => p.kind),
    automatic: data.automatic,
    size_bytes: data.sizeBytes,
    attachments: data.attachments,
    words: signals.words,
    questions: signals.questions,
    tone_milli: signals.toneMilli,
    tone_error_milli: signals.toneErrorMilli,
    asks: signals.asks,
    complaint: signals.complaint,
    urgency: signals.urgency,
    scope_request: signals.scopeRequest,
    escalation: signals.escalation,
    thanks: signals.thanks,
    _p: at.partition,
    _off: at.offset,
    _batch: at.lo,
    _ver: ((BigInt(high) << 32n) | BigInt(low)).toString(),
  };
};
