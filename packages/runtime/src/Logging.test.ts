import { Redacted } from "effect";
import { expect, it } from "vitest";
import { jsonLine } from "./Logging.ts";

const entry = { timestamp: "2026-01-02T03:04:05.000Z", level: "INFO", annotations: {}, cause: undefined };

it("a JSON line has its facts beside the message, and no fact can pass for level or time", () => {
  const message = ["applied", { file: "0001_facts.sql", level: "ERROR" }];
  expect(JSON.parse(jsonLine({ ...entry, message, annotations: { service: "projector" } }))).toEqual({
    timestamp: entry.timestamp,
    level: "INFO",
    message: "applied",
    file: "0001_facts.sql",
    service: "projector",
  });
});

it("errors keep their stack, secrets their cover", () => {
  const line = jsonLine({
    ...entry,
    message: ["failed", new Error("boom"), { password: Redacted.make("x1y2") }],
  });
  expect(JSON.parse(line).message).toMatch(/^failed Error: boom\n +at /);
  expect(line).not.toContain("x1y2");
});
