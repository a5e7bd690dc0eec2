import { describe, expect, it } from "vitest";
import { rules } from "./rules.ts";
import { type SourceFile, sourceFiles } from "./sources.ts";

const files = sourceFiles();

describe("the house rules", () => {
  it("sees the sources", () => {
    expect(files.length).toBeGreaterThan(30);
  });
  for (const [name, rule] of Object.entries(rules)) {
    it(name, () => {
      expect(files.flatMap(rule)).toEqual([]);
    });
  }
  it("files are small: half of them under 130 lines", () => {
    const lengths = files.map((f) => f.text.split("\n").length).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(130);
  });
});

describe("every rule catches what it is for", () => {
  const file = (path: string, text: string): SourceFile => ({
    path,
    text,
    owner: path.split("/").slice(0, 2).join("/"),
    isTest: false,
  });
  const planted: Readonly<Record<string, SourceFile>> = {
    driverHasOneHome: file("services/cli/src/X.ts", `import { createClient } from "@clickhouse/client";`),
    servicesStandAlone: file(
      "services/reporting/src/X.ts",
      `import { P } from "@rapport/projector/Projector";`,
    ),
    testingStaysOut: file("packages/domain/src/X.ts", `import { f } from "@rapport/testing/faults";`),
    noBarrels: file("packages/domain/src/index.ts", `export * from "./X.ts";`),
    noClockOrChance: file("packages/domain/src/X.ts", `const now = Date.now();`),
    environmentInRuntimeOnly: file("services/cli/src/X.ts", `const home = process.env["HOME"];`),
    noEscapes: file("services/cli/src/X.test.ts", `it.only("x", () => {});`),
    speaksOfTheProject: file("services/cli/src/X.ts", `const path = "/work/main/x";`),
  };
  for (const [name, rule] of Object.entries(rules)) {
    it(name, () => {
      expect(rule(planted[name]!)).not.toEqual([]);
    });
  }
});
