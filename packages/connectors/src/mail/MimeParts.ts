const boundaryParameter = /boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i;
const declarationBytes = 300;
const lineBytes = 210;
/** Bodies smaller than this are not worth taking out. */
const elidedBytes = 4_096;
const headerBytes = 16_384;

/** A line that opens or closes a part: where it begins, and where the next line does. */
interface BoundaryLine {
  readonly at: number;
  readonly end: number;
  readonly closes: boolean;
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const declaredBoundaries = (buffer: Buffer): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const spelling of ["boundary", "Boundary", "BOUNDARY"]) {
    for (let at = buffer.indexOf(spelling); at >= 0; at = buffer.indexOf(spelling, at + spelling.length)) {
      const match = boundaryParameter.exec(buffer.toString("latin1", at, at + declarationBytes));
      const boundary = match?.[1] ?? match?.[2];
      if (boundary !== undefined) found.add(boundary.trim());
    }
  }
  return found;
};

/** The lines of a message that open or close a part of any multipart in it, in order, at most `atMost` + 1. */
const boundaryLines = (buffer: Buffer, atMost: number): ReadonlyArray<BoundaryLine> => {
  const boundaries = declaredBoundaries(buffer);
  const lines: Array<BoundaryLine> = [];
  if (boundaries.size === 0) return lines;
  let opened = 0;
  for (let at = buffer.indexOf("\n--"); at >= 0 && opened <= atMost; at = buffer.indexOf("\n--", at + 3)) {
    const line = /^[^\r\n]*/.exec(buffer.toString("latin1", at + 3, at + 3 + lineBytes))?.[0].trimEnd() ?? "";
    const closes = !boundaries.has(line) && line.endsWith("--") && boundaries.has(line.slice(0, -2));
    if (!closes && !boundaries.has(line)) continue;
    if (!closes) opened += 1;
    const newline = buffer.indexOf("\n", at + 1);
    lines.push({ at: at + 1, end: newline < 0 ? buffer.length : newline + 1, closes });
  }
  return lines;
};

/** Where the body of a part begins whose bytes nobody reads: encoded in base64, and neither text nor a container. */
const unreadBody = (buffer: Buffer, start: number, end: number): number | null => {
  if (end - start < elidedBytes) return null;
  const header = /^([^]*?\r?\n)\r?\n/.exec(
    buffer.toString("latin1", start, Math.min(end, start + headerBytes)),
  );
  const fields = header?.[1] ?? "";
  if (!/^content-transfer-encoding:\s*base64\s*$/im.test(fields)) return null;
  if (!/^content-type:\s*(?:application|image|audio|video|font|model)\//im.test(fields)) return null;
  return start + (header?.[0].length ?? 0);
};

/**
 * A message without what makes it large and nobody reads: the base64 bodies of its attached files, whose parts
 * stay, empty. `parts` is the number of lines that open a part, at every depth; it stops behind `atMost`, and
 * then the bytes are as they were. A bound for hostile mail, not the exact number: a boundary line within a
 * text part counts as well. Costs one pass, builds no parts.
 */
export const withoutFiles = (
  bytes: Uint8Array,
  atMost: number,
): { readonly bytes: Uint8Array; readonly parts: number } => {
  const buffer = bufferOf(bytes);
  const lines = boundaryLines(buffer, atMost);
  const parts = lines.filter((line) => !line.closes).length;
  const kept: Array<Uint8Array> = [];
  let from = 0;
  for (const [index, line] of lines.entries()) {
    const end = lines[index + 1]?.at ?? buffer.length;
    const body = line.closes || parts > atMost ? null : unreadBody(buffer, line.end, end);
    if (body === null) continue;
    kept.push(buffer.subarray(from, body));
    from = end;
  }
  if (kept.length === 0) return { bytes, parts };
  kept.push(buffer.subarray(from));
  return { bytes: Buffer.concat(kept), parts };
};
