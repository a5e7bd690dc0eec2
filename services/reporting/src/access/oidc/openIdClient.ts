import * as openid from "openid-client";
import type { OidcClient, OidcPerson } from "./OidcClient.ts";
import { grantsOf, type GroupRoles } from "./groupRoles.ts";

export interface OpenIdOptions {
  readonly issuer: URL;
  readonly clientId: string;
  /** Null: a public client. */
  readonly clientSecret: string | null;
  /** The claim that lists somebody's groups. */
  readonly groupsClaim: string;
  readonly roles: GroupRoles;
}

const timeoutSeconds = 10;

/** The first of the claims that names a person; what is said of clients is said under it. */
const nameOf = (claims: openid.IDToken): string => {
  const names = [claims["preferred_username"], claims["email"], claims["name"], claims.sub];
  return names
    .find((name): name is string => typeof name === "string" && name.trim() !== "")!
    .trim()
    .slice(0, 200);
};

/** The firm's own sign-in. What it says of itself is read when somebody first asks, and again where that failed. */
export const openIdClient = (options: OpenIdOptions): OidcClient => {
  let known: Promise<openid.Configuration> | null = null;
  const discover = (): Promise<openid.Configuration> => {
    const auth =
      options.clientSecret === null ? openid.None() : openid.ClientSecretBasic(options.clientSecret);
    known ??= openid
      .discovery(options.issuer, options.clientId, undefined, auth, {
        timeout: timeoutSeconds,
        // The setting takes http on this machine alone.
        execute: options.issuer.protocol === "http:" ? [openid.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        known = null;
        throw error;
      });
    return known;
  };
  return {
    host: options.issuer.host,
    begin: async (redirectUri) => {
      const configuration = await discover();
      const kept = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      };
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri.href,
        scope: "openid profile email",
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: "S256",
      });
      return { url, kept };
    },
    finish: async (calledBack, kept): Promise<OidcPerson> => {
      const tokens = await openid.authorizationCodeGrant(await discover(), calledBack, {
        pkceCodeVerifier: kept.verifier,
        expectedState: kept.state,
        expectedNonce: kept.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      return { name: nameOf(claims), grants: grantsOf(options.roles, claims[options.groupsClaim]) };
    },
  };
};
