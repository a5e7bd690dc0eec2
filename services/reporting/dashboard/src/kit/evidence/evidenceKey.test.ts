import { describe, expect, it } from "vitest";
import { type Evidence, evidenceKey, readEvidenceKey } from "./evidenceKey.ts";

const id = "0123456789abcdef0123456789abcdef";

describe("evidenceKey", () => {
  const all: ReadonlyArray<Evidence> = [
    { kind: "figure", client: "acme", metric: "cost", from: "2026-01-01", to: "2026-01-31" },
    {
      kind: "figure",
      client: "a~b~c",
      metric: "cost",
      from: "2026-01-01",
      to: "2026-01-31",
      state: "client",
    },
    {
      kind: "figure",
      client: "domain:acme.example",
      metric: "pass_through",
      from: "2026-01-01",
      to: "2026-02-28",
    },
    { kind: "reason", client: "billing:C~7", group: "silence" },
    { kind: "events", client: "acme", ids: [id, id.replace("0", "f")] },
  ];
  it("is read again as it was written, whatever the client is called", () => {
    for (const evidence of all) expect(readEvidenceKey(evidenceKey(evidence))).toEqual(evidence);
  });
  it("keeps to as many events as an address holds", () => {
    const ids = Array.from({ length: 90 }, (_, n) => n.toString(16).padStart(32, "0"));
    const read = readEvidenceKey(evidenceKey({ kind: "events", client: "acme", ids }));
    expect(read).toEqual({ kind: "events", client: "acme", ids: ids.slice(0, 40) });
  });
  it("takes nothing else for evidence", () => {
    for (const text of [
      "",
      "cost",
      "cost~acme~2026-01-01",
      "cost~~2026-01-01~2026-01-31",
      "cost~acme~x~y",
      "reason~acme~",
      "events~acme~nothing",
      "events~~".concat(id),
    ])
      expect(readEvidenceKey(text), text).toBeNull();
  });
});
