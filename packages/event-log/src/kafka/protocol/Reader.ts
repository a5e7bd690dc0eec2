/**
 * Reads the primitive types of Kafka's protocol (https://kafka.apache.org/protocol#protocol_types), the versions
 * before the flexible ones. Throws a `RangeError` when the bytes end too soon.
 */
export class Reader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  int8(): number {
    return this.bytes.readInt8(this.step(1));
  }

  int16(): number {
    return this.bytes.readInt16BE(this.step(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.step(4));
  }

  /** As a number: offsets and times stay far below 2^53. */
  int64(): number {
    return Number(this.bytes.readBigInt64BE(this.step(8)));
  }

  string(): string {
    return this.nullableString() ?? "";
  }

  nullableString(): string | null {
    const length = this.int16();
    if (length < 0) return null;
    const start = this.step(length);
    return this.bytes.toString("utf8", start, start + length);
  }

  /** A view, not a copy; empty for null. */
  data(): Buffer {
    const length = this.int32();
    if (length <= 0) return this.bytes.subarray(0, 0);
    const start = this.step(length);
    return this.bytes.subarray(start, start + length);
  }

  /** Empty for null. */
  array<A>(read: (reader: Reader) => A): A[] {
    const length = this.int32();
    const items: A[] = [];
    for (let index = 0; index < length; index++) items.push(read(this));
    return items;
  }

  private step(length: number): number {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError("the broker's answer ends too soon");
    return start;
  }
}
