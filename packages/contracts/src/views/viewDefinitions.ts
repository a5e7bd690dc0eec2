import { dayView } from "./dayView.ts";
import { effortView } from "./effortView.ts";
import { profitabilityView } from "./profitabilityView.ts";
import { responsivenessView } from "./responsivenessView.ts";
import { riskView } from "./riskView.ts";
import { coverageView, freshnessView } from "./systemViews.ts";
import { signalViews } from "./signals/signalViews.ts";
import type { ViewDefinition, ViewName } from "./ViewDefinition.ts";
import { weeklyView } from "./weeklyView.ts";
import { whaleCurveView } from "./whaleCurveView.ts";

/**
 * The views for analysts, in the order of their documentation: the one definition that docs/metrics.md, the API's
 * descriptions and the number formats of exports are made of. Tests hold it against the views themselves.
 */
export const viewDefinitions: ReadonlyArray<ViewDefinition> = [
  profitabilityView,
  effortView,
  dayView,
  responsivenessView,
  weeklyView,
  riskView,
  whaleCurveView,
  ...signalViews,
  coverageView,
  freshnessView,
];

/** The definition of a view. */
export const viewOf = (name: ViewName): ViewDefinition => {
  const found = viewDefinitions.find((view) => view.name === name);
  if (found === undefined) throw new Error(`${name} has no definition`);
  return found;
};
