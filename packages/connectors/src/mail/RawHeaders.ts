import type { HeaderField, MailHeaders } from "@rapport/domain/mail/MailHeaders";
import type { MailLimits } from "./MailLimits.ts";

/** The header of a message, or what is wrong with it. `bodyStart` is the byte behind the empty line. */
export type RawHeaders =
  | { readonly kind: "headers"; readonly headers: MailHeaders; readonly bodyStart: number }
  | { readonly kind: "tooLong"; readonly field: string; readonly sizeBytes: number }
  | { readonly kind: "none" };

const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows1252 = new TextDecoder("windows-1252");

/** UTF-8 (RFC 6532 headers are), and what is not is read as Windows-1252, as mailers of its time meant it. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
};

const fieldLine = /^([!-9;-~]{1,100})[ \t]*:([^]*)$/;
const lf = 10;
const cr = 13;

/** The end of the header: the first empty line, or the end of the bytes. Bare CR ends a line too. */
const headerEnd = (bytes: Uint8Array): { end: number; bodyStart: number } => {
  let lineStart = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte !== lf && byte !== cr) continue;
    const next = byte === cr && bytes[at + 1] === lf ? at + 2 : at + 1;
    if (at === lineStart && at > 0) return { end: at, bodyStart: next };
    if (at === lineStart) return { end: 0, bodyStart: next };
    lineStart = next;
    at = next - 1;
  }
  return { end: bytes.length, bodyStart: bytes.length };
};

const unfold = (text: string): ReadonlyArray<string> => {
  const fields: Array<Array<string>> = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.push(line);
    else if (line !== "") fields.push([line]);
  }
  return fields.map((lines) => lines.join(""));
};

/**
 * Reads the header of a message by itself (RFC 5322 2.2, tolerant of missing CR, bare CR, spaces before the
 * colon, 8-bit values and lines that are no field), so that what the figures rest on does not depend on a
 * library. `none`: not one line looks like a field. A leading mbox `From ` line is passed over.
 */
export const readHeaders = (bytes: Uint8Array, limits: MailLimits): RawHeaders => {
  const { end, bodyStart } = headerEnd(bytes.subarray(0, limits.headerTotalBytes + 1));
  if (end > limits.headerTotalBytes) return { kind: "tooLong", field: "header", sizeBytes: end };
  const headers: Array<HeaderField> = [];
  for (const field of unfold(decodeText(bytes.subarray(0, end)))) {
    const match = fieldLine.exec(field);
    if (match === null) continue;
    const name = (match[1] ?? "").toLowerCase();
    if (field.length > limits.headerBytes) return { kind: "tooLong", field: name, sizeBytes: field.length };
    headers.push({ name, value: (match[2] ?? "").trim() });
  }
  return headers.length === 0 ? { kind: "none" } : { kind: "headers", headers, bodyStart };
};
