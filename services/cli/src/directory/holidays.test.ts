import { expect, it } from "@effect/vitest";
import { Effect } from "effect";
import { holidaysText } from "@rapport/directory/holidaysText";
import { parseHolidays } from "./holidays.ts";

it.effect("a region stands for its days off by law, substitute days included", () =>
  Effect.gen(function* () {
    const england = yield* parseHolidays(["GB-ENG"], "--holidays");
    // gov.uk/bank-holidays, England and Wales, 2022: Christmas Day fell on a Sunday.
    expect(england.filter((day) => day.startsWith("2022-"))).toEqual(
      "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"
        .split(" ")
        .map((day) => `2022-${day}`),
    );
    const berlin = yield* parseHolidays(["de-be"], "");
    expect(berlin).toContain("2024-03-08");
    expect(yield* parseHolidays(["DE"], "")).not.toContain("2024-03-08");
    expect(england[0]).toBe("2000-01-01");
    expect(england.at(-1)?.slice(0, 4)).toBe("2049");
  }),
);

it.effect("regions and dates can be mixed; what is neither is refused with what there is", () =>
  Effect.gen(function* () {
    const days = yield* parseHolidays(["2026-12-24", "FR", "2026-12-25"], "");
    expect(days.filter((day) => day.startsWith("2026-12"))).toEqual(["2026-12-24", "2026-12-25"]);
    expect((yield* Effect.flip(parseHolidays(["GB-XYZ"], "--holidays"))).action).toContain("GB-ENG");
    expect((yield* Effect.flip(parseHolidays(["Atlantis"], ""))).what).toContain('"Atlantis"');
    expect((yield* Effect.flip(parseHolidays(["2026-02-30"], ""))).what).toContain("not a date");
    expect(holidaysText(["2026-12-24"])).toBe("2026-12-24");
    expect(holidaysText(days)).toMatch(/^\d+ days from 2000-/);
  }),
);
