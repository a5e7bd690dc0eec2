import type { Grants } from "@rapport/contracts/http/access/Roles";

/** What is kept, in the reader's browser alone, until the firm's sign-in sends them back. */
export interface OidcKept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the firm's sign-in says it is; `grants` null: none of their groups has a role here. */
export interface OidcPerson {
  readonly name: string;
  readonly grants: Grants | null;
}

/** The firm's own sign-in (OpenID Connect, authorization code with PKCE). Both reject where it does not answer or refuses. */
export interface OidcClient {
  /** Its host, as the sign-in page names it. */
  readonly host: string;
  readonly begin: (redirectUri: URL) => Promise<{ readonly url: URL; readonly kept: OidcKept }>;
  readonly finish: (calledBack: URL, kept: OidcKept) => Promise<OidcPerson>;
}
