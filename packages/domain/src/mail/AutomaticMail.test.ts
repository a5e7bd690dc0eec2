import { describe, expect, it } from "@effect/vitest";
import { type AutomaticFacts, classifyAutomatic } from "./AutomaticMail.ts";

const facts = (headers: ReadonlyArray<readonly [string, string]>, more: Partial<AutomaticFacts> = {}) => ({
  headers: [["message-id", "<1@acme.example>"] as const, ...headers].map(([name, value]) => ({
    name,
    value,
  })),
  from: ["ann@acme.example"],
  to: ["bob@agency.example"],
  subject: "Offer",
  text: "Please find the offer attached.",
  htmlOnly: false,
  partTypes: [],
  ...more,
});

describe("classifyAutomatic", () => {
  it("leaves a letter from a person alone", () => {
    expect(
      classifyAutomatic(
        facts([
          ["auto-submitted", "no"],
          ["return-path", "<ann@acme.example>"],
        ]),
      ),
    ).toBe("none");
    expect(
      classifyAutomatic(
        facts([
          ["x-spam-status", "No, score=-2"],
          ["x-spam-flag", "NO"],
        ]),
      ),
    ).toBe("none");
    expect(classifyAutomatic(facts([["content-type", "text/calendar; method=REQUEST"]]))).toBe("none");
  });

  it.each([
    ["auto-submitted", "auto-replied"],
    ["auto-submitted", "auto-generated; owner-email=x"],
    ["x-auto-response-suppress", "All"],
    ["x-autoreply", "yes"],
    ["precedence", "auto_reply"],
    ["content-type", "multipart/report; report-type=disposition-notification; boundary=x"],
    ["content-type", 'text/calendar; charset=utf-8; method="REPLY"'],
  ])("calls %s: %s an automatic reply", (name, value) => {
    expect(classifyAutomatic(facts([[name, value]]))).toBe("auto_reply");
  });

  it.each([
    "Out of office: Ann",
    "Automatic reply: Offer",
    "Abwesenheitsnotiz",
    "Réponse automatique : offre",
  ])("calls the subject %s an automatic reply", (subject) => {
    expect(classifyAutomatic(facts([], { subject }))).toBe("auto_reply");
  });

  it("keeps a vacation reply with an empty return path apart from bounces", () => {
    const emptyPath = ["return-path", "<>"] as const;
    expect(classifyAutomatic(facts([emptyPath, ["auto-submitted", "auto-replied"]]))).toBe("auto_reply");
    expect(classifyAutomatic(facts([emptyPath]))).toBe("bounce");
    const report = ["content-type", "multipart/report; report-type=delivery-status"] as const;
    expect(classifyAutomatic(facts([report, ["auto-submitted", "auto-replied"]]))).toBe("bounce");
    expect(classifyAutomatic(facts([], { from: ["mailer-daemon@acme.example"] }))).toBe("bounce");
  });

  it.each([
    ["list-id", "<talk.lists.acme.example>"],
    ["x-mailing-list", "<talk@lists.acme.example>"],
    ["x-beenthere", "talk@lists.acme.example"],
    ["mailing-list", "contact talk-help@acme.example; run by ezmlm"],
    ["delivered-to", "mailing list talk@acme.example"],
    ["sender", "talk-admin@acme.example"],
    ["errors-to", "<owner-talk@acme.example>"],
    ["precedence", "list"],
  ])("calls %s: %s a list", (name, value) => {
    expect(classifyAutomatic(facts([[name, value]]))).toBe("list");
  });

  it.each([
    ["precedence", "bulk"],
    ["precedence", "junk"],
    ["list-unsubscribe", "<mailto:out@acme.example>"],
    ["feedback-id", "1:2:3"],
  ])("calls %s: %s bulk", (name, value) => {
    expect(classifyAutomatic(facts([[name, value]]))).toBe("bulk");
  });

  it("calls a sender nobody reads bulk", () => {
    expect(classifyAutomatic(facts([], { from: ["no-reply@acme.example"] }))).toBe("bulk");
  });

  it("believes a filter, and a shape only when three marks meet and nothing is answered", () => {
    expect(classifyAutomatic(facts([["x-spam-flag", "YES"]]))).toBe("spam");
    const shape = { subject: "EARN $$$ FROM HOME!!!", htmlOnly: true, text: "Click here to be removed." };
    expect(classifyAutomatic(facts([], shape))).toBe("spam");
    expect(classifyAutomatic(facts([["in-reply-to", "<0@agency.example>"]], shape))).toBe("none");
    expect(classifyAutomatic(facts([], { ...shape, htmlOnly: false }))).toBe("none");
    const odd = { htmlOnly: true, to: [], from: ["p12345@acme.example"] };
    expect(classifyAutomatic(facts([], odd))).toBe("none");
  });
});
