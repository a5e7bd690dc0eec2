import { isIP } from "node:net";
import { readKafkaOptions } from "@rapport/runtime/readKafkaOptions";
import { readSetting } from "@rapport/runtime/Setting";
import { allSettings, settings } from "@rapport/runtime/Settings";
import { documentedSettings } from "../docs/documentedSettings.ts";
import { Effect, Option } from "effect";
import { suggestions } from "@rapport/directory/resolveClient";
import { watchProblems } from "../up/watching.ts";
import { type Finding, ok, problem, warning } from "./Finding.ts";

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));

/** Variables that look like ours and are not: most often a typing error, and silently without effect. */
export const unknownVariables = (set: ReadonlyArray<string>): ReadonlyArray<Finding> => {
  const known = documentedSettings.map((setting) => setting.name);
  return set
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const near = suggestions(name, known)[0];
      // KAFKA_… is what others call their variables too; ours are those that are nearly spelt like one.
      if (near === undefined && name.startsWith("KAFKA_")) return [];
      const action =
        near === undefined ? "docs/configuration.md lists all variables." : `Did you mean ${near}?`;
      return [warning("settings", `${name} is set, but nothing reads it`, action)];
    });
};

/** Settings that cannot be used, and those that work but are risky. */
export const checkSettings = (set: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Finding>> =>
  Effect.gen(function* () {
    const findings: Array<Finding> = [...unknownVariables(set)];
    for (const setting of allSettings) {
      const read = yield* Effect.result(readSetting(setting));
      if (read._tag === "Failure")
        findings.push(problem("settings", read.failure.message, read.failure.action));
    }
    const kafka = yield* Effect.result(readKafkaOptions);
    const told = (message: string) => findings.some(({ detail }) => detail === message);
    // Each of them may be usable, and yet they do not go together.
    if (kafka._tag === "Failure" && !told(kafka.failure.message))
      findings.push(problem("settings", kafka.failure.message, kafka.failure.action));
    for (const { message, action } of yield* watchProblems)
      findings.push(problem("settings", message, action));
    const host = yield* Effect.orElseSucceed(readSetting(settings.httpHost), () => "127.0.0.1");
    if (!isLoopback(host)) {
      findings.push(
        warning(
          "settings",
          `RAPPORT_HTTP_HOST is ${host}: others on the network can reach the sign-in page`,
          "Keep to 127.0.0.1, or put a proxy that speaks TLS in front and set RAPPORT_PUBLIC_URL; without TLS nobody can sign in.",
        ),
      );
    }
    const url = yield* Effect.orElseSucceed(readSetting(settings.clickhouseUrl), () => Option.none<URL>());
    if (Option.isSome(url) && url.value.protocol === "http:" && !isLoopback(url.value.hostname)) {
      findings.push(
        warning(
          "settings",
          "CLICKHOUSE_URL is not encrypted",
          "Use https:// unless the network between is yours.",
        ),
      );
    }
    return findings.length === 0 ? [ok("settings", "usable")] : findings;
  });
