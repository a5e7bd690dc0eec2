import { assert, describe, it } from "@effect/vitest";
import { mayAsk, securityHeaders } from "./securityHeaders.ts";

describe("mayAsk", () => {
  it("lets loopback be asked by its own names alone", () => {
    for (const host of ["localhost", "localhost:7417", "127.0.0.1:7417", "[::1]:7417", "LOCALHOST"])
      assert.isTrue(mayAsk("127.0.0.1", host), host);
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", undefined])
      assert.isFalse(mayAsk("127.0.0.1", host), String(host));
  });

  it("leaves a server that listens for others alone", () => {
    assert.isTrue(mayAsk("0.0.0.0", "rapport.internal.example"));
  });
});

describe("securityHeaders", () => {
  it("let no script run that stands in a page, and the documentation talk to this server alone", () => {
    assert.include(securityHeaders("/")["content-security-policy"], "script-src 'self';");
    assert.notInclude(securityHeaders("/")["content-security-policy"], "unsafe");
    assert.include(securityHeaders("/docs")["content-security-policy"], "connect-src 'self'");
  });
});
