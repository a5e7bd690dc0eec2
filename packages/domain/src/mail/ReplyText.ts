import { isReplyHeader, isOutlookHeader, isSeparator } from "./QuoteHeaders.ts";
import { isDisclaimer, isDevice, isRuler, isSignatureMark, isSignOff, isThanks } from "./SignatureLines.ts";

const maxLines = 5_000;
const quoted = /^\s*(?:[>|»]|[A-Za-z]{1,3}>)/;

const nextFilled = (lines: ReadonlyArray<string>, from: number): number => {
  let at = from;
  while (at < lines.length && lines[at]?.trim() === "") at += 1;
  return at;
};

/** What follows `at` is the last of the message and short, as signatures and footers are. */
const isTail = (lines: ReadonlyArray<string>, at: number, maxTailLines: number): boolean => {
  let filled = 0;
  for (let i = at + 1; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    if (line.trim() === "" || quoted.test(line)) continue;
    filled += 1;
    if (filled > maxTailLines) return false;
  }
  return true;
};

const isShort = (lines: ReadonlyArray<string>, at: number): boolean =>
  lines.slice(at + 1).every((line) => line.length < 70);

const singleSpaced = (line: string): string => {
  const trimmed = line.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, " ") : trimmed;
};

/** The lines that introduce quoted text at `at`; 0 when none do. `spaced` keeps the lines with single spaces. */
const replyHeaderLines = (lines: ReadonlyArray<string>, at: number, spaced: Array<string>): number => {
  let joined = "";
  for (let count = 1; count <= 4 && at + count <= lines.length; count += 1) {
    const index = at + count - 1;
    const line = (spaced[index] ??= singleSpaced(lines[index] ?? ""));
    if (line === "" || (count > 1 && quoted.test(line))) return 0;
    joined = joined === "" ? line : `${joined} ${line}`;
    if (isReplyHeader(joined)) return count;
    if (joined.length > 400) return 0;
  }
  return 0;
};

/** Where the author's words end for good, and whether the line itself is kept. */
const endsAt = (lines: ReadonlyArray<string>, at: number): "cut" | "keepLine" | "goOn" => {
  const line = lines[at] ?? "";
  if (isSeparator(line) || isOutlookHeader(lines, at)) return "cut";
  if (isSignatureMark(line) && isTail(lines, at, line === "-- " ? 40 : 15)) return "cut";
  if (isRuler(line) && isTail(lines, at, 15)) return "cut";
  if (isDevice(line) && isTail(lines, at, 6)) return "cut";
  if (isSignOff(line) && isTail(lines, at, 8) && isShort(lines, at)) {
    return isThanks(line) ? "keepLine" : "cut";
  }
  return "goOn";
};

const skipParagraph = (lines: ReadonlyArray<string>, from: number): number => {
  let at = from;
  while (at < lines.length && lines[at]?.trim() !== "") at += 1;
  return at;
};

/**
 * The author's own words in a plain text: without quoted lines (`>` and its kin), what introduces them
 * ("On … wrote:" and its forms in five languages), everything below a forwarded or Outlook-style quoted
 * message, signatures (RFC 3676 4.3 and sign-offs), list and device footers, and legal notices. Inline
 * answers between quotes stay. Reads 5,000 lines at most, each once or a few times: linear in the text.
 */
export const replyText = (text: string): string => {
  const lines = text.split(/\r\n|[\r\n]/, maxLines).map((line) => line.replaceAll("\u00a0", " "));
  const own: Array<string> = [];
  const spaced: Array<string> = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (quoted.test(line)) continue;
    const header = replyHeaderLines(lines, at, spaced);
    if (header > 0) {
      const next = nextFilled(lines, at + header);
      if (!quoted.test(lines[next] ?? "")) break;
      at += header - 1;
      continue;
    }
    const end = endsAt(lines, at);
    if (end === "keepLine") own.push(line);
    if (end !== "goOn") break;
    if (isDisclaimer(line)) at = skipParagraph(lines, at);
    else own.push(line);
  }
  return own.join("\n").trim();
};
