import { importsOf, type SourceFile } from "./sources.ts";

/** A finding is `path: what is wrong and what to do`. */
export type Rule = (file: SourceFile) => ReadonlyArray<string>;

const linesOf = (text: string): ReadonlyArray<string> => text.split("\n");
const each = (file: SourceFile, pattern: RegExp, say: string): ReadonlyArray<string> =>
  linesOf(file.text).flatMap((line, i) => (pattern.test(line) ? [`${file.path}:${i + 1}: ${say}`] : []));

/** Which driver belongs to which package (`docs/adr/0001-monorepo.md`). */
const drivers: Readonly<Record<string, string>> = {
  kafkajs: "packages/event-log",
  "node:sqlite": "packages/event-log",
  "@clickhouse/client": "packages/warehouse",
  chdb: "packages/warehouse",
};

export const driverHasOneHome: Rule = (file) =>
  file.isTest
    ? []
    : importsOf(file.text).flatMap((name) => {
        const driver = name
          .split("/")
          .slice(0, name.startsWith("@") ? 2 : 1)
          .join("/");
        const home = drivers[driver];
        return home === undefined || file.owner === home
          ? []
          : [`${file.path}: imports ${driver}, which only ${home} may; use its port`];
      });

/** Who may import whom among our own packages, besides `turbo boundaries`: it does not see sub-paths of tests. */
export const servicesStandAlone: Rule = (file) =>
  file.isTest || !file.owner.startsWith("services/") || file.owner === "services/cli"
    ? []
    : importsOf(file.text).flatMap((name) =>
        [
          "ingest-email",
          "ingest-tickets",
          "ingest-meetings",
          "ingest-ledger",
          "projector",
          "reporting",
          "cli",
        ].some((service) => name.startsWith(`@rapport/${service}/`) && file.owner !== `services/${service}`)
          ? [
              `${file.path}: imports ${name}; a service never imports another: only services/cli composes them`,
            ]
          : [],
      );

export const testingStaysOut: Rule = (file) =>
  file.isTest || file.owner === "packages/testing"
    ? []
    : importsOf(file.text)
        .filter(
          (name) => name.startsWith("@rapport/testing") || name === "vitest" || name === "@effect/vitest",
        )
        // The contract suites of ports stand beside their adapters: fooContract.ts, or a folder contract/.
        .filter(() => !/Contract\.ts$|\/contract\/[^/]+\.ts$/.test(file.path))
        .map((name) => `${file.path}: production code imports ${name}`);

export const noBarrels: Rule = (file) =>
  /(^|\/)index\.ts$/.test(file.path) || /^export \* from/m.test(file.text)
    ? [`${file.path}: is a barrel; export from the module itself`]
    : [];

const pure = new Set(["packages/domain", "packages/pipeline", "packages/contracts"]);
export const noClockOrChance: Rule = (file) =>
  file.isTest || !pure.has(file.owner)
    ? []
    : each(
        file,
        /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/,
        "reads the clock or chance; pass it in",
      );

export const environmentInRuntimeOnly: Rule = (file) =>
  file.isTest || file.owner === "packages/runtime" || file.owner === "packages/testing"
    ? []
    : each(file, /process\.env\b/, "reads the environment; only packages/runtime does");

export const noEscapes: Rule = (file) =>
  file.path.startsWith("tests/tidy/")
    ? []
    : [
        ...each(
          file,
          /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo)\(|\bretry:\s*[1-9]/,
          "skips, singles out or retries a test",
        ),
        ...each(file, /\bTODO\b|\bFIXME\b|not implemented/i, "is unfinished; finish it or file an issue"),
      ];

/** Words of where the project is made; the files speak of the project alone. */
export const speaksOfTheProject: Rule = (file) =>
  file.path.startsWith("tests/tidy/")
    ? []
    : each(
        file,
        /\/work\/(?:main|shared)|\/root\/|registry\.npmjs|repo1?\.maven|deb\.debian/,
        "names a path or host of a workplace",
      );

export const rules: Readonly<Record<string, Rule>> = {
  driverHasOneHome,
  servicesStandAlone,
  testingStaysOut,
  noBarrels,
  noClockOrChance,
  environmentInRuntimeOnly,
  noEscapes,
  speaksOfTheProject,
};
