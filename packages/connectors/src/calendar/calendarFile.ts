import { decodeText } from "../files/decodeText.ts";
import { peek } from "../mail/ByteSource.ts";
import type { CalendarLimits } from "./CalendarLimits.ts";
import { googleItems } from "./google/googleItems.ts";
import { icalendarItems } from "./icalendarItems.ts";
import type { FileItem } from "./readCalendar.ts";

const headBytes = 1_024;

const isUtf16 = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) ||
  (head[0] === 0xfe && head[1] === 0xff) ||
  (head.length > 1 && (head[0] === 0) !== (head[1] === 0));

async function* asUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const text of decodeText(chunks, { invalid: "replace" })) yield Buffer.from(text, "utf8");
}

/**
 * The events of a calendar file, in whichever format it is: iCalendar, or events of Google Calendar as JSON. What
 * is given back reads the file from its beginning each time it is called; `open` likewise.
 */
export const calendarFile = async (
  open: () => AsyncIterable<Uint8Array>,
  limits: CalendarLimits,
): Promise<() => AsyncIterable<FileItem>> => {
  const { head, chunks } = await peek(open(), headBytes);
  await chunks[Symbol.asyncIterator]().return?.(undefined);
  const bytes = isUtf16(head) ? () => asUtf8(open()) : open;
  const json = /^\s*[[{]/.test(
    Buffer.from(head)
      .toString("latin1")
      .replaceAll(/[\0\u00ef\u00bb\u00bf\u00fe\u00ff]/g, ""),
  );
  const uids = new Map<string, string>();
  return () => (json ? googleItems(bytes(), limits, uids) : icalendarItems(bytes(), limits));
};
