import { describe, expect, it } from "@effect/vitest";
import { mailHost, organisationOf } from "./Organisation.ts";

describe("organisationOf", () => {
  it.each([
    ["ann@acme.com", "acme.com"],
    ["ann@mail.eu.acme.co.uk", "acme.co.uk"],
    ["ann@ACME.com", "acme.com"],
    ["ann@müller.de", "xn--mller-kva.de"],
    ["ann@xn--mller-kva.de", "xn--mller-kva.de"],
    ["ann@shop-one.myshopify.com", "shop-one.myshopify.com"],
    ["help@github.io", "github.io"],
    ["ann@gmail.com", null],
    ["ann@yahoo.co.uk", null],
    ["ann@web.de", null],
    ["ann@[192.0.2.1]", null],
    ["ann@192.0.2.1", null],
    ["ann@localhost", null],
    ["ann@server.lan", null],
    ["ann@mail.acme.example", "acme.example"],
    ["ann@acme.test", "acme.test"],
    ["ann@example", null],
    ["ann@co.uk", null],
    ["ann", null],
  ])("of %s is %s", (address, organisation) => {
    expect(organisationOf(address)).toBe(organisation);
    expect(organisationOf(address)).toBe(organisation);
  });

  it("gives hosts in punycode, without the final dot", () => {
    expect(mailHost("ann@Bücher.Example.")).toBe("xn--bcher-kva.example");
    expect(mailHost("ann@")).toBeNull();
  });
});
