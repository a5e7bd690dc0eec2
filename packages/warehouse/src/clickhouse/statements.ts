import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import { Readable } from "node:stream";
import {
  type ClickHouseClient,
  type ClickHouseSettings,
  ClickHouseLogLevel,
  createClient,
} from "@clickhouse/client";
import { Effect, type Redacted, Redacted as RedactedValue, type Scope } from "effect";
import { WarehouseError } from "../Warehouse.ts";
import { toWarehouseError } from "./failures.ts";

/** Where a ClickHouse HTTP interface is, and who may speak to it. */
export interface ClickHouseAddress {
  readonly url: string;
  /** Default `default`, the one user of the embedded engine. */
  readonly user?: string;
  readonly password: Redacted.Redacted<string>;
  readonly database: string;
  /** Sockets, and so statements at a time; default 10. */
  readonly maxOpenConnections?: number;
  /** How long a statement may stay silent; default one hour, for INSERT SELECT says nothing while it works. */
  readonly requestTimeoutMs?: number;
}

/** Idle sockets are dropped before any server closes them: 3 s is the shortest keep-alive in use. */
const idleSocketMs = 2_000;

/**
 * Sockets that drop themselves when they are idle. The client's own watch over them is left off: when a request that waits
 * for a socket is given up, Node offers that socket twice, the client then forgets one of two timers, and it ends the socket
 * two seconds later under whatever statement has it.
 */
const socketsFor = (url: string, maxSockets: number): Agent =>
  new (url.startsWith("https:") ? TlsAgent : Agent)({ keepAlive: true, maxSockets, timeout: idleSocketMs });

/** A client that is closed with the scope. It prints nothing: failures are told by the effects. */
export const openClient = (
  address: ClickHouseAddress,
  settings: ClickHouseSettings,
): Effect.Effect<ClickHouseClient, WarehouseError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () =>
        createClient({
          url: address.url,
          username: address.user ?? "default",
          password: RedactedValue.value(address.password),
          database: address.database,
          application: "rapport",
          http_agent: socketsFor(address.url, address.maxOpenConnections ?? 10),
          request_timeout: address.requestTimeoutMs ?? 3_600_000,
          keep_alive: { enabled: true, idle_socket_ttl: 0 },
          clickhouse_settings: settings,
          log: { level: ClickHouseLogLevel.OFF },
        }),
      // Nothing has been sent yet: the address itself is wrong.
      catch: (cause) =>
        new WarehouseError({ ...toWarehouseError("connect")(cause), operation: "connect", retriable: false }),
    }),
    (client) => Effect.promise(() => client.close()),
  );

/** Names the statement in `system.processes` and `system.query_log`; unique, so that it can be cancelled. */
export const queryIdOf = (name: string): string =>
  `${name.replace(/[^\w.-]/g, "_").slice(0, 80)}:${randomUUID()}`;

/**
 * Cancels a statement that nobody waits for any more. A server goes on with a statement that writes when
 * its client leaves, so it is told so. ASYNC, because SYNC may wait for ever (03 1.9).
 */
export const killQuery = (client: ClickHouseClient, queryId: string): Effect.Effect<void> =>
  Effect.tryPromise(() =>
    client.command({
      query: "KILL QUERY WHERE query_id = {id:String} ASYNC",
      query_params: { id: queryId },
    }),
  ).pipe(Effect.timeout("2 seconds"), Effect.ignore);

/** One statement without an answer. Interruption cancels it on the server. */
export const runCommand = (
  client: ClickHouseClient,
  operation: string,
  sql: string,
  params: Record<string, unknown>,
  settings: ClickHouseSettings,
): Effect.Effect<void, WarehouseError> =>
  Effect.suspend(() => {
    const queryId = queryIdOf(operation);
    return Effect.tryPromise({
      try: (signal) =>
        client.command({
          query: sql,
          query_params: params,
          query_id: queryId,
          abort_signal: signal,
          clickhouse_settings: { wait_end_of_query: 1, ...settings },
        }),
      catch: toWarehouseError(operation),
    }).pipe(
      Effect.onInterrupt(() => killQuery(client, queryId)),
      Effect.asVoid,
    );
  });

/** One INSERT with its body byte-exact; the client streams Native only through `exec` (03 1.6). */
export const runInsert = (
  client: ClickHouseClient,
  operation: string,
  sql: string,
  body: Uint8Array,
  settings: ClickHouseSettings,
): Effect.Effect<void, WarehouseError> =>
  Effect.suspend(() => {
    const queryId = queryIdOf(operation);
    return Effect.tryPromise({
      try: async (signal) => {
        const { stream } = await client.exec({
          query: sql,
          values: Readable.from([body], { objectMode: false }),
          query_id: queryId,
          abort_signal: signal,
          clickhouse_settings: { wait_end_of_query: 1, ...settings },
        });
        // Undrained, the socket would never be free again.
        for await (const _ of stream) continue;
      },
      catch: toWarehouseError(operation),
    }).pipe(Effect.onInterrupt(() => killQuery(client, queryId)));
  });
