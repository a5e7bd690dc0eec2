import type { RiskModel } from "@rapport/contracts/RiskModel";
import { dayNumber } from "../../economics/money/days.ts";
import { endOfWeek } from "../model/labelledRows.ts";
import { isReadable } from "../model/ModelReader.ts";
import { shippedModel } from "../model/shippedModel.ts";

/** A model and the day from which scores are made with it. */
export interface ModelWord {
  readonly validFrom: string;
  readonly model: RiskModel;
}

/**
 * The model that scores of a week (by its Monday) are made with: of those announced (in the order of their announcement) the
 * one with the latest `validFrom` on or before the week's last day, of one day the last; the one that ships where there is
 * none. Models of another formula are passed over.
 */
export const modelInForce = (words: ReadonlyArray<ModelWord>): ((week: string) => RiskModel) => {
  const readable = words
    .filter(({ model }) => isReadable(model))
    .map(({ validFrom, model }, said) => ({ from: dayNumber(validFrom), model, said }))
    .toSorted((a, b) => a.from - b.from || a.said - b.said);
  return (week) => readable.findLast(({ from }) => from < endOfWeek(week))?.model ?? shippedModel;
};
