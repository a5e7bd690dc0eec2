import { assert, describe, it } from "@effect/vitest";
import { clientFigures } from "./clientFigures.ts";
import { orderClients, searchClients } from "./clientOrder.ts";

const asOf = {
  day: "2026-01-31",
  until: "2026-02-01 00:00:00.000",
  at: "2026-02-01 00:00:00.000",
  knownAt: null,
};
const rhythm = (party: string, last_day: string) => ({
  party,
  active_days: 5,
  gap_median_days: 2,
  gap_p90_days: 4,
  last_day,
});
const clients = clientFigures(
  {
    directory: [
      { id: "b", name: "Beta", parties: ["domain:beta.example"] },
      { id: "a", name: "acme", parties: [] },
      { id: "c", name: "Corp", parties: ["email:Eve@free.example"] },
    ],
    activity: [],
    responsiveness: [],
    rhythm: [rhythm("b", "2026-01-30"), rhythm("c", "2026-01-11")],
  },
  asOf,
);
const ids = (rows: ReadonlyArray<{ readonly id: string }>) => rows.map((row) => row.id).join("");

describe("orderClients", () => {
  it("orders by name in any case", () => {
    assert.strictEqual(ids(orderClients(clients, "name")), "abc");
    assert.strictEqual(ids(orderClients(clients, "-name")), "cba");
  });

  it("puts rows without the figure last either way, and ties by id", () => {
    assert.strictEqual(ids(orderClients(clients, "silence")), "bca");
    assert.strictEqual(ids(orderClients(clients, "-silence")), "cba");
    assert.strictEqual(ids(orderClients(clients, "-messages")), "abc");
  });
});

describe("searchClients", () => {
  it("looks at names, ids and linked parties", () => {
    assert.strictEqual(ids(searchClients(clients, " EVE@ ")), "c");
    assert.strictEqual(ids(searchClients(clients, "beta.ex")), "b");
    assert.strictEqual(ids(searchClients(clients, "nobody")), "");
  });
});

describe("clientFigures", () => {
  it("words silence from the days", () => {
    assert.strictEqual(
      clients.find((c) => c.id === "c")?.silence.reason,
      "quiet for 2 weeks; usual longest pause is 4 days",
    );
    assert.strictEqual(clients.find((c) => c.id === "a")?.silence.reason, "never wrote");
  });
});
