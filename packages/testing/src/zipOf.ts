import { crc32, deflateRawSync } from "node:zlib";

/** An entry of a made zip; `claims` puts lies about its sizes into the directory. */
export interface MadeZipEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly claims?: { readonly compressedSize?: number; readonly uncompressedSize?: number };
  readonly encrypted?: boolean;
}

const deflated = 8;
const utf8Names = 0x0800;

const fields = (entry: MadeZipEntry, packed: Uint8Array): Buffer => {
  const buffer = Buffer.alloc(26);
  buffer.writeUInt16LE(20, 0);
  buffer.writeUInt16LE(utf8Names | (entry.encrypted === true ? 1 : 0), 2);
  buffer.writeUInt16LE(deflated, 4);
  buffer.writeUInt32LE(crc32(entry.data), 10);
  buffer.writeUInt32LE(entry.claims?.compressedSize ?? packed.length, 14);
  buffer.writeUInt32LE(entry.claims?.uncompressedSize ?? entry.data.length, 18);
  buffer.writeUInt16LE(Buffer.byteLength(entry.name), 22);
  return buffer;
};

/** A zip file (APPNOTE 6.3, deflate, no zip64), written by hand so that hostile ones can be made. */
export const zipOf = (entries: ReadonlyArray<MadeZipEntry>): Buffer => {
  const local: Array<Uint8Array> = [];
  const directory: Array<Uint8Array> = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.data);
    const common = fields(entry, packed);
    const name = Buffer.from(entry.name);
    local.push(Buffer.from("PK\u0003\u0004"), common, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), common, tail, name);
    offset += 4 + common.length + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, listing, end]);
};
