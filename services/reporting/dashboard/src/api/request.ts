import type { Address, Answer, Ask, ReadAddress, Say, WriteAddress } from "./Api.ts";
import { ApiProblem } from "./ApiProblem.ts";

type Values = Readonly<Record<string, unknown>>;

/** The address in full: `:id` filled in, the query behind it. Parameters without a value are left out. */
export const urlOf = (address: Address, params: Values = {}, query: Values = {}): string => {
  const path = address.slice(address.indexOf(" ") + 1);
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  return search.size === 0 ? filled : `${filled}?${search}`;
};

const problemOf = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => null);
  const after = Number(response.headers.get("retry-after"));
  const members = typeof body === "object" && body !== null ? (body as Values) : {};
  return new ApiProblem(response.status, members, after > 0 ? after : null);
};

/** The session is over, or there was none: after signing in the reader is back where they were. */
const signIn = (): void => {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/session?to=${encodeURIComponent(here)}`);
};

const send = async <T>(url: string, init: RequestInit): Promise<T> => {
  const response = await fetch(url, { credentials: "same-origin", ...init }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new ApiProblem(
      0,
      { title: "The server does not answer", detail: "Is `rapport up` still running?" },
      null,
    );
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.type === "urn:rapport:problem:not-signed-in") signIn();
    throw problem;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
};

/** Asks the API. Throws `ApiProblem`. */
export const ask = <A extends ReadAddress>(
  address: A,
  asked: Ask<A>,
  signal?: AbortSignal,
): Promise<Answer<A>> =>
  send(urlOf(address, asked.params as Values, asked.query as Values), {
    headers: { accept: "application/json" },
    ...(signal === undefined ? {} : { signal }),
  });

const methodOf = (address: string): string => address.slice(0, address.indexOf(" "));

/**
 * Says something to the API. Throws `ApiProblem`. The header is one that no form of another website can send without
 * being allowed to.
 */
export const say = <A extends WriteAddress>(address: A, said: Say<A>): Promise<Answer<A>> =>
  send(urlOf(address, said.params as Values, said.query as Values), {
    method: methodOf(address),
    headers: { accept: "application/json", "content-type": "application/json", "x-rapport-request": "1" },
    ...(said.payload === undefined ? {} : { body: JSON.stringify(said.payload) }),
  });
