import { describe, expect, it } from "vitest";
import { eventId } from "./EventId.ts";

describe("eventId", () => {
  it("is the first 128 bits of SHA-256 over the joined parts", () => {
    // printf 'email\x1fa@acme.example\x1f1' | sha256sum
    expect(eventId("email", "a@acme.example", 1)).toBe("4a81b385dae1d1ad0f8c8e22a88ca70c");
  });
  it("tells kinds, ids and revisions apart", () => {
    const ids = [
      eventId("email", "x", 1),
      eventId("email", "x", 2),
      eventId("ticket", "x", 1),
      eventId("email", "y", 1),
      eventId("email", "x\u001f1", 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
