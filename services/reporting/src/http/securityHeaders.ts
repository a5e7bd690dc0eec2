/** Pages load what this server has and nothing else; no script or style stands in them. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The rendered API documentation brings its script along inline, and may talk to this server alone. */
const docsPolicy =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src 'self' data: blob:; font-src data:; connect-src 'self'; worker-src blob:; base-uri 'none'; frame-ancestors 'none'";

/**
 * Sent with every answer. Figures are about people's mail: nobody keeps a copy on the way. `tls`: readers come by https,
 * and are to come by nothing else from now on.
 */
export const securityHeaders = (path: string, tls = false): Readonly<Record<string, string>> => ({
  ...(tls ? { "strict-transport-security": "max-age=31536000" } : {}),
  "content-security-policy": path === "/docs" ? docsPolicy : pagePolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
});

/** True for the names this machine calls itself by. */
export const isLoopbackName = (name: string): boolean =>
  name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(\.\d{1,3}){3}$/.test(name);

/** The name in a Host header, without the port, in lower case. */
export const hostName = (host: string): string => host.toLowerCase().replace(/:\d*$/, "");

/**
 * Whether to answer a request that names `host`. A server on loopback is asked by that name alone: any other
 * is a website that had its own name point here, to read along (DNS rebinding).
 */
export const mayAsk = (listensOn: string, host: string | undefined): boolean =>
  !isLoopbackName(listensOn === "::1" ? "[::1]" : listensOn) ||
  (host !== undefined && isLoopbackName(hostName(host)));
