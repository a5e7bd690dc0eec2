import type { EventLog } from "@rapport/event-log/EventLog";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { catchUp } from "@rapport/projector/CatchUp";
import { defaultOptions } from "@rapport/projector/config";
import type { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { runProjector } from "@rapport/projector/Projector";
import { claimInstallation, type Installation, type Share } from "@rapport/runtime/Installation";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { version } from "@rapport/runtime/Version";
import type { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { Effect, Layer } from "effect";
import { makeProgressLine, standardError } from "../ProgressLine.ts";
import { commandLine } from "./commandLine.ts";
import { patientKnownWarehouses, projectionLayer } from "./projectionLayer.ts";
import { notThrownAway, whileSomebodyProjects } from "./projectorsElsewhere.ts";
import { rebuildWhenEmpty } from "./rebuildWhenEmpty.ts";
import { withLog } from "./withLog.ts";

export type WarehouseServices =
  | EventLog
  | Installation
  | WarehouseReader
  | WarehouseWriter
  | WarehouseAnswers
  | ProjectionStore;

export interface WarehouseSessionOptions {
  /** Make the data folder when there is none. */
  readonly create: boolean;
  /** Begin only when everything in the log is in the warehouse. Default true. */
  readonly caughtUp?: boolean;
}

/**
 * Waits until everything in the log is in the warehouse. A cluster's projectors may be none at all, and its warehouse is
 * nobody's to make anew unasked.
 */
const bringUp = (share: Share, report: ReportProgress) =>
  Effect.gen(function* () {
    if (share.role === "shared") {
      yield* notThrownAway;
      return yield* Effect.raceFirst(catchUp(report), whileSomebodyProjects);
    }
    yield* rebuildWhenEmpty(report);
    return yield* catchUp(report);
  });

/**
 * Runs a command on the warehouse, projected up to everything that stood in the log when it began. While
 * nobody else has the folder this process starts the warehouse and projects; while `rapport up` runs it
 * attaches to that. When what it is attached to ends meanwhile, the command starts over by itself, once. In a
 * cluster it waits for the projectors that run there.
 */
export const withWarehouse =
  (options: WarehouseSessionOptions) =>
  <A, E, R>(program: Effect.Effect<A, E, R | WarehouseServices>) => {
    const session = Effect.gen(function* () {
      const share = yield* claimInstallation({ command: commandLine(), lasting: false, projects: true });
      const warehouse = yield* openWarehouse(share);
      const progress = makeProgressLine(standardError());
      const caughtUp = options.caughtUp === false ? Effect.void : bringUp(share, progress.report);
      const work = caughtUp.pipe(Effect.andThen(progress.done), Effect.andThen(program));
      const projecting =
        share.role === "owner" || (share.role === "attached" && !share.owner.projects)
          ? runProjector({ ...defaultOptions, codeVersion: version, auditInBackground: false })
          : Effect.never;
      return yield* Effect.raceAllFirst([work, projecting, warehouse.failed]).pipe(
        Effect.provide(
          Layer.merge(projectionLayer(warehouse.address), patientKnownWarehouses(warehouse.address)),
        ),
        Effect.ensuring(progress.done),
      );
    });
    const again = (error: unknown) =>
      typeof error === "object" && error !== null && "_tag" in error && error._tag === "OwnerGone";
    return session.pipe(Effect.scoped, Effect.retry({ times: 1, while: again }), withLog(options));
  };
