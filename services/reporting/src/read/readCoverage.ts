import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { coverageMeasures as measuresOf } from "../figures/coverageMeasures.ts";
import { coverageFigures } from "../figures/coverageFigures.ts";
import { coverageMeasures, coverageQueue, coverageStates, unreadableItems } from "../queries/Coverage.ts";
import { readFirmConfigured } from "./firm.ts";
import { readFilled, rowsIf } from "./readFilled.ts";
import type { Warehouse } from "./Warehouse.ts";

const queueLength = 100;

export const readCoverage = (warehouse: Warehouse) =>
  Effect.fn("Reports.coverage")(function* (day?: string): Effect.fn.Return<CoverageAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(day);
    const filled = yield* readFilled(warehouse);
    const [states, queue, measures, unreadable, firmConfigured] = yield* Effect.all(
      [
        warehouse.query(coverageStates, { until: asOf.until }),
        warehouse.query(coverageQueue, { until: asOf.until, limit: queueLength }),
        rowsIf(
          filled.ticket || filled.meeting || filled.money || filled.time,
          warehouse.query(coverageMeasures, { until: asOf.until, at: asOf.at }),
        ),
        warehouse.query(unreadableItems, { until: asOf.until }),
        readFirmConfigured(warehouse),
      ],
      { concurrency: "unbounded" },
    );
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      ...coverageFigures(states, queue),
      measures: measuresOf(measures),
      unreadable: [...unreadable],
    };
  });
