import { assert, describe, it } from "@effect/vitest";
import { chooseEncoding, isPageAddress } from "./negotiation.ts";

const both = { br: new Uint8Array(1), gzip: new Uint8Array(1) };

describe("chooseEncoding", () => {
  it("takes the smallest that the asker reads", () => {
    assert.strictEqual(chooseEncoding("gzip, deflate, br, zstd", both), "br");
    assert.strictEqual(chooseEncoding("gzip;q=0.5", both), "gzip");
    assert.strictEqual(chooseEncoding("br;q=0, gzip", both), "gzip");
    assert.strictEqual(chooseEncoding("br", { br: null, gzip: null }), null);
    assert.strictEqual(chooseEncoding(undefined, both), null);
  });
});

describe("isPageAddress", () => {
  it("is any address that a browser wants to read, unless the API or the files live there", () => {
    assert.isTrue(isPageAddress("/", undefined));
    assert.isTrue(isPageAddress("/clients/a.b%2Fc", "text/html,*/*;q=0.8"));
    assert.isTrue(isPageAddress("/v1x", "text/html"));
    for (const path of ["/v1/nothing", "/v1", "/assets/old.js", "/session/open", "/docs"])
      assert.isFalse(isPageAddress(path, "text/html"), path);
    assert.isFalse(isPageAddress("/clients/acme", "*/*"));
  });
});
