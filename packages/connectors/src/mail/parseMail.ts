import { hash } from "node:crypto";
import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { EmailData, Participant } from "@rapport/contracts/EmailMessage";
import { classifyAutomatic } from "@rapport/domain/mail/AutomaticMail";
import { conversationKey } from "@rapport/domain/mail/ConversationKey";
import { parseMailDate } from "@rapport/domain/mail/MailDate";
import { headerOf, headersOf, type MailHeaders } from "@rapport/domain/mail/MailHeaders";
import { mailTimes } from "@rapport/domain/mail/MailTimes";
import { firstMessageId, referencesOf } from "@rapport/domain/mail/MessageIds";
import { replyText } from "@rapport/domain/mail/ReplyText";
import { textSignals } from "@rapport/domain/mail/TextSignals";
import { lightMessage } from "./MimeParts.ts";
import { type MimeBody, readMimeBody } from "./MimeBody.ts";
import type { MailContext, MailProblem, ParsedMail } from "./ParsedMail.ts";
import { participantsOf } from "./Participants.ts";
import { type RawHeaders, readHeaders } from "./RawHeaders.ts";
import { toneOf } from "@rapport/domain/text/toneOf";

/** What one of these fields is in a message; a text without any is no mail. */
const mailFields = new Set([
  "from", "to", "cc", "bcc", "date", "subject", "message-id", "received", "return-path", "sender", "reply-to",
  "in-reply-to", "references", "delivered-to", "content-type", "mime-version", "content-transfer-encoding",
]); // prettier-ignore

interface Refusal {
  readonly code: DeadLetterCode;
  readonly reason: string;
}

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

const refuseHeaders = (raw: RawHeaders): Refusal | null => {
  if (raw.kind === "none") {
    return {
      code: "unreadable",
      reason: "This is not a mail message: it has no header lines such as From, Date or Subject.",
    };
  }
  if (raw.kind === "tooLong") {
    return {
      code: "header_too_long",
      reason: `The ${raw.field} is longer than a mail header may be (${raw.sizeBytes} bytes or more).`,
    };
  }
  return raw.headers.some((field) => mailFields.has(field.name))
    ? null
    : {
        code: "unreadable",
        reason: "This is not a mail message: none of its header lines is one that mail has.",
      };
};

const refuseSize = (bytes: Uint8Array, { limits }: MailContext): Refusal | null => {
  if (bytes.length === 0) return { code: "empty", reason: "The message is empty." };
  if (bytes.length > limits.messageBytes) {
    return {
      code: "too_large",
      reason: `The message has ${megabytes(bytes.length)}; the limit is ${megabytes(limits.messageBytes)}.`,
    };
  }
  return null;
};

const bodyRefusal = (cause: unknown, { limits }: MailContext): Refusal => {
  const said = cause instanceof Error ? cause.message : String(cause);
  if (said.includes("nesting depth")) {
    return { code: "too_deep", reason: `Its parts are nested more than ${limits.nesting} deep.` };
  }
  if (said.includes("header size")) {
    return {
      code: "header_too_long",
      reason: "The headers of its parts are longer than mail headers may be.",
    };
  }
  return { code: "unreadable", reason: `Its MIME structure cannot be read (${said.slice(0, 300)}).` };
};

const addressesIn = (
  people: ReadonlyArray<Participant>,
  roles: ReadonlyArray<string>,
): ReadonlyArray<string> =>
  people.filter((person) => roles.includes(person.role)).map((person) => person.address);

const dataOf = (bytes: Uint8Array, headers: MailHeaders, body: MimeBody, context: MailContext) => {
  const people = participantsOf(headers);
  const text = body.text.slice(0, context.limits.textChars);
  const own = replyText(text);
  const times = mailTimes(
    parseMailDate(headerOf(headers, "date")),
    headersOf(headers, "received"),
    context.nowMs,
  );
  const automatic = classifyAutomatic({
    headers,
    from: addressesIn(people, ["from"]),
    to: addressesIn(people, ["to", "cc"]),
    subject: body.subject,
    text,
    htmlOnly: body.htmlOnly,
    partTypes: body.partTypes,
  });
  const data: EmailData = {
    messageId: firstMessageId(headerOf(headers, "message-id")),
    inReplyTo: firstMessageId(headerOf(headers, "in-reply-to")),
    references: [...referencesOf(headersOf(headers, "references").join(" "))],
    conversationKey: conversationKey(body.subject, addressesIn(people, ["from", "to", "cc"])),
    timeSource: times.timeSource,
    timePlausible: times.timePlausible,
    utcOffsetMinutes: times.utcOffsetMinutes,
    participants: [...people],
    automatic,
    sizeBytes: bytes.length,
    attachments: body.attachments,
    signals: { ...textSignals(own), ...toneOf(own) },
  };
  return { data, occurredAt: times.occurredAt, sentAt: times.sentAt, receivedAt: times.receivedAt };
};

/**
 * Reads one message: ids, times, people, whether it was automatic, and what its text says, as `EmailDataV1`
 * wants it. Headers are read by ourselves, the MIME parts by postal-mime (`docs/adr/0004-mime-library.md`).
 * Never rejects: what cannot be used is a problem with its reason. Touches nothing but its input, and the
 * same bytes give the same answer, apart from `timePlausible`, which knows the day.
 */
export const parseMail = async (
  bytes: Uint8Array,
  context: MailContext,
): Promise<ParsedMail | MailProblem> => {
  const contentSha256 = hash("sha256", bytes, "hex");
  const problem = (refusal: Refusal): MailProblem => ({ kind: "problem", ...refusal, contentSha256 });
  const tooMuch = refuseSize(bytes, context);
  if (tooMuch !== null) return problem(tooMuch);
  const raw = readHeaders(bytes, context.limits);
  const refused = refuseHeaders(raw);
  if (refused !== null || raw.kind !== "headers")
    return problem(refused ?? { code: "unreadable", reason: "" });
  const { bytes: light, parts } = lightMessage(bytes, raw.bodyStart, context.limits.parts);
  if (parts > context.limits.parts) {
    return problem({
      code: "too_many_parts",
      reason: `The message has more than ${context.limits.parts} parts.`,
    });
  }
  try {
    const body = await readMimeBody(raw.headers, light, raw.bodyStart, context.limits);
    return { kind: "parsed", contentSha256, ...dataOf(bytes, raw.headers, body, context) };
  } catch (cause) {
    return problem(bodyRefusal(cause, context));
  }
};
