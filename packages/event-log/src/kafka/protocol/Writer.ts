/** Writes the primitive types of Kafka's protocol, the versions before the flexible ones. */
export class Writer {
  private readonly parts: Buffer[] = [];

  int8(value: number): this {
    const bytes = Buffer.allocUnsafe(1);
    bytes.writeInt8(value);
    return this.bytes(bytes);
  }

  int16(value: number): this {
    const bytes = Buffer.allocUnsafe(2);
    bytes.writeInt16BE(value);
    return this.bytes(bytes);
  }

  int32(value: number): this {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(value);
    return this.bytes(bytes);
  }

  int64(value: number): this {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64BE(BigInt(value));
    return this.bytes(bytes);
  }

  string(value: string): this {
    const bytes = Buffer.from(value, "utf8");
    return this.int16(bytes.length).bytes(bytes);
  }

  nullString(): this {
    return this.int16(-1);
  }

  /** A length, then the bytes. */
  data(bytes: Buffer): this {
    return this.int32(bytes.length).bytes(bytes);
  }

  array<A>(items: ReadonlyArray<A>, write: (writer: Writer, item: A) => void): this {
    this.int32(items.length);
    for (const item of items) write(this, item);
    return this;
  }

  /** The bytes alone. */
  bytes(bytes: Buffer): this {
    this.parts.push(bytes);
    return this;
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.parts);
  }
}
