import { type MaintenanceAnswer, MaintenanceMeasure } from "@rapport/contracts/http/decisions/Maintenance";
import { csv } from "../csv.ts";
import { percentOf } from "../economics/amounts.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";
import { decisionHeadLine } from "./decisionLines.ts";

const indexText = (index: number | null): string => (index === null ? none : index.toFixed(0));
const timesText = (ratio: number | null): string => (ratio === null ? none : `${ratio.toFixed(2)} ×`);
const levels = { over: "over", under: "under", usual: "usual", unknown: none } as const;

/** Clients by how much there is to maintain in them, with why. */
export const maintenanceTable = (answer: MaintenanceAnswer): string => {
  const head = decisionHeadLine(answer, "How much there is to maintain");
  if (answer.items.length === 0) return [head, "", "There is no client to look at."].join("\n");
  const rows = answer.items.map((row) => [
    row.highMaintenance ? `${row.name} !` : row.name,
    indexText(row.index),
    indexText(row.pastIndex),
    levels[row.service.level],
    timesText(row.service.paidFor),
    percentOf(row.ownCause.percent),
    row.reasons.join("; ") || none,
  ]);
  const heads = ["client", "index", "a year before", "service", "of what it pays for", "our doing", "why"];
  return [
    head,
    "",
    table(heads, rows, ["left", "right", "right", "left", "right", "right", "left"]),
    "",
    "index: 100 is the median of its peers, over the last 26 weeks. ! much effort and little return, surely, in two quarters.",
    `of what it pays for: cost by what its revenue pays for at a margin of ${answer.marginTargetPercent} %, over six months.`,
    "our doing: of its effort, what our own rework and unanswered requests explain.",
  ].join("\n");
};

const measures = MaintenanceMeasure.options;

export const maintenanceCsv = ({ items }: MaintenanceAnswer): string =>
  csv(
    [
      "id",
      "name",
      "owner",
      "ownerName",
      "segment",
      "tier",
      "index",
      "pastIndex",
      "peers",
      ...measures,
      "highMaintenance",
      "service",
      "paidFor",
      "byPeers",
      "ownCausePercent",
      "reworkPercent",
      "latencyPercent",
      "reasons",
    ],
    items.map((row) => {
      const ratios = new Map(row.measures.map(({ measure, ratio }) => [measure, ratio]));
      return [
        row.id,
        row.name,
        row.owner,
        row.ownerName,
        row.segment,
        row.tier,
        row.index,
        row.pastIndex,
        row.peers,
        ...measures.map((measure) => ratios.get(measure) ?? null),
        String(row.highMaintenance),
        row.service.level,
        row.service.paidFor,
        row.service.byPeers,
        row.ownCause.percent,
        row.ownCause.reworkPercent,
        row.ownCause.latencyPercent,
        row.reasons.join("; "),
      ];
    }),
  );
