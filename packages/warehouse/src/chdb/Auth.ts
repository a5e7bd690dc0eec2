import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { analyst, analystPassword } from "./access.ts";
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
 * Who asks: ClickHouse's headers, Basic, or `user` and `password` in the URL. There is the owner, `default`, and the
 * `analyst`, who may only read. Throws the error to answer with when it is nobody of them, or the password is wrong.
 */
export const userOf = (
  headers: IncomingHttpHeaders,
  url: URLSearchParams,
  ownerPassword: string,
): "default" | typeof analyst => {
  const given = credentialsOf(headers, url);
  if (given === undefined)
    throw EngineError.make(
      194,
      "default: Authentication failed: a password is required",
      "REQUIRED_PASSWORD",
    );
  // Both are compared whoever is named, so that the time tells nothing.
  const isOwner = same(given.password, ownerPassword);
  const isAnalyst = same(given.password, analystPassword(ownerPassword));
  if (isOwner && given.user === "default") return "default";
  if (isAnalyst && given.user === analyst) return analyst;
  const detail = `${given.user}: Authentication failed: password is incorrect, or there is no user with such name`;
  throw EngineError.make(516, detail, "AUTHENTICATION_FAILED");
};
