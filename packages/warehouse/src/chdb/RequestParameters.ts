import type { IncomingHttpHeaders } from "node:http";
import { randomUUID } from "node:crypto";
import { EngineError } from "./EngineError.ts";
import { isSettingName } from "./Settings.ts";

/** What a request asks besides its statement. */
export interface RequestParameters {
  readonly query: string;
  readonly database: string | undefined;
  readonly defaultFormat: string;
  readonly queryId: string;
  readonly params: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, string>;
  /** Answer only when the query has ended, with its real status. */
  readonly waitEnd: boolean;
  readonly compress: boolean;
}

const ownNames = new Set(
  (
    "query database default_format query_id user password session_id session_timeout session_check role " +
    "quota_key compress decompress wait_end_of_query buffer_size enable_http_compression stacktrace " +
    "client_protocol_version close_session http_zlib_compression_level"
  ).split(" "),
);

const isTrue = (value: string | undefined) => value !== undefined && !["", "0", "false"].includes(value);

const header = (headers: IncomingHttpHeaders, name: string) => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const unsupported = (name: string, why: string) =>
  EngineError.make(
    48,
    `Parameter '${name}' is not supported by the embedded warehouse: ${why}`,
    "NOT_IMPLEMENTED",
  );

/**
 * Reads the URL's parameters (and a form's fields, which go before them). A name that is none of
 * ClickHouse's own is a setting, or `param_…` a bound parameter. Throws `EngineError`.
 */
export const readParameters = (
  method: string,
  headers: IncomingHttpHeaders,
  url: URLSearchParams,
  form: ReadonlyMap<string, string>,
): RequestParameters => {
  const all = new Map<string, string>([...url, ...form]);
  if (isTrue(all.get("compress")))
    throw unsupported("compress", "use enable_http_compression with Accept-Encoding");
  if (isTrue(all.get("decompress"))) throw unsupported("decompress", "use Content-Encoding");
  const settings = new Map<string, string>();
  const params = new Map<string, string>();
  for (const [name, value] of all) {
    if (ownNames.has(name)) continue;
    if (!isSettingName(name))
      throw EngineError.make(115, `Unknown setting '${name.slice(0, 100)}'`, "UNKNOWN_SETTING");
    if (name.startsWith("param_")) params.set(name.slice("param_".length), value);
    else settings.set(name, value);
  }
  // As ClickHouse: GET must change nothing, whatever the URL says.
  if (method === "GET" || method === "HEAD") {
    if (!isTrue(settings.get("readonly"))) settings.set("readonly", "2");
  }
  const database = all.get("database") || header(headers, "x-clickhouse-database") || undefined;
  return {
    query: all.get("query") ?? "",
    database,
    defaultFormat: all.get("default_format") || header(headers, "x-clickhouse-format") || "TabSeparated",
    queryId: all.get("query_id") || randomUUID(),
    params,
    settings,
    waitEnd: isTrue(all.get("wait_end_of_query")),
    compress: isTrue(all.get("enable_http_compression")),
  };
};
