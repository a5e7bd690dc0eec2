import { assert, describe, layer } from "@effect/vitest";
import { RapportApi } from "@rapport/contracts/http/Api";
import { accessTable, type AccessRule } from "@rapport/contracts/http/access/accessTable";
import { LooksPage, PeopleAnswer } from "@rapport/contracts/http/access/People";
import { type Grants, roles } from "@rapport/contracts/http/access/Roles";
import { SessionAnswer } from "@rapport/contracts/http/access/Session";
import { refused } from "@rapport/contracts/http/access/verdictOn";
import { Access } from "@rapport/reporting/access/Access";
import { openAccessStore } from "@rapport/reporting/access/AccessStore";
import { mostBodyBytes } from "@rapport/reporting/access/Gate";
import { openLink } from "@rapport/reporting/access/openLink";
import { usualBounds } from "@rapport/reporting/access/RateLimits";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { startChdb } from "./support/chdb.ts";
import { reportsOn } from "./support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const store = openAccessStore(":memory:");
const access = Layer.succeed(Access, { store, publicUrl: null, oidc: null, bounds: usualBounds });
const served = reportingServer({ host: "127.0.0.1", port: 0 }).pipe(
  Layer.provide(access),
  Layer.provideMerge(reportsOn(chdb, "access")),
);
const all: ReadonlyArray<Grants> = roles.flatMap((role) => [
  { role, money: true },
  { role, money: false },
]);
const tokenOf = new Map(
  all.map((grants) => {
    const name = `${grants.role} ${grants.money ? "with" : "without"} money`;
    return [grants, store.tokens.add(name, grants, null, Date.now())!] as const;
  }),
);
const bearer = (grants: Grants) => ({ authorization: `Bearer ${tokenOf.get(grants)!}` });
const admin = bearer(all[0]!);
const password = "correct horse battery";

const serverUrl = Effect.map(HttpServer.HttpServer, ({ address }) => HttpServer.formatAddress(address));
/** The head of an answer and its text; a stream that goes on for ever is let go of. */
const ask = (path: string, init: RequestInit = {}) =>
  Effect.gen(function* () {
    const url = path.startsWith("/") ? (yield* serverUrl) + path : path;
    return yield* Effect.promise(async () => {
      const response = await fetch(url, { redirect: "manual", ...init });
      const streams = (response.headers.get("content-type") ?? "").startsWith("text/event-stream");
      if (streams) await response.body?.cancel();
      const text = streams ? "" : await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        cookies: response.headers.getSetCookie(),
      };
    });
  });
const typeOf = (text: string): string =>
  (JSON.parse(text) as { type: string }).type.replace("urn:rapport:problem:", "");

/** An address of the table with something in the place of its parameters. */
const sample = (address: string) => {
  const [method = "", path = ""] = address.split(" ");
  const file = path.includes("tables") ? "profitability.csv" : "client_profitability.csv";
  const filled = path.replace(":id", "acme").replace(":file", file).replace(":model", "current");
  const headers = { "x-rapport-request": "1", "content-type": "application/json" };
  return {
    path: filled,
    init: method === "GET" ? {} : { method, headers, body: method === "POST" ? "{}" : null },
  };
};
const asking = (address: string, headers: Record<string, string>) => {
  const { path, init } = sample(address);
  return ask(path, { ...init, headers: { ...init.headers, ...headers } });
};
const signIn = (name: string, text: string, headers: Record<string, string> = {}) =>
  ask("/session", {
    method: "POST",
    body: new URLSearchParams({ name, password: text, to: "/clients" }),
    headers,
  });

layer(served, { timeout: 120_000, excludeTestServices: true })("access", (it) => {
  describe("every address", () => {
    it.effect("of the API is in the table of who may ask", () =>
      Effect.sync(() => {
        const asked = Object.values(RapportApi.groups)
          .filter(({ identifier }) => identifier !== "system")
          .flatMap(({ endpoints }) =>
            Object.values(endpoints).map(({ method, path }) => `${method} ${path}`),
          );
        assert.deepStrictEqual(asked.toSorted(), Object.keys(accessTable).toSorted());
      }),
    );

    it.effect("answers nobody without a session, with somebody else's, or with one that is over", () =>
      Effect.gen(function* () {
        const over = store.tokens.add("over", { role: "admin", money: true }, Date.now() - 1, Date.now())!;
        const strangers: ReadonlyArray<Record<string, string>> = [
          {},
          { cookie: "rapport_session=made-up" },
          { cookie: `__Host-rapport_session=${over}` },
          { authorization: `Bearer ${over}` },
          { authorization: `Basic ${btoa("admin:admin")}` },
        ];
        for (const address of Object.keys(accessTable))
          for (const headers of strangers) {
            const { status, text } = yield* asking(address, headers);
            assert.deepStrictEqual([status, typeOf(text)], [401, "not-signed-in"], address);
          }
        for (const path of [
          "/docs",
          "/openapi.json",
          "/v1",
          "/v1/nothing",
          "//v1/clients",
          "/%76%31/clients",
        ])
          assert.strictEqual((yield* ask(path)).status, 401, path);
      }),
    );

    it.effect("answers each role what is its own, and says why it does not answer the rest", () =>
      Effect.gen(function* () {
        for (const [address, rule] of Object.entries<AccessRule>(accessTable)) {
          const may = all.filter((grants) => refused(grants, rule) === null);
          for (const grants of all.filter((one) => !may.includes(one))) {
            const { status, text } = yield* asking(address, bearer(grants));
            const problem = refused(grants, rule) === "role" ? "not-allowed" : "money-not-allowed";
            assert.deepStrictEqual([status, typeOf(text)], [403, problem], `${address} as ${grants.role}`);
          }
          // The least who may: without money, if that is enough.
          const { status, text } = yield* asking(address, bearer(may.at(-1)!));
          assert.notInclude([401, 403], status, address);
          if (!may.at(-1)!.money) assert.notMatch(text, /Minor":-?\d/, address);
        }
      }),
    );

    it.effect("of which one figure is money says nothing of it to who may not see it", () =>
      Effect.gen(function* () {
        const blind = bearer(all[7]!);
        for (const metric of ["labour", "cost", "contribution", "revenue", "unconverted"])
          assert.strictEqual(
            typeOf((yield* ask(`/v1/clients/internal/evidence?metric=${metric}`, { headers: blind })).text),
            "money-not-allowed",
          );
        const effort = yield* ask("/v1/effort", { headers: blind });
        assert.match(effort.text, /"effortSeconds":0/);
        assert.match(effort.text, /"labourMinor":null/);
        assert.notMatch(effort.text, /Minor":-?\d/);
      }),
    );
  });

  describe("the link", () => {
    it.effect("opens one session, once, in a cookie that no script and no other site has", () =>
      Effect.gen(function* () {
        const link = openLink(store.links, yield* serverUrl, "/clients?asOf=2026-01-31", Date.now());
        assert.deepStrictEqual((yield* ask(link, { method: "HEAD" })).cookies, []);
        const opened = yield* ask(link);
        assert.strictEqual(opened.status, 200);
        assert.include(opened.text, "url=/clients?asOf=2026-01-31");
        assert.match(opened.cookies[0]!, /^rapport_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
        const cookie = opened.cookies[0]!.split(";")[0]!;
        const who = SessionAnswer.parse(
          JSON.parse((yield* ask("/v1/session", { headers: { cookie } })).text),
        );
        assert.deepStrictEqual([who.name, who.role, who.money, who.kind], ["owner", "admin", true, "link"]);
        assert.include(who.may, "GET /v1/access/looks");
        const again = yield* ask(link);
        assert.deepStrictEqual([again.status, again.cookies.length], [403, 0]);
        const late = openLink(store.links, yield* serverUrl, "/", Date.now() - 16 * 60_000);
        assert.strictEqual((yield* ask(late)).status, 403);
        const out = yield* ask("/v1/session", {
          method: "DELETE",
          headers: { cookie, "x-rapport-request": "1" },
        });
        assert.strictEqual(out.status, 200);
        assert.match(out.cookies[0]!, /^rapport_session=; Max-Age=0/);
        assert.strictEqual((yield* ask("/v1/session", { headers: { cookie } })).status, 401);
      }),
    );

    it.effect("and the sign-in lead to no other website", () =>
      Effect.gen(function* () {
        for (const to of [
          "//evil.example",
          "https://evil.example/",
          "/\\evil.example",
          "javascript:alert(1)",
          "/session/open",
          '/"><script>',
        ]) {
          const link = openLink(store.links, yield* serverUrl, to, Date.now());
          const { text } = yield* ask(link);
          assert.notMatch(text, /evil|javascript:|<script|session\/open/, to);
        }
      }),
    );
  });

  describe("a local account", () => {
    it.effect("signs in, is what it is said to be at once, and is signed out by its removal", () =>
      Effect.gen(function* () {
        yield* Effect.promise(() =>
          store.accounts.add("Ada", { role: "ops", money: false }, password, Date.now()),
        );
        const { status, headers, cookies } = yield* signIn("ada", password);
        assert.deepStrictEqual([status, headers.get("location")], [303, "/clients"]);
        const cookie = cookies[0]!.split(";")[0]!;
        const session = () => ask("/v1/session", { headers: { cookie } });
        const who = SessionAnswer.parse(JSON.parse((yield* session()).text));
        assert.deepStrictEqual([who.name, who.role, who.money], ["Ada", "ops", false]);
        const ada = store.accounts.find("Ada")!;
        store.accounts.set(ada.id, { role: "leadership", money: true });
        assert.include((yield* session()).text, '"role":"leadership","money":true');
        const people = PeopleAnswer.parse(
          JSON.parse((yield* ask("/v1/access/people", { headers: admin })).text),
        );
        assert.include(
          people.sessions.map(({ name }) => name),
          "Ada",
        );
        assert.notInclude(JSON.stringify(people), "argon2");
        store.accounts.remove(ada.id);
        assert.strictEqual((yield* session()).status, 401);
      }),
    );

    it.effect("is not told from one that is not there, and not guessed for long", () =>
      Effect.gen(function* () {
        yield* Effect.promise(() =>
          store.accounts.add("Bea", { role: "ops", money: false }, password, Date.now()),
        );
        const wrong = yield* signIn("Bea", "wrong");
        const nobody = yield* signIn("Nobody", "wrong");
        assert.deepStrictEqual([wrong.status, nobody.status, wrong.cookies], [401, 401, []]);
        assert.strictEqual(wrong.text.replaceAll("Bea", ""), nobody.text.replaceAll("Nobody", ""));
        for (let i = 0; i < 4; i++) yield* signIn("Bea", `wrong ${i}`);
        const shut = yield* signIn("Bea", password);
        assert.deepStrictEqual([shut.status, shut.cookies], [429, []]);
        assert.isAbove(Number(shut.headers.get("retry-after")), 60);
        const elsewhere = yield* signIn("Bea", password, { "sec-fetch-site": "cross-site" });
        assert.deepStrictEqual([elsewhere.status, elsewhere.cookies], [403, []]);
      }),
    );

    it.effect("name of which is HTML stays text", () =>
      Effect.gen(function* () {
        const { text } = yield* signIn('"><script>alert(1)</script>', "wrong");
        assert.notInclude(text, "<script>");
      }),
    );
  });

  describe("what is sent", () => {
    it.effect("by another website, or as its forms could, changes nothing", () =>
      Effect.gen(function* () {
        const json = { "content-type": "application/json", "x-rapport-request": "1" };
        const foreign: ReadonlyArray<Record<string, string>> = [
          { "content-type": "application/json" },
          { "content-type": "text/plain", "x-rapport-request": "1" },
          { "content-type": "application/x-www-form-urlencoded", "x-rapport-request": "1" },
          { ...json, origin: "https://evil.example" },
          { ...json, origin: "null" },
          { ...json, "sec-fetch-site": "same-site" },
          { ...json, "sec-fetch-site": "cross-site" },
        ];
        const post = (headers: Record<string, string>) =>
          ask("/v1/words", { method: "POST", body: "{}", headers: { ...admin, ...headers } });
        for (const headers of foreign)
          assert.deepStrictEqual(
            [(yield* post(headers)).status, JSON.stringify(headers)],
            [403, JSON.stringify(headers)],
          );
        for (const own of [
          json,
          { ...json, "sec-fetch-site": "same-origin" },
          { ...json, origin: yield* serverUrl },
        ])
          assert.strictEqual((yield* post(own)).status, 400);
      }),
    );

    it.effect("is not read where it is too large, whether it says so or not", () =>
      Effect.gen(function* () {
        const headers = { ...admin, "content-type": "application/json", "x-rapport-request": "1" };
        const text = JSON.stringify({ requestId: "x".repeat(mostBodyBytes) });
        const told = yield* ask("/v1/words", { method: "POST", body: text, headers });
        assert.deepStrictEqual([told.status, typeOf(told.text)], [413, "too-large"]);
        const body = new Blob([text]).stream();
        const untold = yield* ask("/v1/words", {
          method: "POST",
          body,
          headers,
          duplex: "half",
        } as RequestInit);
        assert.isAtLeast(untold.status, 400);
        assert.isBelow(untold.status, 500);
        assert.strictEqual((yield* ask("/session", { method: "POST", body: `name=${text}` })).status, 413);
      }),
    );

    it.effect("names no file and no route that is read in two ways", () =>
      Effect.gen(function* () {
        for (const path of [
          "/v1/exports/..%2f..%2fetc%2fpasswd",
          "/v1/exports/client_profitability.csv%00.xlsx",
          "/v1/clients/..%2f..%2faccess.sqlite",
          "/session/..%2faccess.sqlite",
          "/v1/clients/acme;/risk",
          "/v1/clients/acme%5c..%5c",
        ]) {
          const { status, text } = yield* ask(path, { headers: admin });
          assert.include([400, 404], status, path);
          assert.notMatch(text, /root:|SQLite/);
        }
      }),
    );
  });

  it.effect("who looked at a client is kept, and shown to admins alone", () =>
    Effect.gen(function* () {
      const ops = bearer(all[6]!);
      yield* ask("/v1/clients/internal/evidence?metric=effort", { headers: ops });
      yield* ask("/v1/clients/internal/evidence?metric=effort", { headers: ops });
      yield* ask("/v1/clients/nobody-there", { headers: ops });
      const page = LooksPage.parse(
        JSON.parse(
          (yield* ask("/v1/access/looks?name=ops%20with%20money&client=internal", { headers: admin })).text,
        ),
      );
      assert.strictEqual(page.items[0]?.address, "GET /v1/clients/:id/evidence");
      assert.isAtLeast(page.items[0]?.times ?? 0, 2);
      const missed = yield* ask("/v1/access/looks?client=nobody-there", { headers: admin });
      assert.strictEqual(LooksPage.parse(JSON.parse(missed.text)).total, 0);
      assert.strictEqual((yield* ask("/v1/access/looks", { headers: ops })).status, 403);
      assert.strictEqual((yield* ask("/v1/access/looks?cursor=zz", { headers: admin })).status, 400);
    }),
  );
});
