import type { AppendReceipt, Checkpoint, GroupOffset } from "../EventLog.ts";
import type { Lease, Member } from "../group/GroupStore.ts";
import type { Chunk, StoredBatch } from "../recordCodec.ts";
import type { PartitionReport } from "./verifyFile.ts";

/** What the worker thread is started with. */
export interface WorkerOptions {
  readonly file: string;
  readonly topics: ReadonlyArray<{ readonly name: string; readonly partitions: number }>;
  readonly sessionMs: number;
  readonly pollEveryMs: number;
}

/** What the worker can be asked; the key is the operation's name. */
export interface Operations {
  append: {
    request: {
      readonly topic: string;
      /** Stays the sender's: not to be touched by it before the answer, nor by the worker after. */
      readonly buffer: SharedArrayBuffer;
      readonly bytes: number;
      readonly chunks: ReadonlyArray<Chunk>;
      readonly checkpoints: ReadonlyArray<Checkpoint>;
    };
    answer: AppendReceipt;
  };
  checkpoints: { request: ReadonlyArray<string>; answer: ReadonlyArray<Checkpoint> };
  checkpointsAfter: {
    request: { readonly after: string; readonly max: number };
    answer: ReadonlyArray<Checkpoint>;
  };
  read: { request: ReadRequest; answer: ReadonlyArray<StoredBatch> };
  endOffsets: { request: { readonly topic: string }; answer: ReadonlyArray<number> };
  committed: {
    request: { readonly group: string; readonly topic: string };
    answer: ReadonlyArray<GroupOffset>;
  };
  fetch: { request: FetchRequest; answer: FetchAnswer };
  beat: { request: Member; answer: GroupView };
  leases: { request: Member; answer: GroupView };
  leave: { request: Member; answer: GroupView };
  commit: {
    request: {
      readonly member: Member;
      readonly lease: Lease;
      readonly offset: number;
      readonly metadata: string;
    };
    answer: "committed" | "stale";
  };
  watch: { request: boolean; answer: null };
  close: { request: null; answer: null };
}

export interface ReadRequest {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly maxRecords: number;
}

export interface FetchRequest extends Omit<ReadRequest, "offset"> {
  readonly group: string;
  readonly offset: number | null;
}

export interface FetchAnswer {
  readonly fromOffset: number;
  readonly batches: ReadonlyArray<StoredBatch>;
  readonly committed: GroupOffset;
  readonly endOffset: number;
}

/** The member's leases, and whether this call changed anybody's. */
export interface GroupView {
  readonly leases: ReadonlyArray<Lease>;
  readonly rebalanced: boolean;
}

export type Operation = keyof Operations;

export type Request = {
  [K in Operation]: {
    readonly id: number;
    readonly operation: K;
    readonly payload: Operations[K]["request"];
  };
}[Operation];

/** A failure as it crosses the thread border. */
export interface Failure {
  readonly detail: string;
  readonly retriable: boolean;
}

/** What the verifying thread says, once. */
export type VerifyAnswer =
  | { readonly kind: "verified"; readonly partitions: ReadonlyArray<PartitionReport> }
  | { readonly kind: "failed"; readonly failure: Failure };

export type FromWorker =
  /** The database is open; `notices` are for the log (a cut tail). */
  | { readonly kind: "opened"; readonly notices: ReadonlyArray<string> }
  | { readonly kind: "not-opened"; readonly failure: Failure }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: Failure }
  /** Another connection changed the database; sent only while watched. */
  | { readonly kind: "changed" };
