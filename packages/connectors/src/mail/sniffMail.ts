import type { MailFormat } from "./MailItem.ts";

/** What the first bytes of a file show. `start` is the first byte that counts (byte-order mark, blank lines). */
export interface Sniffed {
  readonly format: MailFormat;
  readonly start: number;
  /** For `unknown`: what it is instead, for people. */
  readonly reason: string;
}

/** Enough to see the first header lines. */
export const sniffBytes = 4_096;

const mailField =
  /^(?:from|to|cc|subject|date|received|message-id|return-path|mime-version|content-type|delivered-to|reply-to|sender|x-[a-z-]+|envelope-to|status)[ \t]*:/i;
const anyField = /^[!-9;-~]{1,100}[ \t]*:/;

const signatures: ReadonlyArray<readonly [string, string]> = [
  [
    "\u00d0\u00cf\u0011\u00e0",
    "It is an Outlook .msg file (or another Office file); save the message as .eml.",
  ],
  ["!BDN", "It is an Outlook data file (.pst or .ost); export its folders as mbox or .eml."],
  ["%PDF", "It is a PDF, not mail."],
  ["\u00cf\u00ad\u0012\u00fe", "It is an Outlook Express folder (.dbx); export it as mbox or .eml."],
  ["BZh", "It is compressed with bzip2; unpack it, or use gz or zip."],
  ["\u00fd7zXZ", "It is compressed with xz; unpack it, or use gz or zip."],
  ["7z\u00bc\u00af", "It is a 7z archive; unpack it, or use gz or zip."],
  ["(\u00b5/\u00fd", "It is compressed with zstd; unpack it, or use gz or zip."],
  ["SQLite format 3", "It is a SQLite database, not mail."],
];

const looksLikeHeader = (text: string): boolean => {
  const lines = text.split(/\r\n|[\r\n]/, 20);
  return anyField.test(lines[0] ?? "") || lines.some((line) => mailField.test(line));
};

/** Tells by content, never by name, how a file is to be read. `head` is its beginning, 4 KB or all of it. */
export const sniffMail = (head: Uint8Array): Sniffed => {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, sniffBytes)).toString(
    "latin1",
  );
  if (text.startsWith("\u001f\u008b")) return { format: "gzip", start: 0, reason: "" };
  if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006"))
    return { format: "zip", start: 0, reason: "" };
  const start = /^(?:\u00ef\u00bb\u00bf)?(?:[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0;
  const rest = text.slice(start);
  if (/^From (?!:)/.test(rest)) return { format: "mbox", start, reason: "" };
  if (looksLikeHeader(rest)) return { format: "message", start, reason: "" };
  const known = signatures.find(([signature]) => text.startsWith(signature));
  return {
    format: "unknown",
    start,
    reason:
      known?.[1] ??
      "It is not mail: it begins neither with header lines nor with an mbox line, and is no archive.",
  };
};
