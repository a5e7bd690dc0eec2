import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { addressesOf, normalAddress, participantsOf } from "./Participants.ts";

const to = (value: string) => addressesOf([{ name: "to", value }], "to");

describe("addressesOf", () => {
  it.each([
    ["Ann <Ann@Acme.Example>, bob@agency.example", ["ann@acme.example", "bob@agency.example"]],
    ['"Example, Ann" <ann@acme.example>', ["ann@acme.example"]],
    ["=?utf-8?Q?Ann=2C_E?= <ann@acme.example>", ["ann@acme.example"]],
    ["Team: ann@acme.example, Bob <bob@acme.example>; eve@acme.example", ["ann@acme.example", "bob@acme.example", "eve@acme.example"]],
    ["undisclosed-recipients:;", []],
    ["ann@acme.example (Ann (Example))", ["ann@acme.example"]],
    ["<ann@acme.example>, <ANN@acme.example>", ["ann@acme.example"]],
    ["ann@müller.example", ["ann@xn--mller-kva.example"]],
    ['<"ann e"@acme.example>', ['"ann e"@acme.example']],
    ["Ann, Bob, no address", []],
    ["", []],
  ])("reads %j", (value, addresses) => {
    expect(to(value)).toEqual(addresses);
  }); // prettier-ignore

  it.prop("never throws and gives only addresses", [Schema.String], ([text]) => {
    for (const address of to(text)) expect(address).toMatch(/^.+@.+$/);
  });
});

describe("participantsOf", () => {
  it("gives each address once per role, with its organisation and kind", () => {
    const people = participantsOf([
      { name: "from", value: "Ann <ann@mail.acme.com>" },
      { name: "to", value: "support@agency.com, ann@mail.acme.com" },
      { name: "cc", value: "no-reply@gmail.com" },
    ]);
    expect(people).toEqual([
      { role: "from", address: "ann@mail.acme.com", organisation: "acme.com", kind: "person" },
      { role: "to", address: "support@agency.com", organisation: "agency.com", kind: "role" },
      { role: "to", address: "ann@mail.acme.com", organisation: "acme.com", kind: "person" },
      { role: "cc", address: "no-reply@gmail.com", organisation: null, kind: "no_reply" },
    ]);
  });

  it("keeps five hundred of a hostile list", () => {
    const value = Array.from({ length: 20_000 }, (_, index) => `p${index}@acme.example`).join(", ");
    expect(participantsOf([{ name: "to", value }])).toHaveLength(500);
  });

  it("takes no address over 320 characters", () => {
    expect(normalAddress(`${"a".repeat(330)}@acme.example`)).toBeNull();
  });
});
