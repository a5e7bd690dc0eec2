import { createHash } from "node:crypto";
import type { Checkpoint, LogRecord } from "@rapport/event-log/EventLog";

/** Count and SHA-256 of what was added, in order; two logs that hold the same give the same. */
export interface LogDigest {
  readonly addRecords: (records: ReadonlyArray<LogRecord>) => void;
  readonly addCheckpoints: (checkpoints: ReadonlyArray<Checkpoint>) => void;
  readonly count: () => number;
  /** Of everything so far, in hexadecimal. */
  readonly hash: () => string;
}

/** Lengths go before what they measure, so that no two sequences run together to the same bytes. */
export const makeDigest = (): LogDigest => {
  const sha256 = createHash("sha256");
  let count = 0;
  const add = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    sha256.update(length).update(bytes);
  };
  const addPair = (name: string, value: Uint8Array) => {
    count++;
    add(Buffer.from(name));
    add(value);
  };
  return {
    addRecords: (records) => {
      for (const { key, value } of records) addPair(key, value);
    },
    addCheckpoints: (checkpoints) => {
      for (const { name, value } of checkpoints) addPair(name, Buffer.from(value));
    },
    count: () => count,
    hash: () => sha256.copy().digest("hex"),
  };
};
