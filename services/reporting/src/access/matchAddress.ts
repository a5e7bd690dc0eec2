import { accessTable } from "@rapport/contracts/http/access/accessTable";

/** An address of the table, and the client that a request names in its path. */
export interface Matched {
  /** `GET /v1/clients/:id`; null: the table does not know it. */
  readonly address: string | null;
  readonly client: string | null;
}

interface Pattern {
  readonly address: string;
  readonly method: string;
  readonly segments: ReadonlyArray<string>;
}

const patterns: ReadonlyArray<Pattern> = Object.keys(accessTable)
  .map((address) => {
    const [method = "", path = ""] = address.split(" ");
    return { address, method, segments: path.split("/") };
  })
  // What is spelt out stands before what takes a parameter there, as in the router.
  .toSorted((a, b) => (a.address.replaceAll(":", "￿") < b.address.replaceAll(":", "￿") ? -1 : 1));

const fits = ({ segments }: Pattern, path: ReadonlyArray<string>): boolean =>
  segments.length === path.length &&
  segments.every((segment, i) => (segment.startsWith(":") ? path[i] !== "" : segment === path[i]));

/** The path as the router reads it; null for one that can be read in two ways. */
export const routedPath = (url: string): string | null => {
  const path = url.split("?")[0]!.replaceAll(/\/{2,}/g, "/");
  if (/[;#\\]/.test(path)) return null;
  try {
    return decodeURI(path);
  } catch {
    return null;
  }
};

/** Which address of the API a request is for. A HEAD is answered as a GET is. */
export const matchAddress = (method: string, path: string): Matched => {
  const asked = method === "HEAD" ? "GET" : method;
  const segments = path.split("/");
  const found = patterns.find((pattern) => pattern.method === asked && fits(pattern, segments));
  if (found === undefined) return { address: null, client: null };
  const named = found.segments[2] === "clients" && found.segments[3] === ":id" ? segments[3]! : null;
  return { address: found.address, client: named === null ? null : decodeURIComponent(named) };
};

/** Whether somebody has to be signed in to ask there: the API and its documentation. Files and health are for all. */
export const isProtected = (path: string): boolean => /^\/(?:v1|docs|openapi\.json)(?:\/|$)/.test(path);
