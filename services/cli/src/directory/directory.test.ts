import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { expect, it } from "@effect/vitest";
import { Effect, Option } from "effect";
import { canonicalClient, directoryState } from "@rapport/directory/DirectoryState";
import type { Saying } from "@rapport/domain/directory/InForce";
import { overlaps, parseParty, parsePeriod, periodText } from "@rapport/directory/parseLink";
import { clientIdOf, editDistance, resolveClient, suggestions } from "@rapport/directory/resolveClient";

const events = (...sayings: ReadonlyArray<Saying>): ReadonlyArray<DirectoryEvent> =>
  sayings.map(
    (saying, i) =>
      ({
        id: String(i).padStart(32, "0"),
        version: 1,
        source: { connector: "cli", account: "local", file: "", position: "" },
        occurredAt: i,
        recordedAt: i,
        parties: [],
        members: [],
        ...saying,
      }) as DirectoryEvent,
  );
const registered = (clientId: string, name: string): Saying => ({
  type: "client.registered",
  data: { clientId, name },
});
const acme = { clientId: "acme", party: "domain:acme.example", validFrom: null, validTo: null };

const story = events(
  registered("acme", "Acme Ltd"),
  registered("acme-fr", "Acme France"),
  registered("globex", "Globex"),
  { type: "party.linked", data: acme },
  { type: "party.linked", data: { ...acme, clientId: "globex", party: "domain:globex.example" } },
  { type: "client.merged", data: { from: "acme-fr", into: "acme" } },
  { type: "client.merged", data: { from: "acme", into: "globex" } },
  { type: "party.unlinked", data: acme },
);

it("the order and number of the events do not matter", () => {
  const shuffled = [...story.toReversed(), ...story];
  expect(directoryState(shuffled)).toEqual(directoryState(story));
});

it("links and merges are taken back exactly, chains of merges are followed", () => {
  const state = directoryState(story);
  expect(state.links.map((one) => one.party)).toEqual(["domain:globex.example"]);
  expect(canonicalClient(state, "acme-fr")).toBe("globex");
  const wrong = { type: "client.unmerged", data: { from: "acme-fr", into: "globex" } } as const;
  const right = { type: "client.unmerged", data: { from: "acme-fr", into: "acme" } } as const;
  const later = (saying: Saying) =>
    directoryState([...story, ...events(saying).map((e) => ({ ...e, id: "f".repeat(32), occurredAt: 99 }))]);
  expect(canonicalClient(later(wrong), "acme-fr")).toBe("globex");
  expect(canonicalClient(later(right), "acme-fr")).toBe("acme-fr");
});

it("a circle of merges ends", () => {
  const circle = directoryState(
    events(
      registered("a", "A"),
      registered("b", "B"),
      { type: "client.merged", data: { from: "a", into: "b" } },
      { type: "client.merged", data: { from: "b", into: "a" } },
    ),
  );
  expect(canonicalClient(circle, "a")).toBe("a");
});

it.effect("a client is found by id and by name in any case; others are suggested", () =>
  Effect.gen(function* () {
    const state = directoryState([
      ...story,
      ...events(registered("globex-2", "Globex")).map((e) => ({ ...e, id: "e".repeat(32) })),
    ]);
    expect((yield* resolveClient(state, "ACME ltd")).id).toBe("acme");
    expect((yield* resolveClient(state, "acme-fr")).name).toBe("Acme France");
    expect((yield* resolveClient(state, "globex")).id).toBe("globex");
    const unknown = yield* Effect.flip(resolveClient(state, "Amce Ltd"));
    expect(unknown.what).toContain("Amce Ltd");
    expect(unknown.action).toContain('"Acme Ltd"');
    const ambiguous = yield* Effect.flip(resolveClient(state, "GLOBEX "));
    expect(ambiguous.what).toContain("globex-2");
  }),
);

it("edit distance and suggestions", () => {
  expect(editDistance("kitten", "sitting")).toBe(3);
  expect(editDistance("", "abc")).toBe(3);
  expect(suggestions("acme", ["Acme Ltd", "Globex", "Acne"])).toEqual(["Acme Ltd", "Acne"]);
  expect(suggestions("zzz", ["Acme Ltd"])).toEqual([]);
});

it("ids are made of names", () => {
  expect(clientIdOf("Müller & Söhne GmbH")).toBe("muller-sohne-gmbh");
  expect(clientIdOf("株式会社")).toBe("");
  expect(clientIdOf("x".repeat(200))).toHaveLength(64);
});

it.effect("parties and periods as they are typed", () =>
  Effect.gen(function* () {
    expect(yield* parseParty("Example.com")).toBe("domain:example.com");
    expect(yield* parseParty("domain:bücher.com")).toBe("domain:xn--bcher-kva.com");
    expect(yield* parseParty("Ann@Acme.example")).toBe("email:ann@acme.example");
    expect(yield* parseParty("zendesk-org:42")).toBe("zendesk-org:42");
    expect((yield* Effect.flip(parseParty("acme"))).what).toContain("not a domain");
    expect((yield* Effect.flip(parseParty("mail.example.com"))).action).toContain("example.com");
    expect((yield* Effect.flip(parseParty("gmail.com"))).what).toContain("free-mail");
    const some = Option.some;
    const period = yield* parsePeriod(some("2025-01-01"), some("2026-01-01"));
    expect(periodText(period)).toBe(" from 2025-01-01 to 2026-01-01");
    expect((yield* Effect.flip(parsePeriod(some("2026-01-01"), some("2026-01-01")))).what).toContain("--to");
    const later = yield* parsePeriod(some("2026-01-01"), Option.none());
    expect(overlaps(period, later)).toBe(false);
    expect(overlaps(period, { validFrom: null, validTo: null })).toBe(true);
  }),
);
