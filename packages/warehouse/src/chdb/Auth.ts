import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { EngineError } from "./EngineError.ts";

interface Credentials {
  readonly user: string;
  readonly password: string;
}

const basic = (header: string): Credentials | undefined => {
  const encoded = /^Basic\s+(\S+)\s*$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0
    ? { user: text, password: "" }
    : { user: text.slice(0, colon), password: text.slice(colon + 1) };
};

const first = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

const credentialsOf = (headers: IncomingHttpHeaders, url: URLSearchParams): Credentials | undefined => {
  const user = first(headers["x-clickhouse-user"]);
  const key = first(headers["x-clickhouse-key"]);
  if (user !== undefined || key !== undefined) return { user: user ?? "default", password: key ?? "" };
  if (headers.authorization !== undefined) return basic(headers.authorization);
  if (url.has("user") || url.has("password"))
    return { user: url.get("user") ?? "default", password: url.get("password") ?? "" };
  return undefined;
};

/** Equal texts, in a time that tells nothing about where they differ. */
const same = (a: string, b: string) => {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/**
 * Who asks: ClickHouse's headers, Basic, or `user` and `password` in the URL. There is one user, `default`.
 * Returns the error to answer with, or undefined when the password is right.
 */
export const refusal = (
  headers: IncomingHttpHeaders,
  url: URLSearchParams,
  password: string,
): EngineError | undefined => {
  const given = credentialsOf(headers, url);
  if (given === undefined)
    return EngineError.make(
      194,
      "default: Authentication failed: a password is required",
      "REQUIRED_PASSWORD",
    );
  const right = same(given.password, password);
  if (right && given.user === "default") return undefined;
  const detail = `${given.user}: Authentication failed: password is incorrect, or there is no user with such name`;
  return EngineError.make(516, detail, "AUTHENTICATION_FAILED");
};
