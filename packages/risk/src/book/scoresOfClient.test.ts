import { assert, describe, it } from "@effect/vitest";
import type { EndSpan } from "../ends/EndSpan.ts";
import { neverTakenBack } from "../ends/EndSpan.ts";
import { weekOf } from "../weeks/weekNumbers.ts";
import { stretches } from "./scoresOfClient.ts";

const span = (noticeOn: string, endsOn: string, until = neverTakenBack): EndSpan => ({
  from: noticeOn,
  until,
  noticeOn,
  endsOn,
  cause: "client_left",
  eventId: "",
});
const first = weekOf("2024-01-01");
const last = weekOf("2024-12-30");
/** Weeks counted from the first. */
const cut = (...spans: ReadonlyArray<EndSpan>) =>
  stretches(spans, first, last).map(({ end, past, from, to }) => [
    end?.noticeOn ?? null,
    past - first,
    from - first,
    to - first,
  ]);

describe("a client's weeks, cut where its end changes", () => {
  it("are one piece while it stays, and end with it", () => {
    assert.deepStrictEqual(cut(), [[null, 0, 0, 52]]);
    assert.deepStrictEqual(cut(span("2024-03-01", "2024-03-31")), [["2024-03-01", 0, 0, 12]]);
  });

  it("go on with their past when notice is taken back or the client comes back soon", () => {
    assert.deepStrictEqual(cut(span("2024-03-01", "2024-03-31", "2024-03-18")), [
      ["2024-03-01", 0, 0, 10],
      [null, 0, 11, 52],
    ]);
    assert.deepStrictEqual(cut(span("2024-03-01", "2024-03-31", "2024-05-01")), [
      ["2024-03-01", 0, 0, 12],
      [null, 0, 17, 52],
    ]);
  });

  it("begin anew when it comes back after long", () => {
    assert.deepStrictEqual(cut(span("2024-03-01", "2024-03-31", "2024-08-05")), [
      ["2024-03-01", 0, 0, 12],
      [null, 31, 31, 52],
    ]);
  });

  it("pass from one word about the end to another", () => {
    assert.deepStrictEqual(
      cut(span("2024-03-01", "2024-05-31", "2024-04-08"), span("2024-04-08", "2024-04-30")),
      [
        ["2024-03-01", 0, 0, 13],
        ["2024-04-08", 0, 14, 17],
      ],
    );
  });
});
