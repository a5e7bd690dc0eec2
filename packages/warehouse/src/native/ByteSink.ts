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

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
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
    if (characters < 64 && this.#shortAscii(value, characters)) return;
    this.varint(Buffer.byteLength(value, "utf8"));
    this.utf8(value);
  }

  /** A call into the runtime costs more than copying a short string here. */
  #shortAscii(value: string, characters: number): boolean {
    this.#reserve(characters + 1);
    const bytes = this.#bytes;
    const start = this.#length + 1;
    for (let i = 0; i < characters; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[start + i] = code;
    }
    bytes[start - 1] = characters;
    this.#length = start + characters;
    return true;
  }

  /** UTF-8 alone; answers the number of bytes. */
  utf8(value: string): number {
    this.#reserve(value.length * 3);
    const written = this.#bytes.write(value, this.#length, "utf8");
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
