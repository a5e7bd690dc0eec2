const boundaryParameter = /boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i;
const declarationBytes = 300;
const lineBytes = 210;

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

/**
 * Lines that open a part of any multipart inside the message, at every depth, counted without building the
 * parts; stops behind `atMost`. A bound for hostile mail, not the exact number: a boundary line within a text
 * part counts as well.
 */
export const countParts = (bytes: Uint8Array, atMost: number): number => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boundaries = declaredBoundaries(buffer);
  if (boundaries.size === 0) return 0;
  let count = 0;
  for (let at = buffer.indexOf("\n--"); at >= 0 && count <= atMost; at = buffer.indexOf("\n--", at + 3)) {
    const line = /^[^\r\n]*/.exec(buffer.toString("latin1", at + 3, at + 3 + lineBytes))?.[0].trimEnd() ?? "";
    if (boundaries.has(line)) count += 1;
  }
  return count;
};
