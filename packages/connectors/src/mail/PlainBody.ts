import { headerOf, headersOf, type MailHeaders } from "@rapport/domain/mail/MailHeaders";
import { decodeText } from "./RawHeaders.ts";

const plainType = /^text\/plain\s*(?:;|$)/i;
const charsetOf = /;\s*charset\s*=\s*"?([^\s;"]+)/i;
/** Without these a plain part is exactly its bytes. */
const needsLibrary = /;\s*(?:format|name|boundary|delsp|charset\*)/i;
const identity = /^"?(?:7-?bit|8-?bit|binary)"?$/i;
/** Labels that say too little (8-bit text under `us-ascii`) or what is tried first anyway. */
const unspecific = new Set(["us-ascii", "ascii", "ansi_x3.4-1968", "utf-8", "utf8"]);
const western = new Set(["iso-8859-1", "latin1", "windows-1252"]);
const windows1252 = new TextDecoder("windows-1252");
/** What is behind it is not counted anyway. */
const textBytes = 256 * 1024;

/**
 * The text of a message that is one plain part as it stands (no multipart, no transfer encoding, Western or
 * UTF-8, no format=flowed), null for any other. Two thirds of older mail is so, and reading it here takes a
 * tenth of the library's time; that both agree is tested. Bytes under no charset or `us-ascii` are
 * read as UTF-8, and as Windows-1252 when they are none.
 */
export const plainBody = (headers: MailHeaders, bytes: Uint8Array, bodyStart: number): string | null => {
  const types = headersOf(headers, "content-type");
  const type = types[0] ?? "text/plain";
  if (types.length > 1 || !plainType.test(type) || needsLibrary.test(type)) return null;
  if (!identity.test(headerOf(headers, "content-transfer-encoding") ?? "7bit")) return null;
  if (!/^(?:inline\s*)?$/i.test(headerOf(headers, "content-disposition") ?? "")) return null;
  const charset = charsetOf.exec(type)?.[1]?.toLowerCase() ?? "us-ascii";
  const body = bytes.subarray(bodyStart, bodyStart + textBytes);
  if (unspecific.has(charset)) return decodeText(body);
  return western.has(charset) ? windows1252.decode(body) : null;
};
