import { isLoopbackName } from "../http/securityHeaders.ts";

/** Names and flags of the cookies: on this machine without TLS, anywhere else with it and for this host alone. */
export interface CookieKind {
  readonly session: string;
  readonly oidc: string;
  readonly secure: boolean;
}

const bare: CookieKind = { session: "rapport_session", oidc: "rapport_oidc", secure: false };
const hosted: CookieKind = { session: "__Host-rapport_session", oidc: "__Host-rapport_oidc", secure: true };

/** By where readers reach the server: `publicUrl`, else what it listens on. */
export const cookiesOf = (listensOn: string, publicUrl: URL | null): CookieKind => {
  const name = publicUrl?.hostname ?? (listensOn === "::1" ? "[::1]" : listensOn);
  return isLoopbackName(name) ? bare : hosted;
};

/** Of the session: sent by this site's own pages alone, and seen by no script. */
export const sessionFlags = ({ secure }: CookieKind) =>
  ({ path: "/", httpOnly: true, sameSite: "strict", secure }) as const;

/** Of the way to the firm's sign-in and back, which begins at another site. */
export const oidcFlags = ({ secure }: CookieKind) =>
  ({ path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: "10 minutes" }) as const;
