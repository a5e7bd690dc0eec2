import { assert, describe, it } from "@effect/vitest";
import { emptyDirectory, type Saying, tell } from "./InForce.ts";
import { snapshotOf } from "./foldDirectory.ts";
import { type Proposal, proposalsFor } from "./proposals.ts";

const registered = (clientId: string, name: string): Saying => ({
  type: "client.registered",
  data: { clientId, name },
});
const linked = (clientId: string, party: string, validFrom: number | null = null): Saying => ({
  type: "party.linked",
  data: { clientId, party, validFrom, validTo: null },
});

const world: ReadonlyArray<Saying> = [
  {
    type: "firm.configured",
    data: {
      ownDomains: ["firm.example"],
      ownAddresses: [],
      timeZone: "UTC",
      workingDays: [1],
      workStartMinute: 0,
      workEndMinute: 60,
      holidays: [],
    },
  },
  registered("acme", "Acme Ltd"),
  registered("bolt", "Bolt & Söhne"),
  registered("acme-fr", "Acme France"),
  linked("acme", "domain:acme.example", 1000),
  linked("acme", "email:ann@acme-shop.example"),
  linked("bolt", "email:fay@gmail.com"),
  linked("bolt", "billing:c-7"),
  linked("acme-fr", "domain:acme.fr.example"),
  { type: "client.merged", data: { from: "acme-fr", into: "acme" } },
  {
    type: "member.registered",
    data: {
      memberId: "eve",
      name: "Eve",
      parties: ["email:eve@home.example", "zendesk-user:desk/9"],
      band: null,
      role: null,
      team: null,
      calendarId: null,
      joinedAt: null,
    },
  },
];
const directory = emptyDirectory();
for (const saying of world) tell(directory, saying);
const propose = proposalsFor(snapshotOf(directory));
const words = (proposal: Proposal): string => {
  const of = (one: { clientId: string; reason: string; evidence: string }) =>
    `${one.clientId} ${one.reason} ${one.evidence}`;
  if (proposal.kind === "proposed") return of(proposal.candidate);
  return proposal.kind === "none" ? "none" : `? ${proposal.candidates.map(of).join(", ")}`;
};
const says = (party: string, together: ReadonlyArray<string>, expected: string) =>
  it(`${party} with ${together.join(" ") || "nothing"}: ${expected}`, () =>
    assert.strictEqual(words(propose({ party, together })), expected));

describe("whose an unclaimed party may be", () => {
  says("domain:acme.example", [], "acme same_party domain:acme.example");
  says("email:bob@acme.example", [], "acme same_domain domain:acme.example");
  says("email:bob@mail.acme.example", [], "acme same_domain domain:acme.example");
  says("domain:acme-shop.example", [], "acme same_domain email:ann@acme-shop.example");
  says("zendesk-user:desk/1", ["email:fay@gmail.com"], "bolt same_email email:fay@gmail.com");
  says("zendesk-org:desk/1", ["domain:acme.fr.example"], "acme same_domain domain:acme.fr.example");
  says("project:web", ["billing:c-7"], "bolt together billing:c-7");
  says("project:acme", [], "acme same_name acme");
  says("billing:Acme  LTD", [], "acme same_name acme ltd");
  says("project:acme-fr", [], "acme same_name acme-fr");
  says("helpdesk-org:desk/Bolt & Söhne", [], "bolt same_name bolt & söhne");
  // One client by two reasons is one candidate, by the stronger of them.
  says("project:acme", ["domain:acme.example"], "acme same_domain domain:acme.example");
});

describe("two clients are no proposal, but are both named", () => {
  says("project:acme", ["billing:c-7"], "? bolt together billing:c-7, acme same_name acme");
  says(
    "zendesk-org:desk/1",
    ["domain:acme.example", "email:fay@gmail.com"],
    "? bolt same_email email:fay@gmail.com, acme same_domain domain:acme.example",
  );
});

describe("likeness proves nothing", () => {
  says("domain:acme2.example", [], "none");
  says("domain:notacme.example", [], "none");
  says("email:ann@gmail.com", [], "none");
  says("project:acme-web", [], "none");
  says("billing:acme ltd.", [], "none");
  says("project:sohne", [], "none");
  says("jira-project:host/ACME", [], "none");
});

describe("our own are nobody's", () => {
  says("domain:firm.example", ["domain:acme.example"], "none");
  says("email:eve@home.example", ["domain:acme.example"], "none");
  says("zendesk-user:desk/9", ["domain:acme.example"], "none");
  says("project:x", ["email:bob@firm.example"], "none");
});
