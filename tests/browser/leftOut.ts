import { expect, inject, it } from "vitest";

// Runs in place of the suites that this machine cannot run, so that nobody takes silence for success.
const suites = inject("leftOutOfBrowser");
const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);

it(`LEFT OUT: ${suites.length} suites with ${tests} tests or more that need a browser`, () => {
  process.stderr.write(
    `\nLEFT OUT: ${suites.length} suites with ${tests} tests or more need Chromium, which is not here.\n` +
      `${suites.map(({ path }) => `  ${path}\n`).join("")}` +
      "Install Chromium, or name it by RAPPORT_CHROMIUM (docs/testing.md).\n\n",
  );
  expect(process.env["REQUIRE_SERVERS"], "REQUIRE_SERVERS=1 demands these suites").not.toBe("1");
});
