/** A byte array that grows; the bytes stay valid until the next write. */
export class ByteSink {
  #bytes: Buffer;
  #length = 0;

  constructor(capacityBytes = 1024) {
    this.#bytes = Buffer.allocUnsafeSlow(capacityBytes);
  }

  get length(): number {
    return this.#length;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }

  clear(): void {
    this.#length = 0;
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  zeros(count: number): void {
    this.#reserve(count);
    this.#bytes.fill(0, this.#length, this.#length + count);
    this.#length += count;
  }

  /** Unsigned LEB128, as ClickHouse writes lengths and counts. */
  varint(value: number): void {
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Length in bytes, then UTF-8. Unpaired surrogates become U+FFFD. */
  string(value: string): void {
    const characters = value.length;
    // Up to 127 the length is one byte.
    if (characters < 128) {
      this.#reserve(characters + 1);
      if (this.#ascii(value, this.#length + 1)) {
        this.#bytes[this.#length] = characters;
        this.#length += characters + 1;
        return;
      }
    }
    this.varint(Buffer.byteLength(value, "utf8"));
    this.utf8(value);
  }

  /** A call into the runtime costs more than copying a short string here. */
  #ascii(value: string, at: number): boolean {
    const bytes = this.#bytes;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[at + i] = code;
    }
    return true;
  }

  /** UTF-8 alone; answers the number of bytes. */
  utf8(value: string): number {
    this.#reserve(value.length * 3);
    const written =
      value.length < 128 && this.#ascii(value, this.#length)
        ? value.length
        : this.#bytes.write(value, this.#length, "utf8");
    this.#length += written;
    return written;
  }

  uint64(value: number): void {
    this.#reserve(8);
    this.#bytes.writeUInt32LE(value >>> 0, this.#length);
    this.#bytes.writeUInt32LE(Math.floor(value / 0x1_0000_0000) >>> 0, this.#length + 4);
    this.#length += 8;
  }

  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
