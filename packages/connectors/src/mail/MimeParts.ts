const boundaryParameter = /boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i;
const declarationBytes = 300;
const lineBytes = 210;
/** Bodies smaller than this are not worth taking out. */
const elidedBytes = 4_096;
/** Of text in all parts together, markup included; far more than is counted (`MailLimits.textChars`). */
const textBytes = 262_144;
/** What a hostile message may make us look at. */
const maxDeclarations = 10_000;
const maxCandidates = 200_000;

/** A line that opens or closes a part: where it begins, and where the next line does. */
interface BoundaryLine {
  readonly at: number;
  readonly end: number;
  readonly closes: boolean;
}

const declaredBoundaries = (buffer: Buffer): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const spelling of ["boundary", "Boundary", "BOUNDARY"]) {
    let seen = 0;
    for (let at = buffer.indexOf(spelling); at >= 0; at = buffer.indexOf(spelling, at + spelling.length)) {
      const match = boundaryParameter.exec(buffer.toString("latin1", at, at + declarationBytes));
      const boundary = match?.[1] ?? match?.[2];
      if (boundary !== undefined) found.add(boundary.trim());
      seen += 1;
      if (seen > maxDeclarations) break;
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
  let seen = 0;
  for (let at = buffer.indexOf("\n--"); at >= 0 && opened <= atMost; at = buffer.indexOf("\n--", at + 3)) {
    seen += 1;
    if (seen > maxCandidates) break;
    const line = /^[^\r\n]*/.exec(buffer.toString("latin1", at + 3, at + 3 + lineBytes))?.[0].trimEnd() ?? "";
    const closes = !boundaries.has(line) && line.endsWith("--") && boundaries.has(line.slice(0, -2));
    if (!closes && !boundaries.has(line)) continue;
    if (!closes) opened += 1;
    const newline = buffer.indexOf("\n", at + 1);
    lines.push({ at: at + 1, end: newline < 0 ? buffer.length : newline + 1, closes });
  }
  return lines;
};

const lf = 10;
const cr = 13;

/** Where the body of a part begins, behind the first empty line; `end` when there is none. */
const bodyStart = (buffer: Buffer, start: number, end: number): number => {
  for (let line = start; line < end;) {
    if (buffer[line] === lf) return line + 1;
    if (buffer[line] === cr && buffer[line + 1] === lf) return line + 2;
    const newline = buffer.indexOf(lf, line);
    if (newline < 0) return end;
    line = newline + 1;
  }
  return end;
};

/** Whether nobody reads a body: encoded in base64, and neither text nor a container. */
const isFile = (fields: string): boolean =>
  /^content-transfer-encoding:\s*base64\s*$/im.test(fields) &&
  /^content-type:\s*(?:application|image|audio|video|font|model)\//im.test(fields);

/**
 * A message cut down to what is read: the base64 bodies of attached files are emptied, and of the text in
 * all its parts together the first 256 KB are kept; every part and its header stays. `parts` is the number of lines
 * that open a part, at every depth, up to `atMost` + 1, and above `atMost` the bytes are as they were. A bound
 * for hostile mail, not the exact number: a boundary line within a text part counts as well. Costs one pass,
 * builds no parts. `start` is where the body of the message begins.
 */
export const lightMessage = (
  bytes: Uint8Array,
  start: number,
  atMost: number,
): { readonly bytes: Uint8Array; readonly parts: number } => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines = boundaryLines(buffer, atMost);
  const parts = lines.filter((line) => !line.closes).length;
  if (parts > atMost) return { bytes, parts };
  const kept: Array<Uint8Array> = [];
  let from = 0;
  let textLeft = textBytes;
  const keepOf = (body: number, end: number, most: number): void => {
    if (end - body <= most) return;
    kept.push(buffer.subarray(from, body + most));
    from = end;
  };
  const first = lines[0]?.at ?? buffer.length;
  keepOf(start, first, textLeft);
  for (const [index, line] of lines.entries()) {
    const end = lines[index + 1]?.at ?? buffer.length;
    const body = line.closes ? line.end : bodyStart(buffer, line.end, end);
    const large = end - body > elidedBytes;
    const file = large && !line.closes && isFile(buffer.toString("latin1", line.end, body));
    keepOf(body, end, file ? 0 : textLeft);
    if (!file) textLeft = Math.max(0, textLeft - (end - body));
  }
  if (kept.length === 0) return { bytes, parts };
  kept.push(buffer.subarray(from));
  return { bytes: Buffer.concat(kept), parts };
};
