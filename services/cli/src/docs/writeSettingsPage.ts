import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { settingsPage } from "./SettingsPage.ts";

writeFileSync(fileURLToPath(new URL("../../../../docs/configuration.md", import.meta.url)), settingsPage());
