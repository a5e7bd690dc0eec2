import { readFileSync } from "node:fs";
import type { Command } from "effect/cli";
import { expect, it } from "vitest";
import { command } from "../command.ts";
import { exitCodes } from "@rapport/runtime/ExitCodes";

const page = readFileSync(new URL("../../../../docs/cli.md", import.meta.url), "utf8");

const paths = (at: Command.Command.Any, before: string): ReadonlyArray<string> => {
  const path = `${before}${at.name}`;
  const below = at.subcommands.flatMap((group) => group.commands);
  return below.length === 0 ? [path] : below.flatMap((one) => paths(one, `${path} `));
};

it("docs/cli.md names every command and every exit code", () => {
  const all = paths(command, "");
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter((path) => !page.includes(`\`${path}`))).toEqual([]);
  expect(Object.values(exitCodes).filter((code) => !page.includes(`| ${code} |`))).toEqual([]);
});
