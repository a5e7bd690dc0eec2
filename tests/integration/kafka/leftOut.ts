import { expect, inject, it } from "vitest";

// Runs in place of the suites that this machine cannot run, so that nobody takes silence for success.
const suites = inject("leftOut");
const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);

it(`LEFT OUT: ${suites.length} suites with ${tests} tests or more that need a Kafka broker`, () => {
  process.stderr.write(
    `\nLEFT OUT: ${suites.length} suites with ${tests} tests or more need a Kafka broker that cannot be had here.\n` +
      `${suites.map(({ path }) => `  ${path}\n`).join("")}` +
      "Install Java 17 and Maven, or have Docker running, or set KAFKA_BROKERS (docs/testing.md).\n\n",
  );
  expect(process.env["REQUIRE_SERVERS"], "REQUIRE_SERVERS=1 demands these suites").not.toBe("1");
});
