import { assert, describe, it } from "@effect/vitest";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { Saying } from "../../directory/InForce.ts";
import { seededRandom } from "../../seededRandom.ts";
import { checkSetting, isSettingKey } from "./checkSetting.ts";
import { settingDefinitions } from "./definitions.ts";
import { foldEconomics } from "./foldEconomics.ts";
import {
  resolveSettings,
  saidReportingCurrency,
  settingList,
  settingNumber,
  settingSaidOn,
  settingsByDay,
} from "./resolveSettings.ts";

const eventAt = (at: number, saying: Saying): DirectoryEvent =>
  ({
    id: at.toString(16).padStart(32, "0"),
    version: 1,
    source: { connector: "cli", account: "local", file: "", position: "" },
    occurredAt: at,
    recordedAt: at,
    parties: [],
    members: [],
    ...saying,
  }) as DirectoryEvent;
const set = (key: string, validFrom: string | null, value: string | null): Saying => ({
  type: "setting.set",
  data: { key, validFrom, value, source: "a test" },
});
const calibration = (factor: number) => ({
  calibrationMicro: factor,
  calibrationSdMicro: 1,
  calibrationSpreadMicro: 2,
  calibrationClientMonths: 3,
});
const totals = { currency: "EUR", seconds: 1, costMinor: 2, revenueMinor: 3, cashMinor: 4 };
const closed = (month: string, factor = 1): Saying => ({
  type: "month.closed",
  data: { month, ...calibration(factor), totals },
});
const restated = (month: string, factor: number): Saying => ({
  type: "month.restated",
  data: {
    month,
    reason: `for ${factor}`,
    ...calibration(factor),
    before: totals,
    totals: { ...totals, costMinor: factor },
  },
});
const fold = (...sayings: ReadonlyArray<Saying>) =>
  foldEconomics(sayings.map((saying, i) => eventAt(i + 1, saying)));
const valueOn = (sayings: ReadonlyArray<Saying>, day: string, knownAt?: number) =>
  resolveSettings(fold(...sayings).settings, day, knownAt).get("capital.cost");

describe("settings", () => {
  it("are their defaults until something is said, and every default is allowed", () => {
    const values = resolveSettings([], "2026-10-01");
    for (const [key, definition] of Object.entries(settingDefinitions)) {
      assert.strictEqual(values.get(key), definition.default);
      if (isSettingKey(key) && definition.default !== "")
        assert.deepStrictEqual(checkSetting(key, definition.default), {
          ok: true,
          value: definition.default,
        });
    }
  });
  it("hold from their day on, and what was said last of one day holds", () => {
    const said = [
      set("capital.cost", "2026-03-01", "7"),
      set("capital.cost", null, "5"),
      set("capital.cost", "2026-03-01", "8"),
    ];
    assert.deepStrictEqual(
      ["2026-02-28", "2026-03-01", "2027-01-01"].map((day) => valueOn(said, day)),
      ["5", "8", "8"],
    );
  });
  it("an earlier day said later does not reach past the later day", () => {
    const said = [set("capital.cost", "2026-06-01", "7"), set("capital.cost", "2026-03-01", "8")];
    assert.deepStrictEqual([valueOn(said, "2026-05-31"), valueOn(said, "2026-06-01")], ["8", "7"]);
  });
  it("go back to their default from a day on", () => {
    const said = [set("capital.cost", null, "5"), set("capital.cost", "2026-03-01", null)];
    assert.deepStrictEqual([valueOn(said, "2026-02-28"), valueOn(said, "2026-03-01")], ["5", "10"]);
    const { settings } = fold(...said);
    assert.strictEqual(settingSaidOn(settings, "capital.cost", "2026-03-01"), undefined);
    assert.strictEqual(settingSaidOn(settings, "capital.cost", "2026-02-28")?.source, "a test");
  });
  it("are as they were known at a moment", () => {
    const said = [set("capital.cost", null, "5"), set("capital.cost", null, "6")];
    assert.deepStrictEqual(
      [0, 1, 2].map((knownAt) => valueOn(said, "2026-01-01", knownAt)),
      ["10", "5", "6"],
    );
  });
  it("the reporting currency is one for all days and all moments", () => {
    const { settings } = fold(
      set("currency.reporting", "2026-03-01", "EUR"),
      set("currency.reporting", null, "usd"),
    );
    assert.strictEqual(saidReportingCurrency(settings), "USD");
    assert.strictEqual(resolveSettings(settings, "2027-01-01", 1).get("currency.reporting"), "USD");
  });
  it("share a map between two changes", () => {
    const on = settingsByDay(fold(set("capital.cost", "2026-03-01", "7")).settings);
    assert.strictEqual(on("2026-03-01"), on("2026-12-31"));
    assert.notStrictEqual(on("2026-02-28"), on("2026-03-01"));
  });
  it("read as numbers and lists", () => {
    const values = resolveSettings([], "2026-01-01");
    assert.strictEqual(settingNumber(values, "mail.read.speed"), 238);
    assert.include(settingList(values, "calibration.activities"), "account management");
    assert.deepStrictEqual(settingList(values, "currency.reporting"), []);
  });
  it("say nothing where no definition knows or allows them", () => {
    const { settings } = fold(set("no.such", null, "5"), set("capital.cost", null, "500"));
    assert.deepStrictEqual(settings, []);
  });
  it("are the same whatever the order and number of the words' copies", () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = seededRandom(seed);
      const events = Array.from({ length: 12 }, (_, i) =>
        eventAt(
          i + 1,
          random.pick([
            set("capital.cost", random.pick([null, "2026-01-01", "2026-02-01"]), String(i)),
            closed(random.pick(["2026-01", "2026-02"]), i + 1),
            restated("2026-01", i + 1),
          ]),
        ),
      );
      const told = foldEconomics(events);
      const again = foldEconomics(random.shuffle([...events, ...events.slice(0, 5)]));
      assert.deepStrictEqual(again.settings, told.settings);
      assert.deepStrictEqual([...again.closings].toSorted(), [...told.closings].toSorted(), `seed ${seed}`);
    }
  });
});

describe("checkSetting", () => {
  it.each([
    ["capital.cost", " 07.50 ", "7.5"],
    ["capital.cost", "0", "0"],
    ["margin.target", "-0.0", "0"],
    ["margin.target", "-12.5", "-12.5"],
    ["currency.reporting", "eur", "EUR"],
    ["capacity.rates_per", "paid_hour", "paid_hour"],
    ["calibration.activities", "call,, mail , call", "call, mail"],
  ] as const)("takes %s %s as %s", (key, written, value) => {
    assert.deepStrictEqual(checkSetting(key, written), { ok: true, value });
  });
  it.each([
    ["capital.cost", "101", "is more than 100 (percent)"],
    ["capital.cost", "-1", "is less than 0 (percent)"],
    ["capital.cost", "1,5", "is not a number of percent"],
    ["capital.cost", "1e2", "is not a number of percent"],
    ["capital.cost", "", "is not a number of percent"],
    ["currency.reporting", "euro", "is not a currency's three letters"],
    ["capacity.rates_per", "hour", "is none of practical_hour, paid_hour"],
    ["calibration.activities", " , ", "names nothing"],
  ] as const)("refuses %s %s", (key, written, reason) => {
    const checked = checkSetting(key, written);
    assert.include(checked.ok ? "" : checked.reason, reason);
  });
});

describe("closings", () => {
  it("keep what they were closed by, and every restatement", () => {
    const { closings } = fold(closed("2026-01", 5), closed("2026-02", 6), restated("2026-01", 7));
    assert.deepStrictEqual(closings.get("2026-01"), {
      month: "2026-01",
      closedAt: 1,
      knownAt: 3,
      calibration: { factorMicro: 7, sdMicro: 1, spreadMicro: 2, clientMonths: 3 },
      totals: { ...totals, costMinor: 7 },
      restatements: [
        {
          eventId: "3".padStart(32, "0"),
          reason: "for 7",
          recordedAt: 3,
          before: totals,
          totals: { ...totals, costMinor: 7 },
        },
      ],
    });
    assert.strictEqual(closings.get("2026-02")?.restatements.length, 0);
  });
  it("closing twice changes nothing: only a restatement with its reason does", () => {
    const { closings } = fold(closed("2026-01", 5), closed("2026-01", 9));
    assert.strictEqual(closings.get("2026-01")?.calibration.factorMicro, 5);
    assert.strictEqual(closings.get("2026-01")?.knownAt, 1);
  });
});
