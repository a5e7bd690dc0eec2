import { describe, expect, it } from "@effect/vitest";
import { textSignals } from "./TextSignals.ts";

const flags = ["asks", "complaint", "urgency", "scopeRequest", "escalation", "thanks"] as const;
const raised = (text: string) => {
  const signals = textSignals(text);
  return flags.filter((flag) => signals[flag]);
};

describe("textSignals", () => {
  it("counts words, half a word for each character of scripts without spaces", () => {
    expect(textSignals("Don't re-send the 3 files, Ann's fine.").words).toBe(7);
    expect(textSignals("会議は金曜日です").words).toBe(4);
    expect(textSignals("").words).toBe(0);
  });

  it("counts runs of question marks, but not those of addresses", () => {
    expect(textSignals("Why?? When? See https://acme.example/?a=1?b").questions).toBe(2);
    expect(textSignals("何時ですか？").questions).toBe(1);
  });

  it.each([
    ["Nothing to say about the weather.", []],
    ["Could you send me the figures", ["asks"]],
    ["Könnten Sie mir die Zahlen schicken", ["asks"]],
    ["We are very disappointed with the delivery.", ["complaint"]],
    ["Wir sind mit dem Ergebnis unzufrieden.", ["complaint"]],
    ["This is urgent, the shop is offline.", ["urgency"]],
    ["Il nous le faut dès que possible.", ["urgency"]],
    ["We have an additional feature in mind, out of scope so far.", ["scopeRequest"]],
    ["I will escalate this to your manager.", ["escalation"]],
    ["Thank you so much", ["thanks"]],
    ["Muchas gracias", ["thanks"]],
  ] as const)("says of %j: %j", (text, expected) => {
    expect(raised(text)).toEqual(expected);
  });

  it("reads one endless word in time that grows with its length", () => {
    expect(textSignals("a".repeat(20_000)).words).toBe(1);
    expect(textSignals("@".repeat(20_000)).words).toBe(0);
  });
});
