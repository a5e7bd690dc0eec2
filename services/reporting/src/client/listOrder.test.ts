import type { ClientListRow } from "@rapport/contracts/http/client/ClientList";
import { expect, it } from "vitest";
import { orderList } from "./listOrder.ts";

const row = (id: string, more: Partial<ClientListRow> = {}): ClientListRow => ({
  id,
  name: id,
  kind: "client",
  owner: null,
  ownerName: null,
  segment: null,
  band: null,
  chancePercent: null,
  leaves: false,
  contributionMinor: 0,
  effortSeconds: 0,
  messages: 0,
  responseMedianHours: null,
  lastTheirs: null,
  silentDays: null,
  usualGapDays: null,
  ...more,
});
const ids = (rows: ReadonlyArray<ClientListRow>) => rows.map(({ id }) => id).join(" ");

it("orders by band, then by chance; what has none comes last either way", () => {
  const rows = [
    row("none"),
    row("low", { band: "low", chancePercent: 40 }),
    row("high", { band: "high" }),
    row("usual2", { band: "usual", chancePercent: 9 }),
    row("usual1", { band: "usual", chancePercent: 12 }),
  ];
  expect(ids(orderList(rows, "-risk"))).toBe("high usual1 usual2 low none");
  expect(ids(orderList(rows, "risk"))).toBe("low usual2 usual1 high none");
});

it("orders silence by what is usual, and equals by id", () => {
  const rows = [
    row("b", { silentDays: 10, usualGapDays: 10 }),
    row("c", { silentDays: 6, usualGapDays: 2 }),
    row("a", { silentDays: 10, usualGapDays: 10 }),
  ];
  expect(ids(orderList(rows, "-silence"))).toBe("c a b");
});
