import type { ModelAnswer, ModelFeature, ModelsAnswer } from "@rapport/contracts/http/risk/Models";
import type { RiskModel } from "@rapport/contracts/RiskModel";
import { driversOf } from "@rapport/domain/risk/explain/driversOf";
import { featureDefinitions } from "@rapport/domain/risk/features/featureDefinitions";
import { isReadable } from "@rapport/domain/risk/model/ModelReader";
import { shippedModel } from "@rapport/domain/risk/model/shippedModel";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { readNow, resolveAsOf } from "../AsOf.ts";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { UnknownModel } from "../ReportErrors.ts";
import { readDirectoryWords } from "./directoryWords.ts";
import { modelOn, modelRow, modelRows } from "./modelRows.ts";
import { lastWholeWeek } from "./riskWeek.ts";

/** 80 % of a normal variable lie within so many standard deviations. */
const eighty = 1.2816;
const factor = (logOdds: number): number => Number(Math.exp(logOdds).toFixed(3));

/** What each feature does in a model; none where this version cannot read it. */
export const modelFeatures = (model: RiskModel): ReadonlyArray<ModelFeature> => {
  if (!isReadable(model)) return [];
  const before = new Map(driversOf(shippedModel).map(({ term, logOdds }) => [term, logOdds]));
  return driversOf(model).map(({ term, logOdds, sd, strong }) => ({
    feature: term,
    group: featureDefinitions[term].group,
    means: featureDefinitions[term].means,
    times: factor(logOdds),
    timesLow: factor(logOdds - eighty * sd),
    timesHigh: factor(logOdds + eighty * sd),
    timesBefore: factor(before.get(term) ?? 0),
    strong,
  }));
};

const readHead = (warehouse: Warehouse, day: string | undefined) =>
  Effect.gen(function* () {
    const asOf = yield* resolveAsOf(day);
    const now = yield* readNow;
    const [firmConfigured, { models }] = yield* Effect.all(
      [readFirmConfigured(warehouse), readDirectoryWords(warehouse)],
      { concurrency: 2 },
    );
    return { head: { asOf: asOf.day, knownAt: asOf.knownAt, firmConfigured }, models, now };
  });

/** Every model that scores were or are made with. */
export const readModels = (warehouse: Warehouse) =>
  Effect.fn("Reports.riskModels")(function* (asOf?: string): Effect.fn.Return<ModelsAnswer, WarehouseError> {
    const { head, models, now } = yield* readHead(warehouse, asOf);
    return { ...head, items: [...modelRows(models, head.asOf, now)] };
  });

/** One of them by its name, or `current`: the one in force on the as-of day. */
export const readModel = (warehouse: Warehouse) =>
  Effect.fn("Reports.riskModel")(function* (
    name: string,
    asOf?: string,
  ): Effect.fn.Return<ModelAnswer, WarehouseError | UnknownModel> {
    const { head, models, now } = yield* readHead(warehouse, asOf);
    const inForce = modelOn(models, lastWholeWeek(head.asOf, now));
    const announced = models.findLast(({ model }) => model.model === name) ?? null;
    const found =
      name === "current"
        ? inForce
        : announced !== null
          ? { model: announced.model, announced }
          : name === shippedModel.model
            ? { model: shippedModel, announced: null }
            : null;
    if (found === null) return yield* new UnknownModel({ model: name });
    const { model } = found;
    return {
      ...head,
      model: modelRow(model, found.announced, found.announced === inForce.announced),
      calibration: model.calibration,
      activity: model.activity,
      features: [...modelFeatures(model)],
    };
  });
