import { assert, describe, it } from "@effect/vitest";
import { accessTable } from "@rapport/contracts/http/access/accessTable";
import { cookiesOf, sessionFlags } from "./cookies.ts";
import { isProtected, matchAddress, routedPath } from "./matchAddress.ts";
import { moneyOf } from "./moneyOf.ts";
import { grantsOf, parseGroupRoles } from "./oidc/groupRoles.ts";
import { RateLimit } from "./RateLimits.ts";

describe("matchAddress", () => {
  it("knows an address whatever stands in it, and what is spelt out before what takes a parameter", () => {
    const of = (path: string) => matchAddress("GET", routedPath(path)!);
    assert.deepStrictEqual(of("/v1/clients/a%2Fb?x=1"), { address: "GET /v1/clients/:id", client: "a/b" });
    assert.strictEqual(of("/v1/clients/acme/%72isk").address, "GET /v1/clients/:id/risk");
    assert.strictEqual(of("/v1/links/preview").address, "GET /v1/links/preview");
    assert.strictEqual(matchAddress("HEAD", "/v1/risk").address, "GET /v1/risk");
    for (const path of ["/v1/clients/", "/v1/risk/", "/v1/nothing", "/V1/risk"])
      assert.isNull(of(path).address, path);
    for (const path of ["/v1/risk;x", "/v1\\risk", "/v1/%zz"]) assert.isNull(routedPath(path), path);
    for (const path of ["//v1//risk", "/%761/risk", "/docs", "/openapi.json"])
      assert.isTrue(isProtected(routedPath(path)!), path);
    for (const path of ["/", "/v1x", "/healthz", "/session"]) assert.isFalse(isProtected(path), path);
  });
});

describe("cookiesOf", () => {
  it("holds to this host and to TLS anywhere but on this machine", () => {
    assert.deepStrictEqual(cookiesOf("127.0.0.1", null).session, "rapport_session");
    assert.deepStrictEqual(cookiesOf("0.0.0.0", null).session, "__Host-rapport_session");
    const proxied = cookiesOf("127.0.0.1", new URL("https://rapport.example"));
    assert.deepStrictEqual(sessionFlags(proxied), {
      path: "/",
      httpOnly: true,
      sameSite: "strict",
      secure: true,
    });
  });
});

describe("moneyOf", () => {
  it("is all of an order by amounts, and of evidence of amounts; else what the address says", () => {
    const of = (address: keyof typeof accessTable, query: string) =>
      moneyOf(accessTable[address], address, new URLSearchParams(query)).money;
    assert.strictEqual(of("GET /v1/client-list", "sort=-contribution"), "all");
    assert.strictEqual(of("GET /v1/effort", "sort=labourMinor&order=asc"), "all");
    assert.strictEqual(of("GET /v1/client-list", "sort=effort"), "fields");
    assert.strictEqual(of("GET /v1/clients/:id/evidence", "metric=labour"), "all");
    assert.strictEqual(of("GET /v1/clients/:id/evidence", "metric=effort"), "fields");
  });
});

describe("RateLimit", () => {
  it("lets so many through at once, then so many a second, each key by itself", () => {
    const limit = new RateLimit({ burst: 2, perSecond: 0.5 });
    assert.deepStrictEqual([limit.take("a", 0), limit.take("a", 0), limit.take("a", 0)], [0, 0, 2]);
    assert.deepStrictEqual([limit.take("b", 0), limit.waitSeconds("a", 1_000)], [0, 1]);
    assert.deepStrictEqual([limit.take("a", 2_000), limit.take("a", 2_000)], [0, 2]);
  });
});

describe("grantsOf", () => {
  it("counts the first group that fits; nobody without one has a role", () => {
    const rules = parseGroupRoles("admins=admin+money, board = leadership+money,delivery=ops");
    assert.deepStrictEqual(grantsOf(rules, ["delivery", "board"]), { role: "leadership", money: true });
    assert.deepStrictEqual(grantsOf(rules, "delivery"), { role: "ops", money: false });
    for (const claim of [[], undefined, ["guests"], { board: true }]) assert.isNull(grantsOf(rules, claim));
  });
});
