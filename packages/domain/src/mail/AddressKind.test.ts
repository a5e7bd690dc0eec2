import { describe, expect, it } from "@effect/vitest";
import { addressKind } from "./AddressKind.ts";

describe("addressKind", () => {
  it.each([
    "noreply", "no-reply", "no_reply", "do-not-reply", "donotreply", "noreply+123", "nicht-antworten", "ne-pas-repondre",
    "billing-noreply", "no-reply-billing", "mailer-daemon", "bounces+77=acme", "talk-admin", "talk-bounces", "owner-talk",
    "notifications", "postmaster",
  ])("%s@ is read by nobody", (local) => {
    expect(addressKind(`${local}@acme.example`)).toBe("no_reply");
  }); // prettier-ignore

  it.each([
    "info",
    "sales",
    "support",
    "support+42",
    "billing",
    "office2",
    "buchhaltung",
    "kontakt",
    "hello",
    "help-desk",
  ])("%s@ is shared", (local) => {
    expect(addressKind(`${local}@acme.example`)).toBe("role");
  });

  it.each([
    "ann",
    "ann.example",
    "noreen",
    "reply",
    "informer",
    "salesh",
    "supporter.ann",
    "ann+list",
    "bob99",
  ])("%s@ is a person", (local) => {
    expect(addressKind(`${local}@acme.example`)).toBe("person");
  });
});
