/**
 * What a proxy must know of Kafka's wire format (protocol guide, "Protocol Primitive Types"; the versions before
 * KIP-482's compact encodings, which is all that kafkajs speaks): frames, and answers described by their fields.
 */

/** Host and port stand one after the other wherever an answer names a broker. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One field of an answer. `error` is an INT16 error code, `address` a host and a port, `bytes` BYTES or RECORDS. */
export type Field =
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "string"
  | "bytes"
  | "error"
  | "address"
  | { readonly array: Layout };

export type Layout = ReadonlyArray<Field>;

/** Reads one value after the other; throws RangeError past the end. */
export class WireReader {
  private at = 0;
  private readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  get done(): boolean {
    return this.at === this.bytes.length;
  }
  get position(): number {
    return this.at;
  }
  int16(): number {
    this.at += 2;
    return this.bytes.readInt16BE(this.at - 2);
  }
  int32(): number {
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }
  take(length: number): Buffer {
    if (this.at + length > this.bytes.length)
      throw new RangeError(`${length} bytes from ${this.at} on: the message has only ${this.bytes.length}`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  string(): string | null {
    const length = this.int16();
    return length < 0 ? null : this.take(length).toString("utf8");
  }
  /** Passes over INT32-counted bytes, null ones too. */
  skipBytes(): void {
    this.take(Math.max(0, this.int32()));
  }
  array<A>(one: () => A): A[] {
    return Array.from({ length: Math.max(0, this.int32()) }, one);
  }
}

export const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};

export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

export const int64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

export const string = (value: string | null): Buffer =>
  value === null ? int16(-1) : Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);

export const array = (items: ReadonlyArray<Buffer>): Buffer => Buffer.concat([int32(items.length), ...items]);

/** A message with its length before it, as it goes over the wire. */
export const frame = (message: Buffer): Buffer => Buffer.concat([int32(message.length), message]);

/** Cuts a stream of bytes into messages; what is not whole yet stays inside. */
export const makeFrames = () => {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push: (chunk: Buffer): Buffer[] => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const messages: Buffer[] = [];
      while (rest.length >= 4) {
        const end = 4 + rest.readInt32BE(0);
        if (rest.length < end) break;
        messages.push(rest.subarray(4, end));
        rest = rest.subarray(end);
      }
      return messages;
    },
  };
};

const sizes = { int8: 1, int16: 2, int32: 4, int64: 8 } as const;

/** What to put in place of the fields that matter to a proxy. */
export interface Substitutes {
  readonly error: (code: number) => number;
  readonly address: (address: Address) => Address;
}

/** Copies an answer field by field with some of them replaced. Throws when it does not have the layout. */
export const substitute = (layout: Layout, message: Buffer, by: Substitutes): Buffer => {
  const reader = new WireReader(message);
  const pieces: Buffer[] = [];
  const copy = (fields: Layout): void => {
    for (const field of fields) {
      if (typeof field === "object") {
        const count = reader.int32();
        pieces.push(int32(count));
        for (let n = 0; n < count; n++) copy(field.array);
      } else if (field === "error") pieces.push(int16(by.error(reader.int16())));
      else if (field === "address") {
        const { host, port } = by.address({ host: reader.string() ?? "", port: reader.int32() });
        pieces.push(string(host), int32(port));
      } else if (field === "string") pieces.push(string(reader.string()));
      else if (field === "bytes") {
        const length = reader.int32();
        pieces.push(int32(length), reader.take(Math.max(0, length)));
      } else pieces.push(reader.take(sizes[field]));
    }
  };
  copy(layout);
  if (!reader.done)
    throw new RangeError(`${message.length - reader.position} bytes are left over: another version?`);
  return Buffer.concat(pieces);
};
