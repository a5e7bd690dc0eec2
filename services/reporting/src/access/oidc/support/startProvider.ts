import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What the provider says of whoever signs in next. */
export interface Claims {
  readonly sub: string;
  readonly preferred_username?: string;
  readonly groups?: ReadonlyArray<string>;
}

export interface Provider {
  readonly issuer: URL;
  /** Who signs in from now on; `nonce` in it stands for the one that was asked for. */
  readonly next: (claims: Claims & { readonly nonce?: string }) => void;
  readonly stop: () => Promise<void>;
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A small OpenID provider on this machine: authorization code, PKCE (S256), RS256. Everybody may sign in at once. */
export const startProvider = async (clientId: string): Promise<Provider> => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let claims: Claims = { sub: "nobody" };
  const codes = new Map<string, { readonly nonce: string; readonly challenge: string }>();
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const at = (path: string): string => new URL(path, issuer).href;
  const origin = issuer.href.replace(/\/$/, "");

  const discovery = {
    issuer: origin,
    authorization_endpoint: at("/authorize"),
    token_endpoint: at("/token"),
    jwks_uri: at("/keys"),
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256"],
  };
  const idToken = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1000);
    const body = { iss: origin, aud: clientId, iat: now, exp: now + 60, nonce, ...claims };
    const signed = `${base64({ alg: "RS256", kid: "one" })}.${base64(body)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
  };
  const exchange = (form: URLSearchParams): readonly [number, unknown] => {
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (asked === undefined || challenge !== asked.challenge) return [400, { error: "invalid_grant" }];
    return [
      200,
      { access_token: randomUUID(), token_type: "Bearer", expires_in: 60, id_token: idToken(asked.nonce) },
    ];
  };
  server.on("request", (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (url.pathname === "/.well-known/openid-configuration") return json(200, discovery);
    if (url.pathname === "/keys")
      return json(200, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }],
      });
    if (url.pathname === "/token")
      return void text(request).then((body) => json(...exchange(new URLSearchParams(body))));
    const code = randomUUID();
    const wanted = (name: string): string => url.searchParams.get(name) ?? "";
    codes.set(code, { nonce: wanted("nonce"), challenge: wanted("code_challenge") });
    const back = new URL(wanted("redirect_uri"));
    back.searchParams.set("code", code);
    back.searchParams.set("state", wanted("state"));
    return response.writeHead(302, { location: back.href }).end();
  });
  return {
    issuer,
    next: (who) => (claims = who),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
