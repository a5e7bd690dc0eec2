import { assert, describe, it } from "@effect/vitest";
import { featureNames } from "@rapport/domain/risk/features/featureDefinitions";
import { featureText } from "./reasonTexts.ts";

describe("a feature in words", () => {
  it("says what its value is", () => {
    assert.strictEqual(
      featureText("revenueTrend", Math.log(0.7)),
      "revenue of 13 weeks is 30 % less than usual",
    );
    assert.strictEqual(featureText("openEscalations", Math.log1p(1)), "1 escalation open");
    assert.strictEqual(
      featureText("silence", 0),
      "no word of theirs in the next 8 business weeks is 50 % likely",
    );
    assert.strictEqual(
      featureText("lateness", 0.12),
      "invoices paid late: 12 points more of a hundred than before",
    );
    assert.strictEqual(
      featureText("answersOurs", Math.log1p(180)),
      "we answer in 3.0 working hours, typically",
    );
    assert.strictEqual(featureText("ticketAge", Math.log1p(9)), "the oldest open ticket is 9 days old");
    assert.strictEqual(
      featureText("heldDrop", -0.1),
      "regular meetings held: 10 points more of a hundred than before",
    );
  });
  it("has words for every feature and any value", () => {
    for (const name of featureNames)
      for (const value of [-2, -0.001, 0, 0.3, 1, 3, Number.NaN]) {
        const text = featureText(name, value);
        assert.isNotEmpty(text);
        assert.notMatch(text, /NaN|undefined|-0 |Infinity/, `${name} ${value}`);
      }
  });
});
