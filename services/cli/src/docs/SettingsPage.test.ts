import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { documentedSettings } from "./documentedSettings.ts";
import { settingsPage } from "./SettingsPage.ts";

it("docs/configuration.md lists every variable of every process", () => {
  const page = readFileSync(new URL("../../../../docs/configuration.md", import.meta.url), "utf8");
  expect(page).toBe(settingsPage());
  expect(new Set(documentedSettings.map((setting) => setting.name)).size).toBe(documentedSettings.length);
});
