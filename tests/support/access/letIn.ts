import { Access } from "@rapport/reporting/access/Access";
import { openAccessStore } from "@rapport/reporting/access/AccessStore";
import { usualBounds } from "@rapport/reporting/access/RateLimits";
import { Layer } from "effect";

const store = openAccessStore(":memory:");
const token = store.tokens.add("tests", { role: "admin", money: true }, null, Date.now())!;

/** For servers of tests: lets `ask` in. */
export const letIn = Layer.succeed(Access, { store, publicUrl: null, oidc: null, bounds: usualBounds });

/** `fetch` as somebody who may do everything, at a server with `letIn`. */
export const ask = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
