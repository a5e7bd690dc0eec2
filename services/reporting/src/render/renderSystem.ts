import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import type { FreshnessAnswer, SourcesAnswer } from "@rapport/contracts/http/Freshness";
import { SourceFigures } from "@rapport/contracts/SourceFigures";
import { stateNames } from "../figures/stateNames.ts";
import { csv } from "./csv.ts";
import { messageCount, minute, percent } from "./format.ts";
import { table } from "./table.ts";

export const coverageTable = (c: CoverageAnswer): string => {
  const lines = [
    ...c.states.map((s) => [stateNames[s.state], messageCount(s.messages), percent(s.share)]),
    ["All", messageCount(c.total), ""],
  ];
  const states = table(["where messages went", "messages", "share"], lines, ["left", "right", "right"]);
  const summary = `As of ${c.asOf}: ${percent(c.attributed.share)} attributed to clients, ${percent(c.unattributed.share)} not.`;
  if (c.queue.length === 0) return [states, "", summary].join("\n");
  const queue = table(
    ["to link next", "messages", "state"],
    c.queue.slice(0, 20).map((q) => [q.party, messageCount(q.messages), stateNames[q.state]]),
    ["left", "right"],
  );
  return [states, "", summary, "", queue].join("\n");
};

export const coverageCsv = (c: CoverageAnswer): string =>
  csv(
    ["state", "party", "messages", "share"],
    [
      ...c.states.map((s) => [s.state, null, s.messages, s.share]),
      ...c.queue.map((q) => [q.state, q.party, q.messages, q.share]),
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

/** One column per source, and one over all when there are several. */
export const sourcesTable = ({ total, sources }: SourcesAnswer): string => {
  const shown = [
    ...sources.map((s) => [`${s.connector} ${s.account}`, s.figures] as const),
    ...(sources.length === 1 ? [] : [["all", total] as const]),
  ];
  return table(
    ["figure", ...shown.map(([name]) => name)],
    figureNames.map((name) => [name, ...shown.map(([, figures]) => String(figures[name] ?? "–"))]),
    ["left", ...shown.map(() => "right" as const)],
  );
};

export const sourcesCsv = ({ sources }: SourcesAnswer): string =>
  csv(
    ["connector", "account", ...figureNames],
    sources.map((s) => [s.connector, s.account, ...figureNames.map((name) => s.figures[name])]),
  );
