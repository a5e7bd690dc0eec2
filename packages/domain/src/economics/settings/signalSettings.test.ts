import { readFileSync } from "node:fs";
import { assert, it } from "@effect/vitest";
import { signalSettings } from "./signalSettings.ts";

const migration = new URL("../../../../../infra/clickhouse/migrations/0017_signals.sql", import.meta.url);

it("the views' defaults of signals are those of the settings, in thousandths", () => {
  const written = readFileSync(migration, "utf8").matchAll(/'(signal\.[a-z_.]+)', toInt64\((\d+)\)/g);
  const defaults = Object.fromEntries([...written].map(([, key, milli]) => [key, Number(milli)]));
  const said = Object.entries(signalSettings).map(([key, { default: value }]) => [
    key,
    Math.round(Number(value) * 1000),
  ]);
  assert.deepStrictEqual(defaults, Object.fromEntries(said));
});
