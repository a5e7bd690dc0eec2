import { Layer, Effect } from "effect";
import { HttpRouter, HttpServerResponse } from "effect/http";
import { Access } from "./Access.ts";
import { makeSignIn } from "./signIn.ts";
import { signInStyle } from "./signInPage.ts";

const style = HttpServerResponse.text(signInStyle, {
  contentType: "text/css; charset=utf-8",
  headers: { "cache-control": "no-cache" },
});

/** Where readers come in: the page, the form, the printed link, the firm's own sign-in and back. */
export const SessionRoutes = (listensOn: string) =>
  Layer.unwrap(
    Effect.map(Access, (access) => {
      const signIn = makeSignIn(access, listensOn);
      return Layer.mergeAll(
        HttpRouter.add("GET", "/session", signIn.page),
        HttpRouter.add("POST", "/session", signIn.withPassword),
        HttpRouter.add("GET", "/session/open", signIn.withLink),
        HttpRouter.add("GET", "/session/oidc", signIn.toFirm),
        HttpRouter.add("GET", "/session/oidc/back", signIn.fromFirm),
        HttpRouter.add("GET", "/session/style.css", style),
      );
    }),
  );
