import type { ChangedRow, WhatChangedAnswer } from "@rapport/contracts/http/risk/WhatChanged";
import { csv } from "../csv.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";
import { riskFootLines, riskHeadLines } from "./risk.ts";

const points = (micro: number): string => {
  const text = Math.abs(micro / 10_000).toFixed(2);
  return text === "0.00" ? "0" : `${micro > 0 ? "+" : "−"}${text}`;
};

const stateText = (of: ChangedRow["before"], otherwise: string): string => {
  if (of === null) return otherwise;
  if (of.shown === "percent") return `${of.band} ${(of.chanceMicro / 10_000).toFixed(1)} %`;
  return of.band ?? of.shown.replaceAll("_", " ");
};

const causes = {
  lateData: "late data",
  settings: "settings",
  behaviour: "behaviour",
  model: "model",
} as const;

const bandText = ({ bandSteps }: ChangedRow): string =>
  bandSteps.map(({ by, from, to }) => `${from} to ${to} by ${causes[by]}`).join(", ");

const movedText = ({ moved }: ChangedRow): string =>
  moved
    .slice(0, 3)
    .map(({ group, times }) => `×${times.toFixed(1)} ${group}`)
    .join(", ");

const heads = [
  "client",
  "then",
  "now",
  "change",
  "behaviour",
  "late data",
  "settings",
  "model",
  "band",
  "behaviour, in odds",
];

const cells = (row: ChangedRow): ReadonlyArray<string> => {
  const { parts } = row;
  // A band without a chance has no points either: they would tell the chance.
  const shown = parts !== null && row.before?.shown === "percent" && row.after?.shown === "percent";
  const part = (micro: number | undefined): string => (micro === undefined ? none : points(micro));
  const of = shown ? parts : null;
  return [
    row.name,
    stateText(row.before, "not there"),
    stateText(row.after, "gone"),
    part(of?.allMicro),
    part(of?.behaviourMicro),
    part(of?.lateDataMicro),
    part(of?.settingsMicro),
    part(of?.modelMicro),
    bandText(row),
    movedText(row),
  ];
};

/** What moved each client's risk, the most first. */
export const whatChangedTable = (answer: WhatChangedAnswer): string => {
  const { all } = answer;
  const rows = answer.items.map(cells);
  return [
    ...riskHeadLines(answer, `What changed since ${answer.since}`),
    answer.knownThen === null
      ? `There is no record here of what was known on ${answer.since}: the time before is as it is known now, and nothing counts as late.`
      : `Beside what was known at ${answer.knownThen}.`,
    "",
    rows.length === 0
      ? "No client was scored then or is now."
      : table(heads, rows, ["left", "left", "left", "right", "right", "right", "right", "right"]),
    "",
    `All together, in points of a hundred: ${points(all.allMicro)} = behaviour ${points(all.behaviourMicro)}, late data ${points(all.lateDataMicro)}, settings ${points(all.settingsMicro)}, model ${points(all.modelMicro)}.`,
    ...(answer.modelThen === answer.model.model
      ? []
      : [`The model was ${answer.modelThen}, and is ${answer.model.model}.`]),
    ...answer.settings.map(
      ({ key, before, after }) => `${key} was ${before || "unset"}, and is ${after || "unset"}.`,
    ),
    ...riskFootLines(answer),
  ].join("\n");
};

export const whatChangedCsv = (answer: WhatChangedAnswer): string =>
  csv(
    [
      "id",
      "name",
      "beforeWeek",
      "beforeShown",
      "beforeBand",
      "beforeChanceMicro",
      "afterWeek",
      "afterShown",
      "afterBand",
      "afterChanceMicro",
      "allMicro",
      "behaviourMicro",
      "lateDataMicro",
      "settingsMicro",
      "modelMicro",
    ],
    answer.items.map(({ id, name, before, after, parts }) => [
      id,
      name,
      before?.week ?? null,
      before?.shown ?? null,
      before?.band ?? null,
      before?.chanceMicro ?? null,
      after?.week ?? null,
      after?.shown ?? null,
      after?.band ?? null,
      after?.chanceMicro ?? null,
      parts?.allMicro ?? null,
      parts?.behaviourMicro ?? null,
      parts?.lateDataMicro ?? null,
      parts?.settingsMicro ?? null,
      parts?.modelMicro ?? null,
    ]),
  );
