/** The text of an iCalendar file around the lines of its components, with CRLF as RFC 5545 3.1 has it. */
export const calendarText = (lines: ReadonlyArray<string>, more: ReadonlyArray<string> = []): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Rapport//tests//EN",
    ...more,
    ...lines,
    "END:VCALENDAR",
    "",
  ].join("\r\n");

/** The lines of a VEVENT around its own; a UID and a stamp unless it has them. */
export const eventLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const has = (name: string): boolean => lines.some((line) => line.startsWith(name));
  return [
    "BEGIN:VEVENT",
    ...(has("UID") ? [] : ["UID:one@acme.example"]),
    ...(has("DTSTAMP") ? [] : ["DTSTAMP:20260101T000000Z"]),
    ...lines,
    "END:VEVENT",
  ];
};

/** Bytes in pieces of `size`, as a file or a network gives them. */
export async function* piecesOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All that an async iterable gives. */
export const allOf = async <A>(items: AsyncIterable<A>): Promise<Array<A>> => {
  const all: Array<A> = [];
  for await (const item of items) all.push(item);
  return all;
};
