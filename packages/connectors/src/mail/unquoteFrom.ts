const lf = 10;
const quote = 62;
const quotedFrom = Buffer.from(">From ");

/**
 * Takes one `>` from every line of one or more `>` and then `From ` (mboxrd). Works in place and gives the
 * shorter view; without such a line the very same bytes.
 */
export const unquoteFrom = (bytes: Uint8Array): Uint8Array => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let from = 0;
  let to = 0;
  for (let at = buffer.indexOf(quotedFrom); at >= 0; at = buffer.indexOf(quotedFrom, at + 6)) {
    let lineStart = at;
    while (lineStart > 0 && buffer[lineStart - 1] === quote) lineStart -= 1;
    if (lineStart > 0 && buffer[lineStart - 1] !== lf) continue;
    buffer.copyWithin(to, from, at);
    to += at - from;
    from = at + 1;
  }
  if (from === 0) return bytes;
  buffer.copyWithin(to, from);
  // A copy of its own, so that the memory can be moved to a worker and holds nothing else.
  return bytes.slice(0, to + buffer.length - from);
};
