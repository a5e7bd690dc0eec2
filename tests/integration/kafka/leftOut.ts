import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// Runs in place of the suites that need a broker where none can be had, so that nobody takes silence for success.
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".test.ts"),
);
const count = files
  .map(
    (name) => readFileSync(`${import.meta.dirname}/${name}`, "utf8").match(/\bit(?:\.\w+)*\(/g)?.length ?? 0,
  )
  .reduce((sum, n) => sum + n, 0);

it(`LEFT OUT: ${files.length} suites with about ${count} tests that need a Kafka broker (docs/testing.md)`, () => {
  process.stderr.write(
    `\nLEFT OUT: ${files.length} suites with about ${count} tests need a Kafka broker, and none can be had here.\n` +
      "Set KAFKA_BROKERS, or have Docker running, or install Java 17 and Maven (docs/testing.md).\n\n",
  );
  expect(process.env["REQUIRE_SERVERS"], "REQUIRE_SERVERS=1 demands these suites").not.toBe("1");
});
