import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { baseSubject } from "./BaseSubject.ts";
import { conversationKey } from "./ConversationKey.ts";

describe("baseSubject", () => {
  it.each([
    ["Re: Offer", "offer"],
    ["FW: Offer", "offer"],
    ["RE[2]: Fwd: AW: WG: SV: Offer", "offer"],
    ["re^3: Offer (fwd)", "offer"],
    ["[talk] Re: [talk] Offer", "offer"],
    ["Re: [talk] Re[4]: Offer (fwd) (fwd)", "offer"],
    ["[Fwd: Re: Offer]", "offer"],
    ["Re：Offer", "offer"],
    ["Réf : Offer", "réf : offer"],
    ["  Offer \t of   today ", "offer of today"],
    ["[talk]", "[talk]"],
    ["Re: ", ""],
    ["Report: results", "report: results"],
    ["", ""],
  ])("of %j is %j", (subject, base) => {
    expect(baseSubject(subject)).toBe(base);
  });

  it.prop("of a base subject is itself, and marks change nothing", [Schema.String], ([text]) => {
    const base = baseSubject(text);
    expect(baseSubject(base)).toBe(base);
    expect(baseSubject(`Re: Fwd: ${text}`)).toBe(base);
  });
});

describe("conversationKey", () => {
  it("is the same for a question and its answer, whoever wrote first", () => {
    const asked = conversationKey("Offer", ["ann@acme.example", "bob@agency.example"]);
    expect(conversationKey("AW: Offer", ["bob@agency.example", "Ann@Acme.example"])).toBe(asked);
    expect(asked).toMatch(/^[0-9a-f]{16}$/);
  });

  it("differs by people and by subject, and is null without a subject", () => {
    const asked = conversationKey("Offer", ["ann@acme.example"]);
    expect(conversationKey("Offer", ["eve@acme.example"])).not.toBe(asked);
    expect(conversationKey("Order", ["ann@acme.example"])).not.toBe(asked);
    expect(conversationKey("Re:", ["ann@acme.example"])).toBeNull();
  });
});
