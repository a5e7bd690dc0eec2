import { assert, describe, it } from "@effect/vitest";
import { webhookHeaders, webhookSecret } from "./signWebhook.ts";

describe("a signed webhook", () => {
  it("is signed as the specification's reference libraries do", () => {
    const secret = webhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
    const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: '{"test": 2432232314}' };
    assert.deepInclude(webhookHeaders(secret, message, 1_614_265_330), {
      "webhook-id": message.id,
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  it("takes no secret that is short, or not one", () => {
    for (const text of [
      "",
      "whsec_",
      "whsec_c2hvcnQ=",
      "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      "whsec_not base64 at all, really not",
    ])
      assert.isNull(webhookSecret(text), text);
  });
});
