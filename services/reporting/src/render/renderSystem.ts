import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import type { FreshnessAnswer, SourcesAnswer } from "@rapport/contracts/http/Freshness";
import { SourceFigures } from "@rapport/contracts/SourceFigures";
import { stateNames } from "../figures/stateNames.ts";
import { MeetingFigures } from "@rapport/contracts/MeetingFigures";
import { TicketFigures } from "@rapport/contracts/TicketFigures";
import { csv } from "./csv.ts";
import { messageCount, minute, none, percent } from "./format.ts";
import { amountIn, measureName, measureText } from "./measures.ts";
import { table } from "./table.ts";

export const coverageTable = (c: CoverageAnswer): string => {
  const lines = [
    ...c.states.map((s) => [stateNames[s.state], messageCount(s.messages), percent(s.share)]),
    ["All", messageCount(c.total), ""],
  ];
  const states = table(["where messages went", "messages", "share"], lines, ["left", "right", "right"]);
  const measures =
    c.measures.length === 0
      ? []
      : [
          table(
            ["of everything else", "all", "clients", "not linked", "ours", "share"],
            c.measures.map((m) => [
              measureName(m),
              measureText(m, m.total),
              measureText(m, m.attributed),
              measureText(m, amountIn(m, "organisation") + amountIn(m, "unattributed")),
              measureText(m, amountIn(m, "internal")),
              percent(m.attributedShare),
            ]),
            ["left", "right", "right", "right", "right", "right"],
          ),
          "",
        ];
  const unreadable = c.unreadable.map((u) => `Unreadable in ${u.connector}: ${u.items}.`);
  const summary = `As of ${c.asOf}: ${percent(c.attributed.share)} attributed to clients, ${percent(c.unattributed.share)} not.`;
  const head = [states, "", ...measures, summary, ...unreadable];
  if (c.queue.length === 0) return head.join("\n");
  const queue = table(
    ["to link next", "messages", "state"],
    c.queue.slice(0, 20).map((q) => [q.party, messageCount(q.messages), stateNames[q.state]]),
    ["left", "right"],
  );
  return [...head, "", queue].join("\n");
};

export const coverageCsv = (c: CoverageAnswer): string =>
  csv(
    ["measure", "currency", "state", "party", "amount", "share"],
    [
      ...c.states.map((s) => ["messages", null, s.state, null, s.messages, s.share]),
      ...c.queue.map((q) => ["messages", null, q.state, q.party, q.messages, q.share]),
      ...c.measures.flatMap((m) =>
        m.states.map((s) => [
          m.measure,
          m.currency,
          s.state,
          null,
          s.amount,
          s.state === "client" ? m.attributedShare : null,
        ]),
      ),
    ],
  );

export const freshnessTable = (f: FreshnessAnswer): string => {
  const rows = f.sources.map((s) => [
    s.connector,
    s.account,
    String(s.records),
    minute(s.lastEventAt),
    minute(s.lastRecordedAt),
    `${s.lagSeconds} s`,
  ]);
  const lag =
    f.projectorLagRecords === null ? [] : [`Records not yet in the warehouse: ${f.projectorLagRecords}`];
  return [
    table(["connector", "account", "records", "last event", "last recorded", "lag"], rows, [
      "left",
      "left",
      "right",
    ]),
    ...lag,
  ].join("\n");
};

export const freshnessCsv = (f: FreshnessAnswer): string =>
  csv(
    ["connector", "account", "records", "lastEventAt", "lastRecordedAt", "lagSeconds"],
    f.sources.map((s) => [s.connector, s.account, s.records, s.lastEventAt, s.lastRecordedAt, s.lagSeconds]),
  );

const figureNames = SourceFigures.keyof().options;

const ticketNames = TicketFigures.omit({ events: true }).keyof().options;
const meetingNames = MeetingFigures.omit({ calendars: true, unknownTimeZones: true }).keyof().options;

const workTables = ({ tickets, meetings, ledger }: SourcesAnswer): ReadonlyArray<string> => [
  ...(tickets.length === 0
    ? []
    : [
        table(
          ["tickets", ...tickets.map((s) => `${s.connector} ${s.account}`)],
          ticketNames.map((name) => [name, ...tickets.map((s) => String(s.figures[name] ?? none))]),
          ["left", ...tickets.map(() => "right" as const)],
        ),
      ]),
  ...(meetings === null
    ? []
    : [
        table(
          ["meetings", "all calendars"],
          meetingNames.map((name) => [name, String(meetings[name])]),
          ["left", "right"],
        ),
      ]),
  ...ledger.map((s) =>
    table(
      [`${s.connector} ${s.account}`, "status", "documents", "sum", "hours"],
      s.figures.totals.map((t) => [
        t.kind,
        t.status,
        String(t.count),
        t.sum === null || t.currency === null ? none : `${t.currency} ${t.sum}`,
        t.seconds === null ? none : (t.seconds / 3600).toFixed(2),
      ]),
      ["left", "left", "right", "right", "right"],
    ),
  ),
];

/** One column per source, and one over all when there are several; then tickets, meetings and the books. */
export const sourcesTable = (answer: SourcesAnswer): string => {
  const { total, sources } = answer;
  const shown = [
    ...sources.map((s) => [`${s.connector} ${s.account}`, s.figures] as const),
    ...(sources.length === 1 ? [] : [["all", total] as const]),
  ];
  const mail = table(
    ["figure", ...shown.map(([name]) => name)],
    figureNames.map((name) => [name, ...shown.map(([, figures]) => String(figures[name] ?? "–"))]),
    ["left", ...shown.map(() => "right" as const)],
  );
  const mailShown = sources.length > 0 || answer.tickets.length + answer.ledger.length === 0;
  return [...(mailShown ? [mail] : []), ...workTables(answer)].join("\n\n");
};

export const sourcesCsv = ({ sources }: SourcesAnswer): string =>
  csv(
    ["connector", "account", ...figureNames],
    sources.map((s) => [s.connector, s.account, ...figureNames.map((name) => s.figures[name])]),
  );
