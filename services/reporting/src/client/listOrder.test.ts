import type { ClientListRow } from "@rapport/contracts/http/client/ClientList";
import { expect, it } from "vitest";
import { orderList, placeOf } from "./listOrder.ts";

type Score = Partial<Pick<ClientListRow, "band" | "silentDays" | "usualGapDays">>;
const client = (id: string, { band = null, ...more }: Score = {}, chanceMicro: number | null = null) => {
  const row: ClientListRow = {
    id,
    name: id,
    kind: "client",
    owner: null,
    ownerName: null,
    segment: null,
    band,
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
  };
  return { row, place: placeOf(band, chanceMicro) };
};
const ids = (rows: ReadonlyArray<ClientListRow>) => rows.map(({ id }) => id).join(" ");

it("orders by band, then by chance; what has none comes last either way", () => {
  const rows = [
    client("none"),
    client("low", { band: "low" }, 400_000),
    client("high", { band: "high" }, 110_000),
    client("usual2", { band: "usual" }, 90_000),
    client("usual1", { band: "usual" }, 120_000),
  ];
  expect(ids(orderList(rows, "-risk"))).toBe("high usual1 usual2 low none");
  expect(ids(orderList(rows, "risk"))).toBe("low usual2 usual1 high none");
});

it("orders by chance where no band may be shown", () => {
  const rows = [
    client("none"),
    client("first", {}, 300_000),
    client("last", {}, 0),
    client("next", {}, 7000),
  ];
  expect(ids(orderList(rows, "-risk"))).toBe("first next last none");
});

it("orders silence by what is usual, and equals by id", () => {
  const rows = [
    client("b", { silentDays: 10, usualGapDays: 10 }),
    client("c", { silentDays: 6, usualGapDays: 2 }),
    client("a", { silentDays: 10, usualGapDays: 10 }),
  ];
  expect(ids(orderList(rows, "-silence"))).toBe("c a b");
});
