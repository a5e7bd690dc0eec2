import type { ClientFigures, ClientPage } from "@rapport/contracts/http/ClientFigures";
import { clientCells, clientColumns } from "./clientCells.ts";
import { csv } from "./csv.ts";
import { day, none, percent, responseText, toneText } from "./format.ts";
import { table } from "./table.ts";

const right = "right" as const;
const left = "left" as const;

const tableRow = (c: ClientFigures): ReadonlyArray<string> => [
  c.kind === "client" ? c.name : `${c.name} *`,
  String(c.messages.in),
  String(c.messages.out),
  String(c.threads.count),
  `${c.people.theirs}/${c.people.ours}`,
  responseText(c.responseOurs),
  responseText(c.responseTheirs),
  percent(c.answered.theirMessages.share),
  `${percent(c.afterHours.theirs.share)}/${percent(c.afterHours.ours.share)}`,
  c.tone.mean === null ? none : toneText(c.tone),
  day(
    [c.lastContact.theirs, c.lastContact.ours]
      .filter((t) => t !== null)
      .toSorted()
      .at(-1) ?? null,
  ),
  c.silence.reason,
];

const head = [
  "client",
  "in",
  "out",
  "threads",
  "people",
  "we answer in",
  "they answer in",
  "answered",
  "after hours",
  "tone",
  "last contact",
  "silence",
];

/** The table people read: medians and 90th percentiles in working hours, shares as percentages. */
export const clientsTable = (page: ClientPage): string => {
  if (page.items.length === 0)
    return `No clients as of ${page.asOf}.\nRead a mailbox with \`rapport ingest email PATH…\`, then \`rapport report coverage\` says where the messages went.`;
  const rows = table(head, page.items.map(tableRow), [left, right, right, right, right]);
  const notes = [
    `As of ${page.asOf}. Answer times: median · 90th percentile, working hours. People and after hours: theirs/ours.`,
    ...(page.items.some((c) => c.kind === "organisation")
      ? ["* not linked to a client yet: rapport client link NAME DOMAIN"]
      : []),
    ...(page.firmConfigured
      ? []
      : ["Nothing counts as written by you yet: rapport firm set --domain YOUR-DOMAIN"]),
  ];
  return [rows, "", ...notes].join("\n");
};

export const clientsCsv = (clients: ReadonlyArray<ClientFigures>): string => {
  return csv(clientColumns, clients.map(clientCells));
};
