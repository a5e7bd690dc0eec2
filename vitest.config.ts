import { defineConfig } from "vitest/config";
import { findBrowserSuites } from "./packages/testing/src/servers/browserSuites.ts";
import { findKafkaSuites } from "./packages/testing/src/servers/kafkaSuites.ts";

// A broker in the environment is for the suites that ask vitest for it; no command under test finds it there.
const env = { KAFKA_BROKERS: "" };

const suite = (name: string, include: string[], extra: object = {}) => ({
  test: { name, include, env, environment: "node" as const, pool: "forks" as const, ...extra },
});

// What cannot run here is counted by one test in its place, which fails under REQUIRE_SERVERS=1.
const browser = findBrowserSuites(import.meta.dirname, "tests/browser");
const kafka = await findKafkaSuites(import.meta.dirname, "tests/integration/kafka");

/** What takes minutes together, on the engine alone: not in `pnpm test`, which is to stay below ten. */
const long = [
  "tests/acceptance/**/*.test.ts",
  "tests/e2e/agencyTruth.test.ts",
  "tests/e2e/demo.test.ts",
  "tests/e2e/told.test.ts",
  "tests/e2e/workflow.test.ts",
  "tests/integration/clientPage.test.ts",
  "tests/integration/digestMail.test.ts",
  "tests/integration/directoryLaws.test.ts",
  "tests/integration/economicsMonths.test.ts",
  "tests/integration/heldMessages.test.ts",
  "tests/integration/projectorShared.test.ts",
  "tests/integration/projectorUpgrade.test.ts",
  "tests/integration/sayWords.test.ts",
  "tests/integration/unlinkPreview.test.ts",
];

const report = process.env["RAPPORT_TEST_REPORT"];

/** One project per kind of suite; `vitest run --project NAME` runs one of them. */
export default defineConfig({
  test: {
    // By default one core of the machine is left idle, which on two makes the suites wait for each other.
    maxWorkers: "100%",
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    projects: [
      suite("unit", [
        "packages/*/src/**/*.test.ts",
        "services/*/src/**/*.test.ts",
        "services/reporting/dashboard/src/**/*.test.ts",
        "infra/kafka/src/**/*.test.ts",
      ]),
      suite("tidy", ["tests/tidy/**/*.test.ts"]),
      suite("simulation", ["tests/simulation/**/*.test.ts"], { testTimeout: 120_000 }),
      suite("integration", ["tests/integration/**/*.test.ts"], {
        exclude: ["tests/integration/kafka/**", ...long],
        testTimeout: 120_000,
      }),
      suite("acceptance", long, { testTimeout: 600_000, hookTimeout: 180_000 }),
      // Needs a Kafka broker, which it finds or starts; `pnpm test:integration` runs it.
      suite(
        "kafka",
        [...kafka.run, ...(kafka.leftOut.length > 0 ? ["tests/integration/kafka/leftOut.ts"] : [])],
        {
          globalSetup: kafka.run.length > 0 ? ["tests/integration/kafka/setup.ts"] : [],
          provide: { leftOut: kafka.leftOut },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      ),
      // Pages in a real browser, over a simulated agency that is read in once for all of them.
      suite("browser", browser.leftOut.length > 0 ? ["tests/browser/leftOut.ts"] : [...browser.run], {
        globalSetup: browser.run.length > 0 ? ["tests/browser/setup.ts"] : [],
        provide: { leftOutOfBrowser: browser.leftOut },
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
      // What a suite prepares is whole commands too.
      suite("e2e", ["tests/e2e/**/*.test.ts"], {
        exclude: long,
        testTimeout: 180_000,
        hookTimeout: 180_000,
      }),
    ],
  },
});
