import { expect, it } from "@effect/vitest";
import { ConfigProvider, Effect } from "effect";
import { checkSettings, unknownVariables } from "./environment.ts";
import { findingsText, ok, problem } from "./Finding.ts";
import { checkClock, checkDisk, checkFileSystem, checkMemory, checkNode, checkPlatform } from "./machine.ts";

const GIB = 1024 ** 3;
const now = Date.UTC(2026, 0, 2);

it("the machine: each check knows its bad case", () => {
  expect(checkNode("v24.1.0").state).toBe("ok");
  expect(checkNode("v20.20.2").state).toBe("problem");
  expect(checkPlatform({ platform: "linux", arch: "x64", glibc: "2.39" }).state).toBe("ok");
  expect(checkPlatform({ platform: "linux", arch: "x64", glibc: null }).action).toContain("Alpine");
  expect(checkPlatform({ platform: "win32", arch: "x64", glibc: null }).action).toContain("CLICKHOUSE_URL");
  expect(checkMemory({ totalBytes: GIB / 2, freeBytes: 1 }).state).toBe("warning");
  expect(checkMemory({ totalBytes: 8 * GIB, freeBytes: GIB }).state).toBe("ok");
  expect([50 * GIB, GIB, GIB / 10].map((free) => checkDisk(free, "/").state)).toEqual([
    "ok",
    "warning",
    "problem",
  ]);
  expect(checkFileSystem(0x6969)?.detail).toContain("NFS");
  expect(checkFileSystem(0xef53)).toBeNull();
});

it("the clock: before this program was written, and behind the log", () => {
  expect(checkClock(now, null).state).toBe("ok");
  expect(checkClock(now, now + 1_000).state).toBe("ok");
  expect(checkClock(Date.UTC(1970, 0, 1), null).state).toBe("problem");
  expect(checkClock(now, now + 86_400_000).state).toBe("warning");
});

it("a mistyped variable is named with the one that was meant", () => {
  const [finding, ...more] = unknownVariables(["RAPPORT_DTAA", "RAPPORT_DATA"]);
  expect(more).toEqual([]);
  expect(finding?.action).toBe("Did you mean RAPPORT_DATA?");
});

it.effect("settings: unusable and risky ones are found", () =>
  Effect.gen(function* () {
    const env = {
      RAPPORT_HTTP_PORT: "many",
      RAPPORT_HTTP_HOST: "0.0.0.0",
      CLICKHOUSE_URL: "http://warehouse.acme.example:8123",
    };
    const provider = ConfigProvider.layer(ConfigProvider.fromEnv({ env }));
    const findings = yield* checkSettings(Object.keys(env)).pipe(Effect.provide(provider));
    expect(findings.map((finding) => finding.state)).toEqual(["problem", "warning", "warning"]);
    const none = ConfigProvider.layer(ConfigProvider.fromEnv({ env: {} }));
    expect(yield* checkSettings([]).pipe(Effect.provide(none))).toEqual([ok("settings", "usable")]);
  }),
);

it("what to do stands below what was found", () => {
  expect(findingsText([ok("node", "v24"), problem("disk", "full", "Free some.")])).toBe(
    "ok       node  v24\nPROBLEM  disk  full\n               Free some.",
  );
});
