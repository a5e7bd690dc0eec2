import { createRequire } from "node:module";

/** One connection of the engine: its own settings, parameters and current database. */
export type Connection = { readonly brand: "chdb-connection" };

export interface NativeResult {
  readonly bytes: Uint8Array;
  readonly elapsed: number;
  readonly rowsRead: number;
  readonly bytesRead: number;
}

/**
 * The engine's own calls, below `Session`. They are used because `Session.close()` puts a close off until
 * *every* running call of the process has ended: with one long query running, the connections of all the
 * short ones would pile up. The addon counts per connection, and so do we.
 */
export interface Native {
  readonly CreateConnection: (folder: string, args?: ReadonlyArray<string>) => Connection;
  readonly CloseConnection: (connection: Connection) => void;
  /** Runs on a libuv thread. One call at a time per connection; rejects with the engine's text. */
  readonly QueryAsyncConnection: (
    connection: Connection,
    sql: string,
    format: string,
  ) => Promise<NativeResult>;
}

const calls = ["CreateConnection", "CloseConnection", "QueryAsyncConnection"] as const;

/** Loads the engine (a library of 500 MB: about a second when cold). */
export const loadNative = (): Native => {
  const chdb = createRequire(createRequire(import.meta.url).resolve("chdb/package.json"));
  const native: unknown = chdb("./dist/loader.js").loadNative();
  const has = (name: string) =>
    typeof native === "object" && native !== null && typeof Reflect.get(native, name) === "function";
  const missing = calls.filter((name) => !has(name));
  if (missing.length > 0)
    throw new Error(`chdb: this build has no ${missing.join(", ")}; install the version the catalog pins`);
  return native as Native;
};
