import { documentedSettings } from "./documentedSettings.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** The text of docs/configuration.md: one row per variable. A test holds the file to it. */
export const settingsPage = (): string => {
  const rows = documentedSettings.map((s) => {
    const holds = s.secret ? `${s.expected} (secret: never shown or logged)` : s.expected;
    return `| \`${s.name}\` | ${cell(s.description)} | ${cell(holds)} | ${cell(s.defaultText ?? "unset")} |`;
  });
  return [
    "# Configuration",
    "",
    "Every process of Rapport reads these environment variables; nothing else configures it. What a command",
    "line names (`--data`, `--port`) wins over its variable. An empty variable counts as unset.",
    "A variable that cannot be used ends the process with exit code 2 and one line that names it.",
    "",
    "| variable | what it says | holds | default |",
    "|---|---|---|---|",
    ...rows,
    "",
    "`RAPPORT_EMAIL_…`, `RAPPORT_TICKETS_…`, `RAPPORT_MEETINGS_…` and `RAPPORT_LEDGER_…` are read by the ingest",
    "services, when they run alone and under `rapport up`, which watches every source whose paths are set. This",
    "page is written by `pnpm exec node services/cli/src/docs/writeSettingsPage.ts`; a test holds it to the code.",
    "",
  ].join("\n");
};
