import type { ParsedMail } from "@rapport/connectors/mail/ParsedMail";
import { EmailEvent, type Participant } from "@rapport/contracts/EmailMessage";
import { describe, expect, it } from "vitest";
import { firmOf, isOurs, unknownFirm } from "./Firm.ts";
import { logKeyOf, toEmailEvent } from "./toEmailEvent.ts";

const person = (role: Participant["role"], address: string, organisation: string | null): Participant => ({
  role,
  address,
  organisation,
  kind: "person",
});
const ann = person("from", "ann@acme.example", "acme.example");
const bob = person("to", "bob@firm.example", "firm.example");
const free = person("to", "carl@gmail.com", null);
const zoe = person("cc", "zoe@zeta.example", "zeta.example");

const parsed = (participants: ReadonlyArray<Participant>, messageId: string | null = "1@x"): ParsedMail => ({
  kind: "parsed",
  occurredAt: 1_000,
  sentAt: 1_000,
  receivedAt: null,
  contentSha256: "a".repeat(64),
  data: {
    messageId,
    inReplyTo: null,
    references: [],
    conversationKey: null,
    timeSource: "date",
    timePlausible: true,
    utcOffsetMinutes: 0,
    participants: [...participants],
    automatic: "none",
    sizeBytes: 1,
    attachments: 0,
    signals: {
      words: 0,
      questions: 0,
      toneMilli: null,
      toneErrorMilli: null,
      asks: false,
      complaint: false,
      urgency: false,
      scopeRequest: false,
      escalation: false,
      thanks: false,
    },
  },
});
const source = { connector: "email", account: "ann", file: "a.eml", position: "" };
const firm = firmOf(["firm.example"], ["carl@gmail.com"]);
const event = (participants: ReadonlyArray<Participant>, own = firm, id: string | null = "1@x") =>
  toEmailEvent(parsed(participants, id), own, source, 5_000);

describe("toEmailEvent", () => {
  it("is one event wherever and whenever the message was seen", () => {
    const other = toEmailEvent(
      parsed([ann, bob]),
      unknownFirm,
      { ...source, account: "bob", position: "7" },
      9,
    );
    expect(other.id).toBe(event([ann, bob]).id);
    expect(event([ann, bob], firm, "2@x").id).not.toBe(other.id);
    expect(event([ann], firm, null).id).not.toBe(other.id);
  });

  it("tells the two sides apart", () => {
    const received = event([ann, bob, free, zoe]);
    expect(received).toMatchObject({
      type: "email.received",
      parties: [
        "email:ann@acme.example",
        "email:zoe@zeta.example",
        "domain:acme.example",
        "domain:zeta.example",
      ],
      members: ["email:bob@firm.example", "email:carl@gmail.com"],
    });
    expect(event([{ ...bob, role: "from" }, zoe]).type).toBe("email.sent");
    expect(event([ann, bob], unknownFirm)).toMatchObject({ type: "email.received", members: [] });
  });

  it("satisfies the contract with the largest header that can come", () => {
    const many = Array.from({ length: 500 }, (_, i) => person("to", `p${i}@c${i}.example`, `c${i}.example`));
    const long = person("to", `${"x".repeat(300)}@acme.example`.slice(-320), "acme.example");
    expect(EmailEvent.safeParse(event(many)).success).toBe(true);
    expect(EmailEvent.safeParse(event([long, person("to", "y".repeat(318) + "@z", null)])).success).toBe(
      true,
    );
  });
});

describe("isOurs", () => {
  it("takes own addresses, own domains and what is below them, not what merely ends alike", () => {
    const ours = (address: string) => isOurs(firm, { address });
    expect(ours("Bob@Firm.Example")).toBe(true);
    expect(ours("bob@mail.firm.example")).toBe(true);
    expect(ours("carl@gmail.com")).toBe(true);
    expect(ours("dora@gmail.com")).toBe(false);
    expect(ours("eve@notfirm.example")).toBe(false);
  });
});

describe("logKeyOf", () => {
  const key = (participants: ReadonlyArray<Participant>) => logKeyOf(event(participants), firm);
  it("is the external side's organisation, the sender's first", () => {
    expect(key([ann, bob, zoe])).toBe("domain:acme.example");
    expect(key([{ ...bob, role: "from" }, free, zoe])).toBe("domain:zeta.example");
    expect(key([{ ...free, role: "from", address: "dora@gmail.com" }, bob])).toBe("email:dora@gmail.com");
    expect(key([{ ...bob, role: "from" }, free])).toBe("domain:firm.example");
    expect(key([])).toBe(event([]).id);
  });
});
