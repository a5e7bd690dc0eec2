import { assert, describe, layer } from "@effect/vitest";
import { SessionAnswer } from "@rapport/contracts/http/access/Session";
import { Access } from "../Access.ts";
import { openAccessStore } from "../AccessStore.ts";
import { parseGroupRoles } from "./groupRoles.ts";
import { openIdClient } from "./openIdClient.ts";
import { usualBounds } from "../RateLimits.ts";
import { SessionRoutes } from "../SessionRoutes.ts";
import { guard } from "../../http/Guard.ts";
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer";
import { createServer } from "node:http";
import { Effect, Layer } from "effect";
import { HttpRouter, HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { startProvider } from "./support/startProvider.ts";

const provider = await startProvider("rapport");
afterAll(() => provider.stop());

const store = openAccessStore(":memory:");
const oidc = openIdClient({
  issuer: provider.issuer,
  clientId: "rapport",
  clientSecret: null,
  groupsClaim: "groups",
  roles: parseGroupRoles("board=leadership+money"),
});
const host = "127.0.0.1";
const served = HttpRouter.serve(Layer.mergeAll(SessionRoutes(host), guard(host)), {
  disableLogger: true,
  disableListenLog: true,
}).pipe(
  Layer.provideMerge(NodeHttpServer.layer(createServer, { host, port: 0 })),
  Layer.provide(Layer.succeed(Access, { store, publicUrl: null, oidc, bounds: usualBounds })),
);

const go = (url: string | URL, cookie = "") =>
  Effect.promise(async () => {
    const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
    const cookies = answer.headers.getSetCookie();
    return { status: answer.status, to: answer.headers.get("location"), cookies, text: await answer.text() };
  });
const here = Effect.map(HttpServer.HttpServer, ({ address }) => HttpServer.formatAddress(address));
const valueOf = (cookies: ReadonlyArray<string>, name: string): string =>
  cookies.find((cookie) => cookie.startsWith(`${name}=`))?.split(";")[0] ?? "";

/** To the provider and as far as the address that it sends back to. */
const signIn = Effect.gen(function* () {
  const begun = yield* go(`${yield* here}/session/oidc?to=/renewals`);
  const kept = valueOf(begun.cookies, "rapport_oidc");
  const { to } = yield* go(begun.to!);
  return { begun, kept, back: to! };
});

layer(served, { excludeTestServices: true })("the firm's own sign-in", (it) => {
  describe("lets somebody in", () => {
    it.effect("by their group, once, with a cookie that only this site has", () =>
      Effect.gen(function* () {
        provider.next({ sub: "1", preferred_username: "carla", groups: ["guests", "board"] });
        const { begun, kept, back } = yield* signIn;
        assert.match(begun.cookies[0]!, /HttpOnly; SameSite=Lax/);
        assert.match(begun.to!, /code_challenge_method=S256/);
        const done = yield* go(back, kept);
        assert.deepStrictEqual([done.status, /url=\/renewals/.test(done.text)], [200, true]);
        assert.match(
          done.cookies.join("\n"),
          /rapport_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/,
        );
        const secret = valueOf(done.cookies, "rapport_session").split("=")[1]!;
        const { name, role, money, kind } = store.sessions.find(secret, Date.now())!;
        assert.deepStrictEqual([name, role, money, kind], ["carla", "leadership", true, "oidc"]);
        assert.isTrue(SessionAnswer.shape.kind.safeParse(kind).success);
        const again = yield* go(back, kept);
        assert.deepStrictEqual([again.status, valueOf(again.cookies, "rapport_session")], [403, ""]);
      }),
    );
  });

  describe("lets nobody in", () => {
    const refused = (back: string, kept: string, why: RegExp) =>
      Effect.gen(function* () {
        const answer = yield* go(back, kept);
        assert.strictEqual(answer.status, 403);
        assert.strictEqual(valueOf(answer.cookies, "rapport_session"), "");
        assert.match(answer.text, why);
      });

    it.effect("who is in no group that has a role", () =>
      Effect.gen(function* () {
        provider.next({ sub: "2", preferred_username: "dan", groups: ["guests"] });
        const { kept, back } = yield* signIn;
        yield* refused(back, kept, /none of your groups/);
      }),
    );

    it.effect("whose way back is not the one that began here, or whose token is for another sign-in", () =>
      Effect.gen(function* () {
        provider.next({ sub: "3", groups: ["board"] });
        const first = yield* signIn;
        const second = yield* signIn;
        yield* refused(first.back, "", /did not let you in/);
        yield* refused(first.back, second.kept, /did not let you in/);
        yield* refused(
          `${second.back.replace(/state=[^&]*/, "state=other")}`,
          second.kept,
          /did not let you in/,
        );
        provider.next({ sub: "3", groups: ["board"], nonce: "of another sign-in" });
        const third = yield* signIn;
        yield* refused(third.back, third.kept, /did not let you in/);
      }),
    );
  });
});
