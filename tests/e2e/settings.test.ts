import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { cleanUp, rapport, succeed, temporaryFolder } from "./support/rapport.ts";

afterAll(cleanUp);

it("settings are said with their day and source, looked at first, and taken back", async () => {
  const at = ["--data", join(temporaryFolder(), "data")];
  const valueOn = async (day: string) => {
    const { stdout } = await succeed(["setting", "list", "--format", "json", "--on", day, ...at]);
    const rows = JSON.parse(stdout) as ReadonlyArray<Record<string, unknown>>;
    const { value, isDefault, from, source } = rows.find(({ key }) => key === "capital.cost") ?? {};
    return [value, isDefault, from, source];
  };
  await succeed([
    "setting",
    "set",
    "capital.cost",
    "08.50",
    "--from",
    "2027-01-01",
    "--source",
    "bank",
    ...at,
  ]);
  const tried = await succeed([
    "setting",
    "reset",
    "capital.cost",
    "--from",
    "2028-01-01",
    "--dry-run",
    ...at,
  ]);
  expect(tried.stdout).toBe("capital.cost: 8.5 becomes 10 from 2028-01-01 on.\n");
  expect(await valueOn("2028-01-01")).toEqual(["8.5", false, "2027-01-01", "bank"]);
  const refused = await rapport(["setting", "set", "capital.cots", "8", ...at]);
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toContain("Did you mean capital.cost?");
});
