import { createRequire } from "node:module";
import type { Connection, ConnectionPool, RequestQueue } from "./kafkajsInternals.ts";

/** kafkajs is not the version we know. A bug in the installation, not in what the user did. */
export class KafkajsMoved extends Error {}

/** What kafkajs must have; throws when it does not. */
export const need = <A>(value: A | undefined, what: string): A => {
  if (value === undefined || value === null) {
    throw new KafkajsMoved(`kafkajs 2.2.4 is needed; the installed one has no ${what}`);
  }
  return value;
};

/** How often connections look for requests that were not answered in time; kafkajs looks every 100 ms. */
const lookForLostEveryMs = 500;

/** Open connections; one timer looks after all of them. */
const watched = new Set<RequestQueue>();
let watching: NodeJS.Timeout | null = null;

const lookForLost = (): void => {
  const now = Date.now();
  for (const queue of watched) {
    for (const request of queue.inflight.values()) {
      if (now - request.sentAt > request.requestTimeout) request.timeoutRequest();
    }
    // A request that slipped into a connection being closed is answered by nobody: it is given up by its time.
    if (!queue.isConnected() && queue.inflight.size === 0) watched.delete(queue);
  }
  if (watched.size > 0 || watching === null) return;
  clearInterval(watching);
  watching = null;
};

/**
 * Stops the timers that make an idle kafkajs burn (hazard 11). The first it starts after the first answer and, with
 * nothing pending, again and again with a delay below zero, so every millisecond, for ever; with requests pending it
 * works as before. The other looks for lost requests ten times a second, for each connection.
 */
export const guardQueue = (queue: RequestQueue): void => {
  const schedule = need(queue.scheduleCheckPendingRequests, "scheduleCheckPendingRequests").bind(queue);
  need(queue.scheduleRequestTimeoutCheck, "scheduleRequestTimeoutCheck");
  need(queue.isConnected, "isConnected");
  need(queue.rejectAll, "rejectAll");
  queue.scheduleCheckPendingRequests = () => {
    if (queue.pending.length > 0) schedule();
  };
  queue.scheduleRequestTimeoutCheck = () => {
    watched.add(queue);
    // The connections themselves keep the process alive.
    watching ??= setInterval(lookForLost, lookForLostEveryMs).unref();
  };
};

/** Two callers of a connection that is not open would open two sockets into one: let the second wait for the first. */
export const guardPool = (pool: ConnectionPool): void => {
  const open = need(pool.getConnection, "getConnection").bind(pool);
  const opening = new Map<number, Promise<Connection>>();
  pool.getConnection = (index = 0) => {
    const connection = need(pool.pool[index], "connection in its pool");
    if (connection.isConnected()) return Promise.resolve(connection);
    const already = opening.get(index);
    if (already !== undefined) return already;
    const opened = open(index).finally(() => opening.delete(index));
    opening.set(index, opened);
    return opened;
  };
};

/** The first of these timers in every queue to come, for kafkajs as an administrator uses it. */
export const quietenQueues = (): void => {
  const { prototype }: { prototype: RequestQueue & { quiet?: true } } = createRequire(import.meta.url)(
    "kafkajs/src/network/requestQueue",
  );
  if (prototype.quiet === true) return;
  prototype.quiet = true;
  const schedule = need(prototype.scheduleCheckPendingRequests, "scheduleCheckPendingRequests");
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
};
