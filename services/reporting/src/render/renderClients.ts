import type { ClientAnswer, ClientFigures, ClientPage } from "@rapport/contracts/http/ClientFigures";
import { clientCells, clientColumns } from "./clientCells.ts";
import { csv } from "./csv.ts";
import {
  day,
  hours,
  messageCount,
  minute,
  none,
  partText,
  percent,
  responseText,
  toneText,
} from "./format.ts";
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

/** One client, a figure a line. */
export const clientTable = ({ client: c, asOf }: ClientAnswer): string =>
  table(
    [c.name, `as of ${asOf}`],
    [
      [
        "linked by",
        c.kind === "client" ? c.parties.join(", ") || "nothing yet" : "not linked to a client yet",
      ],
      ["messages they wrote / we wrote", `${c.messages.in} / ${c.messages.out}`],
      ["messages they take part in, shared out", `${c.messages.total}, ${messageCount(c.messages.shared)}`],
      ["threads (known by subject only)", `${c.threads.count} (${c.threads.bySubject})`],
      ["people theirs / ours", `${c.people.theirs} / ${c.people.ours}`],
      ["we answer, working hours", responseText(c.responseOurs)],
      [
        "we answer, elapsed",
        `${hours(c.responseOurs.elapsedMedianHours)} · ${hours(c.responseOurs.elapsedP90Hours)}`,
      ],
      ["they answer, working hours", responseText(c.responseTheirs)],
      [
        "they answer, elapsed",
        `${hours(c.responseTheirs.elapsedMedianHours)} · ${hours(c.responseTheirs.elapsedP90Hours)}`,
      ],
      ["their messages answered in 14 days", partText(c.answered.theirMessages)],
      ["of those that ask", partText(c.answered.theirAsking)],
      ["our messages answered in 14 days", partText(c.answered.ourMessages)],
      ["of those that ask", partText(c.answered.ourAsking)],
      ["after hours theirs / ours", `${partText(c.afterHours.theirs)} / ${partText(c.afterHours.ours)}`],
      ["tone, 95 % interval", toneText(c.tone)],
      ["last contact theirs / ours", `${minute(c.lastContact.theirs)} / ${minute(c.lastContact.ours)}`],
      ["silence", c.silence.reason],
    ],
  );
