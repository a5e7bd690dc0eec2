import { Word } from "@rapport/contracts/http/words/Say";
import { describe, expect, it } from "vitest";
import { countsFromToday, fieldsOf, missingOf, wordOf } from "./kinds.ts";

const about = { client: "acme" } as const;

describe("wordOf", () => {
  it("leaves out what was left empty", () => {
    expect(
      wordOf("decision", about, {
        action: "reprice",
        reason: " fee covers half ",
        on: "2026-10-31",
        reviewOn: "",
      }),
    ).toEqual({
      kind: "decision",
      client: "acme",
      action: "reprice",
      reason: "fee covers half",
      on: "2026-10-31",
    });
  });
  it("says any alert as null, and a flag that holds as true", () => {
    expect(wordOf("snooze", about, { alert: "any", reason: "known" })).toMatchObject({ alert: null });
    expect(wordOf("flag", about, { flag: "strategic", set: "no", reason: "sold" })).toMatchObject({
      set: false,
    });
  });
  it("says hours as minutes, and of what holds no longer null", () => {
    expect(
      wordOf("agreed", about, { responseMinutes: "4.5", checkInDays: "14", capMinutesPerMonth: " None " }),
    ).toEqual({
      kind: "agreed",
      client: "acme",
      responseMinutes: 270,
      checkInDays: 14,
      capMinutesPerMonth: null,
    });
  });
  it("takes nothing along that belongs to another kind of word", () => {
    expect(wordOf("undo", { wordId: "d-1" }, { reason: "wrong client", on: "2026-10-31" })).toEqual({
      kind: "undo",
      wordId: "d-1",
      reason: "wrong client",
    });
  });
  it("is understood by the API whatever the kind, with everything filled in", () => {
    const day = {
      on: "2026-10-31",
      until: "2026-11-30",
      from: "2026-12-24",
      to: "2027-01-02",
      endsOn: "2026-12-31",
    };
    for (const kind of Object.keys(fieldsOf) as ReadonlyArray<keyof typeof fieldsOf>) {
      const chosen = Object.fromEntries(
        fieldsOf[kind].flatMap(({ name, as, choices }) =>
          as === "amount" ? [[name, "1.5"]] : choices === undefined ? [] : [[name, choices[0]!.value]],
        ),
      );
      const of = kind === "undo" ? { wordId: "d-1" } : kind === "play_end" ? { playId: "p-1" } : about;
      const said = wordOf(kind, of, { ...day, reason: "why", ...chosen });
      expect(Word.safeParse(said), JSON.stringify(said)).toMatchObject({ success: true });
    }
  });
});

describe("countsFromToday", () => {
  it("holds for words that name no day of their own", () => {
    expect((["undo", "snooze", "waiver", "flag"] as const).map(countsFromToday)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect((["decision", "verdict", "break", "client_end"] as const).map(countsFromToday)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("missingOf", () => {
  it("names what is needed, not what may stay empty", () => {
    expect(missingOf("decision", { action: "keep", reason: "  " })).toEqual(["reason"]);
    expect(missingOf("client_end", { cause: "client_left" })).toEqual([]);
    expect(
      missingOf("agreed", { responseMinutes: "soon", checkInDays: "none", capMinutesPerMonth: "2" }),
    ).toEqual(["responseMinutes"]);
    expect(missingOf("break", {})).toEqual(["from", "to"]);
  });
});
