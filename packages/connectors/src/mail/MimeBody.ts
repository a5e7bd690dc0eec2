import { compile } from "html-to-text";
import { headerOf, type MailHeaders } from "@rapport/domain/mail/MailHeaders";
import PostalMime, { decodeWords } from "postal-mime";
import type { MailLimits } from "./MailLimits.ts";
import { plainBody } from "./PlainBody.ts";

/** What the parts of a message hold. Text is as written: quotes and signatures still in it. */
export interface MimeBody {
  readonly text: string;
  /** The text came from HTML, for want of a plain part. */
  readonly htmlOnly: boolean;
  readonly attachments: number;
  /** Media types of the attached parts, lower case; calendars with `;method=`. */
  readonly partTypes: ReadonlyArray<string>;
  /** Subject with its encoded words decoded (RFC 2047). */
  readonly subject: string;
}

const htmlChars = 200_000;

/** Compiled once: building the selectors costs more than most messages. */
const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: htmlChars, maxDepth: 60, maxChildNodes: 5_000, ellipsis: "" },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "style", format: "skip" },
    { selector: "script", format: "skip" },
    { selector: "div.gmail_quote", format: "skip" },
    { selector: "table", format: "block" },
  ],
});

/** HTML to plain text: links and images left out, block quotes marked by `>` so that they read as quotes. */
export const htmlText = (html: string): string => convert(html.slice(0, htmlChars));

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === "";

/**
 * Reads the MIME parts with postal-mime. Attached messages stay attachments: their words are somebody
 * else's. Rejects when nesting or headers are over their limits.
 */
export const readMimeParts = async (
  bytes: Uint8Array,
  limits: MailLimits,
): Promise<Omit<MimeBody, "subject">> => {
  const mail = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    maxNestingDepth: limits.nesting,
    maxHeadersSize: limits.headerTotalBytes,
  });
  const htmlOnly = isBlank(mail.text) && !isBlank(mail.html);
  return {
    text: htmlOnly ? htmlText(mail.html ?? "") : (mail.text ?? ""),
    htmlOnly,
    attachments: mail.attachments.length,
    partTypes: mail.attachments.map((part) =>
      part.method === undefined ? part.mimeType : `${part.mimeType};method=${part.method.toLowerCase()}`,
    ),
  };
};

/** Reads the body: a plain one as it stands, any other by its parts. */
export const readMimeBody = async (
  headers: MailHeaders,
  bytes: Uint8Array,
  bodyStart: number,
  limits: MailLimits,
): Promise<MimeBody> => {
  const subject = decodeWords((headerOf(headers, "subject") ?? "").slice(0, 2_000));
  const plain = plainBody(headers, bytes, bodyStart);
  if (plain !== null) return { text: plain, htmlOnly: false, attachments: 0, partTypes: [], subject };
  return { ...(await readMimeParts(bytes, limits)), subject };
};
