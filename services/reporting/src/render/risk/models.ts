import type { ModelAnswer, ModelRow, ModelsAnswer } from "@rapport/contracts/http/risk/Models";
import { csv } from "../csv.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";

const heads = ["model", "from", "labels up to", "client periods", "left", "base rate", "announced", "why"];

const cells = (row: ModelRow): ReadonlyArray<string> => [
  `${row.inForce ? "* " : "  "}${row.model}`,
  row.validFrom ?? "always",
  row.trainedTo ?? none,
  String(row.clientPeriods),
  String(row.churns),
  `${row.basePercent.toFixed(2)} %`,
  row.announcedAt?.slice(0, 10) ?? none,
  row.reason,
];

/** Every model, the one in force marked. */
export const modelsTable = ({ items, asOf }: ModelsAnswer): string =>
  [
    table(heads, items.map(cells), ["left", "left", "left", "right", "right", "right"]),
    "",
    `* in force on ${asOf}.`,
  ].join("\n");

export const modelsCsv = ({ items }: ModelsAnswer): string =>
  csv(
    [
      "model",
      "validFrom",
      "trainedTo",
      "clientPeriods",
      "churns",
      "basePercent",
      "announcedAt",
      "reason",
      "inForce",
    ],
    items.map((row) => [
      row.model,
      row.validFrom,
      row.trainedTo,
      row.clientPeriods,
      row.churns,
      row.basePercent,
      row.announcedAt,
      row.reason,
      row.inForce ? 1 : 0,
    ]),
  );

const times = (value: number): string => `×${value.toFixed(2)}`;

/** A model and what each feature does in it. */
export const modelTable = ({ model, calibration, features }: ModelAnswer): string =>
  [
    `${model.model}${model.inForce ? " (in force)" : ""}: ${model.reason}`,
    `Notice within ${model.horizonWeeks} weeks; labels closed by ${model.trainedTo ?? "nobody"}: ${model.clientPeriods} client periods, ${model.churns} clients left. Base rate ${model.basePercent.toFixed(2)} %.`,
    `Calibrated by intercept ${calibration.intercept.toFixed(3)}, slope ${calibration.slope.toFixed(3)}.`,
    "",
    features.length === 0
      ? "It is of another formula, which this version cannot read: it is passed over. Fit another one with `rapport model fit`."
      : table(
          ["feature", "group", "odds per sd", "80 % between", "before data", "", "means"],
          features.map((row) => [
            row.feature,
            row.group,
            times(row.times),
            `${times(row.timesLow)} … ${times(row.timesHigh)}`,
            times(row.timesBefore),
            row.strong ? "the data say so" : "",
            row.means,
          ]),
          ["left", "left", "right", "right", "right"],
        ),
  ].join("\n");

export const modelCsv = ({ model, features }: ModelAnswer): string =>
  csv(
    ["model", "feature", "group", "times", "timesLow", "timesHigh", "timesBefore", "strong", "means"],
    features.map((row) => [
      model.model,
      row.feature,
      row.group,
      row.times,
      row.timesLow,
      row.timesHigh,
      row.timesBefore,
      row.strong ? 1 : 0,
      row.means,
    ]),
  );
