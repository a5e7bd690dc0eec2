import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";
import { fitModel } from "@rapport/domain/risk/model/fitModel";
import { readCourses } from "@rapport/risk/read/readCourses";
import { Effect } from "effect";
import { say } from "@rapport/directory/directoryLog";
import { demoAgency } from "./agency.ts";

const quarterDays = 91;

/** What leaving is, for the demo: nobody else is there to say it. */
export const sayWhatLeavingIs = say([
  {
    type: "setting.set",
    data: { key: "churn.definition", validFrom: null, value: "contracts", source: "said by the demo" },
  },
]);

/**
 * Fits the model of leaving to what was closed a quarter before the agency's end and announces it, so that the last
 * quarter is scored by a model that did not know it. Gives how many rows it learnt from; 0 where the agency is too young.
 */
export const fitRisk = Effect.gen(function* () {
  const day = dayOf(dayNumber(demoAgency.end) - quarterDays);
  const model = fitModel(yield* readCourses(day), day);
  if (model.clientPeriods === 0) return 0;
  yield* say([
    {
      type: "risk_model.fitted",
      data: { validFrom: day, reason: "fitted by the demo, a quarter before the agency's end", model },
    },
  ]);
  return model.clientPeriods;
});
