/** How many bytes `writeVarint` takes for a whole number of magnitude below 2^31. */
export const varintBytes = (value: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let bytes = 1;
  while (rest > 0x7f) {
    rest >>>= 7;
    bytes++;
  }
  return bytes;
};

/** Zigzag, then 7 bits a byte, the lowest first (Kafka's VARINT). Returns where the next byte goes. */
export const writeVarint = (into: Buffer, at: number, value: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let next = at;
  while (rest > 0x7f) {
    into[next++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  into[next++] = rest;
  return next;
};

/** Reads VARINT and VARLONG one after the other. Throws a `RangeError` past the end. */
export class VarintReader {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** A VARINT, up to 32 bits. */
  int(): number {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      if (this.at >= this.bytes.length || shift > 28) throw new RangeError("a record is cut off");
      byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    return (value >>> 1) ^ -(value & 1);
  }

  /** A VARLONG, as a number: differences of times stay far below 2^53. */
  long(): number {
    let value = 0n;
    let shift = 0n;
    let byte: number;
    do {
      if (this.at >= this.bytes.length || shift > 63n) throw new RangeError("a record is cut off");
      byte = this.bytes[this.at++]!;
      value |= BigInt(byte & 0x7f) << shift;
      shift += 7n;
    } while (byte > 0x7f);
    return Number((value >> 1n) ^ -(value & 1n));
  }

  /** Steps over so many bytes and returns where they begin. */
  skip(length: number): number {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError("a record is cut off");
    return start;
  }
}
