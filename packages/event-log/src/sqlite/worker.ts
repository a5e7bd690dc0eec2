import { parentPort, workerData } from "node:worker_threads";
import type { Member } from "../group/GroupStore.ts";
import { cutTail, markVerified } from "./cutTail.ts";
import { makeGroupCommit } from "./GroupCommit.ts";
import { makeGroups } from "./groups.ts";
import { failureOf } from "./LogFailure.ts";
import { inTransaction, type LogDatabase, openDatabase } from "./openDatabase.ts";
import type { FromWorker, Request, WorkerOptions } from "./protocol.ts";
import { makeBatchReader } from "./readBatches.ts";
import { watchOtherProcesses } from "./watchOtherProcesses.ts";

/** The thread that owns the SQLite connection: nothing here may block the main thread, and a COMMIT does. */

const post = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
  parentPort!.postMessage(message, transfer);

/** Blobs come from SQLite in buffers of their own: hand them over instead of copying. */
const buffersOf = (batches: ReadonlyArray<{ readonly data: Uint8Array }>): ArrayBuffer[] =>
  batches.map(({ data }) => data.buffer).filter((buffer) => buffer instanceof ArrayBuffer);

const serve = (log: LogDatabase, options: WorkerOptions): ((request: Request) => void) => {
  const reader = makeBatchReader(log);
  const groups = makeGroups(log, options.sessionMs);
  const commits = makeGroupCommit(log);
  const members = new Map<string, Member>();
  const watch = watchOtherProcesses(log.db, options.pollEveryMs, () => post({ kind: "changed" }));

  const write = (id: number, bytes: number, run: Parameters<typeof commits.submit>[0]["run"]) =>
    commits.submit({
      bytes,
      run,
      answer: (value) => post({ kind: "answer", id, value }),
      fail: (failure) => post({ kind: "failure", id, failure }),
    });
  const close = (id: number) => {
    commits.flush();
    watch(false);
    inTransaction(log.db, () => {
      // A consumer that outlives the log by a moment could not leave by itself any more.
      for (const member of members.values()) groups.leave(member);
      markVerified(log);
    });
    log.db.close();
    post({ kind: "answer", id, value: null });
    parentPort!.close();
  };

  return (request) => {
    const { id, payload } = request;
    const answer = (value: unknown, transfer: ArrayBuffer[] = []) =>
      post({ kind: "answer", id, value }, transfer);
    switch (request.operation) {
      case "append":
        return write(id, request.payload.bytes, (batches) => batches.append(request.payload));
      case "beat":
        members.set(request.payload.id, request.payload);
        return write(id, 0, () => groups.beat(request.payload));
      case "leave":
        members.delete(request.payload.id);
        return write(id, 0, () => groups.leave(request.payload));
      case "commit":
        return write(id, 0, () => groups.commit(request.payload));
      case "leases":
        return answer(groups.leases(request.payload));
      case "checkpoints":
        return answer(reader.checkpoints(request.payload));
      case "checkpointsAfter":
        return answer(reader.checkpointsAfter(request.payload.after, request.payload.max));
      case "endOffsets":
        return answer(reader.endOffsets(request.payload.topic));
      case "committed":
        return answer(reader.committed(request.payload.group, request.payload.topic));
      case "read": {
        const batches = reader.read(request.payload);
        return answer(batches, buffersOf(batches));
      }
      case "fetch": {
        const fetched = reader.fetch(request.payload);
        return answer(fetched, buffersOf(fetched.batches));
      }
      case "watch":
        watch(payload === true);
        return answer(null);
      case "close":
        return close(id);
    }
  };
};

const start = (options: WorkerOptions) => {
  let handle: (request: Request) => void;
  try {
    const log = openDatabase(options.file, options.topics);
    const notices = cutTail(log);
    handle = serve(log, options);
    post({ kind: "opened", notices });
  } catch (error) {
    post({ kind: "not-opened", failure: failureOf(error) });
    return;
  }
  parentPort!.on("message", (request: Request) => {
    try {
      handle(request);
    } catch (error) {
      post({ kind: "failure", id: request.id, failure: failureOf(error) });
    }
  });
};

start(workerData as WorkerOptions);
