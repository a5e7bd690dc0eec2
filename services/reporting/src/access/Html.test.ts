import { assert, describe, it } from "@effect/vitest";
import { html } from "./Html.ts";

describe("html", () => {
  it("escapes every value, in text and in attributes", () => {
    const name = `"><script>alert('x')</script>&`;
    assert.strictEqual(
      html`<a title="${name}">${name}</a>`.markup,
      `<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</a>`,
    );
  });

  it("keeps what it made itself, lists included, and shows nothing for nothing", () => {
    const items = ["<", ">"].map((text) => html`<li>${text}</li>`);
    assert.strictEqual(html`${items}${null}${false}${0}`.markup, "<li>&lt;</li><li>&gt;</li>0");
  });
});
