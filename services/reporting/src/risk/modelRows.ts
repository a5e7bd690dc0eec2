import type { ModelRow } from "@rapport/contracts/http/risk/Models";
import type { RiskModel } from "@rapport/contracts/RiskModel";
import { modelInForce } from "@rapport/domain/risk/score/modelInForce";
import { shippedModel } from "@rapport/domain/risk/model/shippedModel";
import type { AnnouncedModel } from "./directoryWords.ts";
import { lastWholeWeek } from "./riskWeek.ts";

/** A model in a list. */
export const modelRow = (
  model: RiskModel,
  announced: Pick<AnnouncedModel, "validFrom" | "reason" | "announcedAt"> | null,
  inForce: boolean,
): ModelRow => ({
  model: model.model,
  shipped: announced === null,
  validFrom: announced?.validFrom ?? null,
  announcedAt: announced === null ? null : new Date(announced.announcedAt).toISOString(),
  reason: announced?.reason ?? "comes with Rapport: what is believed of firms like yours before any data",
  formula: model.formula,
  trainedTo: model.trainedTo,
  horizonWeeks: model.horizonWeeks,
  clientPeriods: model.clientPeriods,
  churns: model.churns,
  basePercent: Math.round(model.baseRate * 10_000) / 100,
  inForce,
});

/** The model in force in the last whole week up to a day, and how it was announced (null: it ships). */
export const modelOn = (models: ReadonlyArray<AnnouncedModel>, week: string) => {
  const model = modelInForce(models)(week);
  const announced = models.findLast((one) => one.model === model) ?? null;
  return { model, announced };
};

/** Every model, the one that ships first, then by their days and in the order of their announcement. */
export const modelRows = (
  models: ReadonlyArray<AnnouncedModel>,
  day: string,
  nowMs: number,
): ReadonlyArray<ModelRow> => {
  const { announced } = modelOn(models, lastWholeWeek(day, nowMs));
  const ordered = models.toSorted((a, b) =>
    a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0,
  );
  return [
    modelRow(shippedModel, null, announced === null),
    ...ordered.map((one) => modelRow(one.model, one, one === announced)),
  ];
};
