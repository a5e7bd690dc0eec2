import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { EngineError } from "./EngineError.ts";
import type { SessionRequest } from "./Sessions.ts";
import { isSettingName } from "./Settings.ts";

/** What a request asks besides its statement. */
export interface RequestParameters {
  readonly query: string;
  readonly database: string | undefined;
  readonly defaultFormat: string;
  readonly queryId: string;
  readonly params: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, string>;
  readonly session: SessionRequest | undefined;
  /** The role to take on; undefined: all that the user may. */
  readonly role: string | undefined;
  /** Answer only when the query has ended, with its real status. */
  readonly waitEnd: boolean;
  readonly compress: boolean;
}

/** ClickHouse's own parameters: all that is neither one of these nor `param_…` is a setting. */
const ownNames = new Set(
  (
    "query database default_format query_id user password session_id session_timeout session_check role " +
    "quota_key compress decompress wait_end_of_query buffer_size enable_http_compression stacktrace " +
    "client_protocol_version close_session http_zlib_compression_level"
  ).split(" "),
);

type Parameters = ReadonlyMap<string, string>;
const isTrue = (value: string | undefined) => value !== undefined && !["", "0", "false"].includes(value);

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const bad = (detail: string) => EngineError.make(36, detail, "BAD_ARGUMENTS");

const refuseUnsupported = (all: Parameters) => {
  const refuse = (name: string, why: string) => {
    throw EngineError.make(
      48,
      `Parameter '${name}' is not supported by the embedded warehouse: ${why}`,
      "NOT_IMPLEMENTED",
    );
  };
  if (isTrue(all.get("compress"))) refuse("compress", "use enable_http_compression=1 with Accept-Encoding");
  if (isTrue(all.get("decompress"))) refuse("decompress", "use Content-Encoding");
};

const sessionOf = (all: Parameters): SessionRequest | undefined => {
  const id = all.get("session_id") ?? "";
  if (id === "") return undefined;
  const seconds = Number(all.get("session_timeout") || "60");
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 3600)
    throw EngineError.make(
      374,
      "session_timeout is a number of seconds up to 3600",
      "INVALID_SESSION_TIMEOUT",
    );
  return {
    id,
    timeoutMs: seconds * 1000,
    mustExist: isTrue(all.get("session_check")),
    closeAfter: isTrue(all.get("close_session")),
  };
};

const settingsOf = (all: Parameters) => {
  const settings = new Map<string, string>();
  const params = new Map<string, string>();
  for (const [name, value] of all) {
    if (ownNames.has(name)) continue;
    if (!isSettingName(name))
      throw EngineError.make(115, `Unknown setting '${name.slice(0, 100)}'`, "UNKNOWN_SETTING");
    if (name.startsWith("param_")) params.set(name.slice("param_".length), value);
    else settings.set(name, value);
  }
  return { settings, params };
};

/**
 * Reads the URL's parameters and a form's fields, which go before them. Throws `EngineError`. GET and HEAD
 * may change nothing, whatever they say: `readonly` is at least 2.
 */
export const readParameters = (
  method: string,
  headers: IncomingHttpHeaders,
  url: URLSearchParams,
  form: Parameters,
): RequestParameters => {
  const all = new Map<string, string>([...url, ...form]);
  refuseUnsupported(all);
  const { settings, params } = settingsOf(all);
  if (method !== "POST" && !isTrue(settings.get("readonly"))) settings.set("readonly", "2");
  const queryId = all.get("query_id") || randomUUID();
  if (!/^[\x20-\x7e]{1,256}$/.test(queryId)) throw bad("query_id is up to 256 printable ASCII characters");
  const defaultFormat = all.get("default_format") || header(headers, "x-clickhouse-format") || "TabSeparated";
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(defaultFormat))
    throw EngineError.make(73, `Unknown format ${JSON.stringify(defaultFormat)}`, "UNKNOWN_FORMAT");
  return {
    query: all.get("query") ?? "",
    database: all.get("database") || header(headers, "x-clickhouse-database") || undefined,
    defaultFormat,
    queryId,
    params,
    settings,
    session: sessionOf(all),
    role: all.get("role") || undefined,
    waitEnd: isTrue(all.get("wait_end_of_query")),
    compress: isTrue(all.get("enable_http_compression")),
  };
};
