import type { HistoryItem, HistoryPage } from "@rapport/contracts/http/words/History";
import { csv } from "../csv.ts";
import { knownText } from "../economics/headLines.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";

const machineText = ({ machine }: HistoryItem): string => {
  if (machine === null) return "";
  if (machine.chancePercent !== null)
    return `${machine.band ?? ""} ${machine.chancePercent.toFixed(0)} %`.trim();
  return machine.band ?? machine.shown.replaceAll("_", " ");
};

const textOf = ({ text, undone, evidence }: HistoryItem): string => {
  const figures = evidence.map(({ figure, value }) => `${figure} ${value}`).join(", ");
  const on = figures === "" ? "" : ` [${figures}]`;
  const back = undone === null ? "" : ` – taken back on ${undone.on} by ${undone.by}: ${undone.reason}`;
  return `${text}${on}${back}`;
};

/** What people said of a client and what the machine told of it, newest first. */
export const historyTable = (page: HistoryPage): string => {
  const head = `${page.client.name} (${page.client.id}), as of ${page.asOf}${knownText(page.knownAt)}`;
  if (page.items.length === 0)
    return [head, "", "Nobody has said anything of it, and there was no alert."].join("\n");
  const rows = page.items.map((item) => [
    item.on,
    item.type,
    item.wordId ?? none,
    textOf(item),
    machineText(item) || none,
  ]);
  return [head, "", table(["day", "what", "id", "said", "machine then"], rows)].join("\n");
};

export const historyCsv = ({ client, items }: HistoryPage): string =>
  csv(
    [
      "clientId",
      "day",
      "type",
      "wordId",
      "eventId",
      "saidAt",
      "by",
      "text",
      "undoneOn",
      "undoneBy",
      "machineBand",
      "machineChancePercent",
    ],
    items.map((item) => [
      client.id,
      item.on,
      item.type,
      item.wordId,
      item.eventId,
      item.saidAt,
      item.by,
      item.text,
      item.undone?.on ?? null,
      item.undone?.by ?? null,
      item.machine?.band ?? null,
      item.machine?.chancePercent ?? null,
    ]),
  );
